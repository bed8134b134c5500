package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.desktop.AnsweredDesktop;
import dev.handloom.app.studio.ToOpen;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.profile.GripperShelf;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody calibrates a gripper by keys alone, stops once, and prints new tags.
class GripperJourneyTest {
  private static final String BEGIN = "calibrate.gripper.begin";
  private static final String SAY = "calibrate.gripper.say";

  @TempDir Path user;

  @Test
  void aGripperIsCalibratedByKeysItsWidthIsMeasuredAndTagsArePrinted() throws Exception {
    Path rig = user.resolve("rig.json");
    new RigFile(
            "A gripper",
            21,
            List.of(SimulatedRig.config("gripper"), SimulatedRig.config("gripper-camera")))
        .write(rig);
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      StudioFixture.ask(() -> {
        studio.studio().open(new ToOpen.Rig(rig));
        return true;
      });
      studio.until("the gripper is there", () -> width(studio, "gripper-camera/video"));
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT6, true);
      ToggleButton tab = studio.find("calibrate.tab.grippers", ToggleButton.class);
      StudioFixture.ask(() -> {
        tab.requestFocus();
        return true;
      });
      studio.push(KeyCode.SPACE);
      studio.until(
          "both tags are seen", () -> text(studio, "calibrate.gripper.seen").startsWith("Both"));
      assertTrue(
          StudioFixture.ask(() -> text(studio, "calibrate.gripper.doubt"))
              .startsWith("Calibrate it"));
      Node begin = studio.find(BEGIN, Node.class);
      StudioFixture.ask(() -> {
        begin.requestFocus();
        return true;
      });
      studio.push(KeyCode.SPACE);
      studio.until("it is to be closed", () -> text(studio, SAY).startsWith("Close"));
      studio.press(KeyCode.SPACE, false);
      studio.until("it is paused", () -> text(studio, SAY).startsWith("Paused"));
      studio.press(KeyCode.SPACE, false);
      studio.until("it is to be opened", () -> text(studio, SAY).startsWith("Open"));
      studio.press(KeyCode.ESCAPE, false);
      studio.until("it is stopped", () -> text(studio, SAY).startsWith("Stopped"));
      assertTrue(shelf().history("gripper-camera").profiles().isEmpty());

      studio.until("the button has the focus", () -> focus(studio).equals(BEGIN));
      studio.push(KeyCode.SPACE);
      studio.until("it is over", () -> text(studio, SAY).startsWith("Done"));
      studio.until(
          "its quality is shown", () -> !text(studio, "calibrate.gripper.grade").isEmpty());
      GripperProfile made = shelf().history("gripper-camera").current().orElseThrow();
      assertEquals(85, made.openMm(), 2);
      assertTrue(made.quality().grade().compareTo(Grade.POOR) < 0, made.quality().toString());
      studio.until("its width is a stream", () -> width(studio, "gripper-camera/gripper-width"));
      studio.until(
          "its width is shown", () -> text(studio, "calibrate.gripper.doubt").startsWith("±"));

      Path pdf = user.resolve("tags.pdf");
      StudioFixture.ask(() -> {
        studio.studio().answerWith(AnsweredDesktop.target(pdf));
        studio.studio().actions().get("calibrate.print-marks").run();
        return true;
      });
      studio.find("print.save", Node.class);
      studio.press(KeyCode.ENTER, false);
      studio.until("the sheet is saved", () -> Files.exists(pdf));
      byte[] bytes = Files.readAllBytes(pdf);
      assertEquals("%PDF", new String(bytes, 0, 4, StandardCharsets.US_ASCII));
    }
  }

  private GripperShelf shelf() {
    return new GripperShelf(user.resolve("library/profiles"));
  }

  private static boolean width(StudioFixture studio, String stream) {
    Workplace workplace = studio.studio().currentRig().workplaceProperty().get();
    return workplace != null && workplace.rig().hub().find(stream).isPresent();
  }

  private static String focus(StudioFixture studio) {
    Node focus = studio.studio().stage().getScene().getFocusOwner();
    return focus == null ? "nothing" : String.valueOf(focus.getId());
  }

  private static String text(StudioFixture studio, String id) {
    return studio.studio().stage().getScene().getRoot().lookupAll("*").stream()
        .filter(each -> id.equals(each.getId()) && each instanceof Labeled)
        .map(each -> ((Labeled) each).getText())
        .findFirst()
        .orElse("");
  }
}
