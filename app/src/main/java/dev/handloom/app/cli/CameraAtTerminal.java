package dev.handloom.app.cli;

import dev.handloom.app.Workplace;
import dev.handloom.device.rig.Device;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.util.Optional;

/// A camera by `calibrate`: what `camera calibrate` does with a camera of the rig.
final class CameraAtTerminal implements CalibrateKind {
  private static final double MOST_SECONDS = 600;

  @Override
  public boolean fits(Workplace workplace, Device device) {
    return LensAtTerminal.pictures(device).isPresent();
  }

  @Override
  public boolean worn() {
    return false;
  }

  @Override
  public int run(Workplace workplace, Device device, Library library, CalibrateCommand wishes)
      throws IOException, InterruptedException {
    if (wishes.check || wishes.rezero || wishes.lengthMillimetres != null) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--check, --rezero and --size are for gloves; this is a camera.");
    }
    try (GentleEnd end = new GentleEnd()) {
      return new LensAtTerminal(wishes.terminal, library.folder(), wishes.json.json)
          .live(device, wishes.shownBoard(), Optional.empty(), MOST_SECONDS, end);
    }
  }
}
