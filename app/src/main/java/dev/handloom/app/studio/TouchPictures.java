package dev.handloom.app.studio;

import dev.handloom.app.Workplace;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/// Pictures of laying a headset's space over a camera's by touching a board. On a rig of its own,
/// with a headset and a camera across the table.
final class TouchPictures {
  private static final String HEADSET = "openxr-headset";
  private static final String CAMERA = "table-camera";
  private static final String SAY = "calibrate.touch.say";

  private final Studio studio;
  private final Path rig;
  private final Shots shots;

  /// @param rig where the file of the rig is put
  TouchPictures(Studio studio, Path rig, Path out) {
    this.studio = studio;
    this.rig = rig;
    shots = new Shots(studio, out);
  }

  List<Path> render(List<ThemeChoice> themes, List<int[]> sizes)
      throws IOException, InterruptedException, TimeoutException {
    new RigFile(
            "A headset and a camera",
            Workplace.FIRST_SEED,
            List.of(SimulatedRig.config(HEADSET), SimulatedRig.config(CAMERA)))
        .write(rig);
    Shots.fx(() -> studio.open(new ToOpen.Rig(rig)));
    Gallery.until("the rig is live", () -> Gallery.ask(() -> open() && Gallery.live(studio)));
    for (int[] size : sizes) {
      one(themes, size);
    }
    Shots.fx(() -> Gallery.fire(studio, "devices.tab.cards"));
    return shots.pictures();
  }

  private void one(List<ThemeChoice> themes, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    Shots.fx(() -> studio.shell().open("calibrate"));
    Shots.fx(() -> Gallery.fire(studio, "calibrate.tab.spaces"));
    shots.all("touch-moved-missing", themes, size, "calibrate", "calibrate.space.by.moved");
    shots.all("touch", themes, size, "calibrate", "calibrate.space.by.touched");
    Shots.fx(() -> Gallery.fire(studio, "calibrate.touch.go"));
    Gallery.until("a corner is touched", () -> shots.text(SAY).contains("(2 of 4)"));
    // So that there is time for the pictures; again asks for a corner once more.
    workplace().simulation().orElseThrow().letGo();
    shots.all("touch-corner", themes, size, "calibrate", "");
    Shots.fx(() -> Gallery.fire(studio, "calibrate.touch.again"));
    Gallery.until("it is worked out", () -> !shots.text("calibrate.touch.result").isEmpty());
    shots.all("touch-found", themes, size, "calibrate", "");
    Shots.fx(() -> Gallery.fire(studio, "calibrate.touch.another"));
    Gallery.until("another place is touched", () -> shots.text(SAY).contains("(2 of 4)"));
    Gallery.until("it is worked out", () -> shots.text("calibrate.touch.offs").contains("Place 2"));
    shots.all("touch-two-places", themes, size, "calibrate", "");
    Shots.fx(() -> Gallery.fire(studio, "calibrate.touch.another"));
    Gallery.until("a third place is touched", () -> shots.text(SAY).contains("(2 of 4)"));
    workplace().simulation().orElseThrow().propBoard();
    Gallery.until(
        "it was moved", () -> shots.text("calibrate.touch.trouble").contains("was moved"));
    shots.all("touch-board-moved", themes, size, "calibrate", "");
    workplace().simulation().orElseThrow().layBoardFlat();
    Shots.fx(() -> Gallery.fire(studio, "calibrate.touch.go"));
    Gallery.until("it is worked out", () -> !shots.text("calibrate.touch.result").isEmpty());
    Shots.fx(() -> Gallery.fire(studio, "calibrate.touch.keep"));
    Gallery.until(
        "it is kept",
        () -> shots.text("calibrate.space.known." + HEADSET + "." + CAMERA).contains("It holds"));
    shots.all("touch-kept", themes, size, "calibrate", "");
    shots.all("touch-space", themes, size, "devices", "devices.tab.space");
  }

  private Workplace workplace() {
    return Objects.requireNonNull(studio.currentRig().workplaceProperty().get());
  }

  private boolean open() {
    Workplace workplace = studio.currentRig().workplaceProperty().get();
    return workplace != null && workplace.rig().device(CAMERA).isPresent();
  }
}
