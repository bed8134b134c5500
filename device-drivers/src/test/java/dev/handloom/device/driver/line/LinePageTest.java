package dev.handloom.device.driver.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the page for people with a device of their own shows is what the driver reads.
class LinePageTest {
  private static final Path PAGE = Path.of("..", "docs", "devices", "line.md");

  private static String block(String language) throws Exception {
    String page = Files.readString(PAGE);
    String begin = "```" + language + "\n";
    int from = page.indexOf(begin) + begin.length();
    return page.substring(from, page.indexOf("```", from));
  }

  @Test
  void theRigFileReadsTheLines() throws Exception {
    DeviceConfig config = RigFile.parse(block("json")).devices().getFirst();
    Conversation gripper =
        Conversation.of(
            config.driver(),
            config.settings(),
            List.of(block("text").getBytes(StandardCharsets.US_ASCII)));
    assertEquals(
        List.of("0 1021544 [2047.0]", "1 1026540 [2051.0]", "2 1031548 [2056.0]"),
        gripper.samples(0));
    assertEquals(0, gripper.bad());
  }

  @Test
  void everySettingIsThere() throws Exception {
    String page = Files.readString(PAGE);
    for (var setting : new LineDriver().card().settings()) {
      String name = setting.name().replace("*", "x");
      assertTrue(page.contains("`" + name + "`"), name);
    }
  }
}
