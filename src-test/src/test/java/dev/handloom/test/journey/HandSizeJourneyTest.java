package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.lens.SheetSession;
import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.fit.IntrinsicsFit;
import dev.handloom.calibration.camera.fit.LensChoice;
import dev.handloom.calibration.camera.hand.HandSheet;
import dev.handloom.calibration.camera.hand.Landmark;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.keep.CameraShelf;
import dev.handloom.calibration.camera.sim.BoardCameraSimulators;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import dev.handloom.calibration.camera.sim.SheetPerson;
import dev.handloom.calibration.mark.Board;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hand on a printed sheet is measured by keys alone, and stands where a ruler's numbers stand.
class HandSizeJourneyTest {
  private static final String CAMERA = "sheet-camera";
  private static final int LONG_STEP_MM = 10;

  @TempDir Path user;

  @Test
  void aHandIsMarkedWithTheCrossAndItsSizeIsUsed() throws Exception {
    Path settings = Files.createDirectories(user.resolve("settings"));
    Path rig = user.resolve("rig.json");
    new RigFile(
            "A camera over a sheet",
            3,
            List.of(SimulatedRig.config(CAMERA), SimulatedRig.config("left-glove")))
        .write(rig);
    Files.writeString(
        settings.resolve("settings.json"),
        "{ \"workspace\": \"calibrate\", \"rig\": \""
            + rig.toString().replace("\\", "\\\\")
            + "\" }");
    Files.writeString(settings.resolve("board.txt"), "4X4_100:8x5:33:19.8");
    keepCamera();
    SheetPerson person =
        new SheetPerson(BoardCameraSimulators.ON_SHEET, BoardCameraSimulators.PINHOLE);
    HandSheet sheet = person.sheet(person.picture());
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.until("the library is open", () -> studio.studio().library().store() != null);
      focus(studio, "calibrate.tab.gloves");
      for (int n = 0; n < 9 && !selected(studio, "calibrate.tab.hand"); n++) {
        studio.push(KeyCode.RIGHT);
      }
      Button begin = studio.find("calibrate.hand.begin", Button.class);
      studio.until("a camera is known", () -> !begin.isDisabled());
      focus(studio, "calibrate.hand.begin");
      studio.push(KeyCode.SPACE);
      Button take = studio.find("calibrate.hand.take", Button.class);
      studio.until("the sheet is seen", () -> !take.isDisabled());
      focus(studio, "calibrate.hand.take");
      studio.push(KeyCode.SPACE);
      Node marks = studio.find("calibrate.hand.marks", Node.class);
      studio.until("it is to be marked", marks::isFocused);

      double x = sheet.board().widthMm() / 2;
      double y = sheet.board().heightMm() / 2;
      Map<Landmark, double[]> wanted = person.marks(sheet, Map.of());
      for (Landmark which : Landmark.values()) {
        double[] at = Objects.requireNonNull(wanted.get(which));
        x += go(studio, at[0] - x, KeyCode.RIGHT, KeyCode.LEFT);
        y += go(studio, at[1] - y, KeyCode.DOWN, KeyCode.UP);
        studio.press(KeyCode.ENTER, false);
        if (which == Landmark.MIDDLE_TIP) {
          studio.press(KeyCode.BACK_SPACE, false);
          studio.press(KeyCode.ENTER, false);
        }
      }
      Label told = studio.find("calibrate.hand.told", Label.class);
      studio.until("it is measured", () -> told.getText().contains("across the knuckles"));
      focus(studio, "calibrate.hand.keep");
      studio.push(KeyCode.SPACE);
      studio.until("it is used", () -> told.getText().contains("under Gloves now"));
      focus(studio, "calibrate.tab.hand");
      for (int n = 0; n < 9 && !selected(studio, "calibrate.tab.gloves"); n++) {
        studio.push(KeyCode.LEFT);
      }
      Spinner<?> length = studio.find("calibrate.length", Spinner.class);
      Spinner<?> breadth = studio.find("calibrate.breadth", Spinner.class);
      assertEquals(person.lengthMm(), ((Number) length.getValue()).doubleValue(), 5);
      assertEquals(person.breadthMm(), ((Number) breadth.getValue()).doubleValue(), 5);
      studio.quit();
    }
    assertTrue(SheetSession.PIXELS_PER_MM > 1);
  }

  private void keepCamera() throws Exception {
    CameraModel truth = BoardCameraSimulators.PINHOLE;
    List<BoardView> views = new PlantedCamera(truth, 9, 6, 0.05, 4).views(25, 0.15);
    LensChoice choice =
        new LensChoice(
            IntrinsicsFit.of(LensKind.PINHOLE, truth.width(), truth.height(), views),
            Optional.empty(),
            "asked for");
    new CameraShelf(user.resolve("library").resolve("profiles"))
        .keep(CameraProfile.of(CAMERA, Instant.now(), "test", true, choice, Board.UMI, views));
  }

  /// In long steps, then in short ones; returns how far it went.
  private static double go(StudioFixture studio, double mm, KeyCode more, KeyCode less) {
    int steps = (int) Math.rint(Math.abs(mm));
    KeyCode way = mm > 0 ? more : less;
    for (int n = 0; n < steps / LONG_STEP_MM; n++) {
      studio.press(way, false, true, false);
    }
    for (int n = 0; n < steps % LONG_STEP_MM; n++) {
      studio.press(way, false);
    }
    return Math.signum(mm) * steps;
  }

  private static boolean selected(StudioFixture studio, String tab) {
    return StudioFixture.ask(studio.find(tab, ToggleButton.class)::isSelected);
  }

  /// Goes on with Tab until a control has the focus, as one without a mouse does.
  private static void focus(StudioFixture studio, String id) {
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
