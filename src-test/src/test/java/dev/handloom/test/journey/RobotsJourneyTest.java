package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.retarget.RobotHands;
import dev.handloom.device.rig.RigFile;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A robot's hand is chosen, seen to follow, put on the rig and taken off, by keys alone.
class RobotsJourneyTest {
  private static final String GLOVE = "left-glove";

  @TempDir Path user;

  @Test
  void aRobotOfOnesOwnIsPutOnTheRigAndTakenOff() throws Exception {
    Path own = user.resolve("hands/own.urdf");
    Files.createDirectories(own.getParent());
    try (InputStream in = RobotHands.class.getResourceAsStream("four-finger-16.urdf")) {
      Files.copy(Objects.requireNonNull(in), own);
    }
    try (StudioFixture studio = StudioFixture.open(user)) {
      Walk walk = new Walk(studio);
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT6, true);
      walk.awaitFocus("calibrate.calibrate.right-glove");
      // The tabs are one stop for Tab; arrows lead along them.
      walk.backTo("calibrate.tab.gloves");
      walk.along(KeyCode.RIGHT, "calibrate.tab.robots");
      studio.push(KeyCode.SPACE);
      studio.until("it follows", () -> walk.text("calibrate.robot.rate").contains("a second"));
      studio.until(
          "what is left is shown",
          () -> walk.text("calibrate.robot.residual.thumb").endsWith(" mm"));
      assertTrue(says(walk, "calibrate.robot.size").contains("as long as"));

      walk.to("calibrate.robot.hand");
      studio.press(KeyCode.DOWN, false);
      studio.until("another robot", () -> says(walk, "calibrate.robot.about").contains("sixteen"));
      studio.until(
          "it follows, too", () -> walk.text("calibrate.robot.residual.ring").endsWith("m"));
      studio.press(KeyCode.DOWN, false);
      studio.press(KeyCode.DOWN, false);
      studio.until("a file is asked for", () -> walk.focus().equals("calibrate.robot.file"));
      file(studio, user.resolve("hands/none.urdf"));
      studio.until(
          "it is refused", () -> walk.text("calibrate.robot.complaint").contains("none.urdf"));
      assertEquals("", says(walk, "calibrate.robot.about"));
      file(studio, own);
      studio.until("it is read", () -> walk.text("calibrate.robot.about").contains("is a guess"));
      assertEquals("", says(walk, "calibrate.robot.complaint"));

      walk.backTo("calibrate.robot.put");
      studio.push(KeyCode.SPACE);
      studio.until("it is on the rig", () -> robot(studio).contains(" own#"));
      studio.until(
          "the page says so",
          () -> walk.text("calibrate.robot.standing").contains("stands in simulated-rig.json"));
      Path rig = user.resolve("settings/rigs/simulated-rig.json");
      assertEquals(
          own.toString(), RigFile.read(rig).devices().getFirst().settings().get("retarget"));
      studio.until(
          "its targets come",
          () ->
              workplace(studio).rig().hub().find(GLOVE + "/robot").stream()
                  .anyMatch(stream -> stream.ring().published() > 0));

      studio.until("off can be chosen", () -> walk.text("calibrate.robot.rate").contains("second"));
      walk.backTo("calibrate.robot.off");
      studio.push(KeyCode.SPACE);
      studio.until("it is off", () -> robot(studio).isEmpty());
      assertTrue(!RigFile.read(rig).devices().getFirst().settings().containsKey("retarget"));
      studio.quit();
    }
  }

  private static void file(StudioFixture studio, Path path) {
    StudioFixture.ask(() -> {
      studio.find("calibrate.robot.file", TextField.class).setText(path.toString());
      return true;
    });
    studio.press(KeyCode.ENTER, false);
  }

  private static String says(Walk walk, String id) {
    return StudioFixture.ask(() -> walk.text(id));
  }

  private static Workplace workplace(StudioFixture studio) {
    return Objects.requireNonNull(studio.studio().currentRig().workplaceProperty().get());
  }

  private static String robot(StudioFixture studio) {
    return workplace(studio).rig().hub().find(GLOVE + "/robot").stream()
        .map(stream -> String.valueOf(stream.spec().maker()))
        .findFirst()
        .orElse("");
  }
}
