package dev.handloom.app.studio;

import dev.handloom.app.Workplace;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Labeled;

/// Pictures of a gripper's page: before a calibration, in its run, after it, and what is printed.
/// On a rig of its own, with a wrist camera that sees finger tags.
final class GripperPictures {
  private static final long FX_MILLIS = 20_000;
  private static final String TAB = "calibrate.tab.grippers";

  private final Studio studio;
  private final Path rig;

  /// @param rig where the file of the rig is put
  GripperPictures(Studio studio, Path rig) {
    this.studio = studio;
    this.rig = rig;
  }

  List<Path> render(Path out, List<ThemeChoice> themes, List<int[]> sizes)
      throws IOException, InterruptedException, TimeoutException {
    new RigFile(
            "A simulated gripper",
            Workplace.FIRST_SEED,
            List.of(SimulatedRig.config("gripper"), SimulatedRig.config("gripper-camera")))
        .write(rig);
    fx(() -> studio.open(new ToOpen.Rig(rig)));
    Gallery.until("the gripper is live", () -> Gallery.ask(() -> open() && Gallery.live(studio)));
    fx(() -> {
      studio.shell().open("calibrate");
      Gallery.fire(studio, TAB);
    });
    Gallery.until("its tags are seen", () -> reads("calibrate.gripper.seen").startsWith("Both"));
    List<Path> pictures = new ArrayList<>();
    for (int[] size : sizes) {
      for (ThemeChoice theme : themes) {
        fx(() -> {
          Theme.shared().choiceProperty().set(theme);
          Gallery.size(studio, size);
        });
        if (pictures.isEmpty()) {
          pictures.add(picture(out, "grippers-start", theme, size));
        }
        fx(() -> Gallery.fire(studio, "calibrate.gripper.begin"));
        Gallery.until(
            "it is to be opened", () -> reads("calibrate.gripper.say").startsWith("Open"));
        pictures.add(picture(out, "grippers-run", theme, size));
        Gallery.until("the run is over", () -> reads("calibrate.gripper.say").startsWith("Done"));
        Gallery.until("it is kept", () -> !reads("calibrate.gripper.grade").isEmpty());
        pictures.add(picture(out, "grippers", theme, size));
        fx(studio.actions().get("calibrate.print-marks")::run);
        pictures.add(picture(out, "grippers-print", theme, size));
        fx(() -> studio.shell().sheets().close());
      }
    }
    return pictures;
  }

  private boolean open() {
    Workplace workplace = studio.currentRig().workplaceProperty().get();
    return workplace != null && workplace.rig().device("gripper-camera").isPresent();
  }

  private String reads(String id) {
    return Gallery.ask(() ->
        studio.stage().getScene().getRoot().lookupAll("*").stream()
            .filter(each -> id.equals(each.getId()) && each instanceof Labeled)
            .map(each -> ((Labeled) each).getText())
            .findFirst()
            .orElse(""));
  }

  private Path picture(Path out, String what, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    return Gallery.picture(studio, out, Gallery.name("calibrate-" + what, theme, size));
  }

  private static void fx(Runnable what) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(what, FX_MILLIS);
  }
}
