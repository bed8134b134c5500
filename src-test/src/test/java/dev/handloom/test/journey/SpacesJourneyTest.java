package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Laying spaces over each other in the window, with both hands busy.
class SpacesJourneyTest {
  @TempDir Path user;

  @Test
  void spaceLeadsFromTheBoardToWhatIsKept() throws Exception {
    start("", "openxr-headset", "table-camera");
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      spaces(studio);
      // What the rig can do is in front.
      Label say = studio.find("calibrate.touch.say", Label.class);
      assertTrue(studio.find("calibrate.space.by.touched", ToggleButton.class).isSelected());
      studio.press(KeyCode.SPACE, false);
      studio.until("a corner is wanted", () -> say.getText().contains("upper left"));
      studio.until("the next one is", () -> say.getText().contains("(3 of 4)"));
      studio.press(KeyCode.R, false);
      studio.until("the one before is wanted again", () -> say.getText().contains("(2 of 4)"));
      Label result = studio.find("calibrate.touch.result", Label.class);
      studio.until("it is found", () -> result.getText().endsWith("mm apart"));
      studio.press(KeyCode.SPACE, false);
      Label known = studio.find("calibrate.space.known.openxr-headset.table-camera", Label.class);
      studio.until("it holds", () -> known.getText().endsWith("It holds."));
      studio.press(KeyCode.DIGIT1, false);
      Label missing = studio.find("calibrate.space.missing", Label.class);
      studio.until("no tracker is there", () -> missing.getText().contains("tracker"));
      studio.quit();
    }
    try (Stream<Path> files = Files.list(user.resolve("library/profiles/spaces/openxr-headset"))) {
      List<Path> kept = files.toList();
      assertEquals(1, kept.size(), kept::toString);
      String said = Files.readString(kept.getFirst());
      assertTrue(said.contains("\"TOUCHED\"") && said.contains("\"lens\""), said);
    }
  }

  @Test
  void aPedalLeadsTheHandThatIsMoved() throws Exception {
    start(
        ", \"buttons\": { \"pedal/pedals:left\": \"calibrate.pause\" }",
        "openxr-headset",
        "base-station",
        "pedal");
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      spaces(studio);
      Label say = studio.find("calibrate.space.say", Label.class);
      // The simulated person taps the left pedal every four seconds: it begins, and ends.
      studio.until("a pedal has begun it", () -> say.getText().startsWith("Move the hand slowly"));
      studio.until(
          "the next tap has ended it", () -> !say.getText().startsWith("Move the hand slowly"));
      studio.quit();
    }
  }

  private void start(String more, String... simulated) throws Exception {
    Path rig = user.resolve("rig.json");
    new RigFile("Spaces", 5, Stream.of(simulated).map(SimulatedRig::config).toList()).write(rig);
    Files.createDirectories(user.resolve("settings"));
    Files.writeString(
        user.resolve("settings/settings.json"),
        "{ \"rig\": \"%s\", \"workspace\": \"calibrate\"%s }"
            .formatted(rig.toString().replace("\\", "/"), more));
  }

  private static void spaces(StudioFixture studio) {
    ToggleButton tab = studio.find("calibrate.tab.spaces", ToggleButton.class);
    StudioFixture.ask(() -> {
      tab.fire();
      return true;
    });
  }
}
