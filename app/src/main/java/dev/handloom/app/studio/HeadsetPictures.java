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

/// Pictures of a headset that comes over the studio's page: its card, and the page's sheet. On a
/// rig of its own, with a simulated headset in the seat.
final class HeadsetPictures {
  private static final long FX_MILLIS = 20_000;
  private static final String DEVICE = "webxr-headset";

  private final Studio studio;
  private final Path rig;

  /// @param rig where the file of the rig is put
  HeadsetPictures(Studio studio, Path rig) {
    this.studio = studio;
    this.rig = rig;
  }

  List<Path> render(Path out, List<ThemeChoice> themes, List<int[]> sizes)
      throws IOException, InterruptedException, TimeoutException {
    new RigFile(
            "A simulated headset",
            Workplace.FIRST_SEED,
            List.of(SimulatedRig.config(DEVICE), SimulatedRig.config("head-camera")))
        .write(rig);
    fx(() -> studio.open(new ToOpen.Rig(rig)));
    Gallery.until("the headset is live", () -> Gallery.ask(() -> open() && Gallery.live(studio)));
    fx(() -> studio.shell().open("devices"));
    List<Path> pictures = new ArrayList<>();
    for (int[] size : sizes) {
      for (ThemeChoice theme : themes) {
        fx(() -> {
          Theme.shared().choiceProperty().set(theme);
          Gallery.size(studio, size);
        });
        pictures.add(picture(out, "headset-card", theme, size));
        fx(() -> Gallery.fire(studio, "page." + DEVICE));
        pictures.add(picture(out, "headset-page", theme, size));
        fx(() -> studio.shell().sheets().close());
      }
    }
    return pictures;
  }

  private boolean open() {
    Workplace workplace = studio.currentRig().workplaceProperty().get();
    return workplace != null && workplace.rig().device(DEVICE).isPresent();
  }

  private Path picture(Path out, String what, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    return Gallery.picture(studio, out, Gallery.name(what, theme, size));
  }

  private static void fx(Runnable what) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(what, FX_MILLIS);
  }
}
