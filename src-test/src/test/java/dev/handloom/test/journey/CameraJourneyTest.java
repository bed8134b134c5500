package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.keep.CameraShelf;
import dev.handloom.calibration.camera.sim.BoardCameraSimulators;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A camera is calibrated in the window by keys alone: a board is chosen, views are taken by
/// themselves, one is taken back, and what came out is kept.
class CameraJourneyTest {
  private static final String CAMERA = "board-camera";
  private static final int ENOUGH_VIEWS = 5;

  @TempDir Path user;

  @Test
  void aWholeCalibrationByKeys() throws Exception {
    Path settings = Files.createDirectories(user.resolve("settings"));
    Path rig = user.resolve("rig.json");
    new RigFile("A camera", 3, List.of(SimulatedRig.config(CAMERA))).write(rig);
    Files.writeString(
        settings.resolve("settings.json"),
        "{ \"workspace\": \"calibrate\", \"rig\": \""
            + rig.toString().replace("\\", "\\\\")
            + "\" }");
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.until("the library is open", () -> studio.studio().library().store() != null);
      focus(studio, "calibrate.tab.gloves");
      for (int n = 0; n < 9 && !selected(studio, "calibrate.tab.cameras"); n++) {
        studio.push(KeyCode.RIGHT);
      }
      studio.find("calibrate.camera.begin", Button.class);

      ChoiceBox<?> kind = studio.find("calibrate.board", ChoiceBox.class);
      TextField square = studio.find("calibrate.board.square", TextField.class);
      assertEquals("UMI's board", kind.getValue());
      focus(studio, "calibrate.board.square");
      StudioFixture.ask(() -> {
        square.setText("zero");
        return true;
      });
      focus(studio, "calibrate.camera.begin");
      studio.push(KeyCode.SPACE);
      Label said = studio.find("calibrate.camera.say", Label.class);
      studio.until("it is refused", () -> said.getText().contains("number of millimetres"));
      StudioFixture.ask(() -> {
        square.setText("50,0");
        return true;
      });
      focus(studio, "calibrate.camera.begin");
      studio.push(KeyCode.SPACE);

      Label found = studio.find("calibrate.camera.found", Label.class);
      studio.until("two views are taken", () -> views(found) >= 2);
      focus(studio, "calibrate.camera.back");
      studio.push(KeyCode.SPACE);
      studio.until("it goes on", () -> views(found) >= ENOUGH_VIEWS || done(said));
      if (!StudioFixture.ask(() -> done(said))) {
        focus(studio, "calibrate.camera.finish");
        studio.push(KeyCode.SPACE);
      }
      studio.until("it is done", () -> done(said));
      CameraShelf shelf = new CameraShelf(user.resolve("library").resolve("profiles"));
      studio.until("it is kept", () -> kept(shelf) == 1);
      CameraModel truth = BoardCameraSimulators.PINHOLE;
      CameraProfile profile = shelf.history(CAMERA).profiles().getFirst();
      // A bound holds in 95 of 100 cases; how well it does is another test's.
      assertEquals(truth.fx(), profile.model().fx(), 3 * profile.bounds().getOrDefault("fx", 0.0));
      assertTrue(Math.abs(truth.fx() - profile.model().fx()) < 0.05 * truth.fx());
      Button compare = studio.find("calibrate.camera.compare", Button.class);
      assertFalse(compare.isDisabled());
      studio.quit();
    }
    assertEquals("4X4_100:8x5:50:30:50", Files.readString(settings.resolve("board.txt")).strip());
  }

  private static boolean selected(StudioFixture studio, String tab) {
    return StudioFixture.ask(studio.find(tab, ToggleButton.class)::isSelected);
  }

  private static boolean done(Label said) {
    return said.getText().startsWith("Done.");
  }

  private static int views(Label found) {
    String first = found.getText().replaceFirst(" .*", "");
    return first.matches("\\d+") ? Integer.parseInt(first) : 0;
  }

  private static int kept(CameraShelf shelf) {
    try {
      return shelf.history(CAMERA).profiles().size();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Goes on with Tab until a control has the focus, as one without a mouse does.
  private static void focus(StudioFixture studio, String id) throws Exception {
    for (int n = 0; n < 200; n++) {
      if (StudioFixture.ask(
          () -> {
            Node owner = studio.studio().stage().getScene().getFocusOwner();
            return owner != null && id.equals(owner.getId());
          })) {
        return;
      }
      studio.press(KeyCode.TAB, false);
    }
    throw new AssertionError("No number of Tabs leads to " + id);
  }
}
