package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.desktop.AnsweredDesktop;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lab hand opens the rig of this workplace once, and finds it open from then on.
class RigJourneyTest {
  @TempDir Path user;

  @Test
  void anOpenedRigIsOpenAgainAfterARestart() throws Exception {
    Path file =
        Files.writeString(
            user.resolve("bench.json"),
            """
            { "name": "Bench 3", "devices": [
              { "id": "grip", "driver": "line", "address": "sim:gripper",
                "settings": { "columns": "t_us,seq,encoder", "checksum": "xor" } } ] }
            """);
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      StudioFixture.ask(() -> {
        studio.studio().answerWith(AnsweredDesktop.file(file));
        return true;
      });
      studio.press(KeyCode.O, true);
      studio.until("the rig is open", () -> rigName(studio).equals("Bench 3"));
      studio.quit();
    }
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.until("the rig is open again", () -> rigName(studio).equals("Bench 3"));
      studio.awaitLiveRig();
      studio.quit();
    }
    assertTrue(Files.readString(user.resolve("settings/settings.json")).contains("bench.json"));
  }

  private static String rigName(StudioFixture studio) {
    var workplace = studio.studio().currentRig().workplaceProperty().get();
    return workplace == null ? "" : workplace.rig().file().name();
  }
}
