package dev.handloom.app.studio;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.calibrate.DriftFeed;
import dev.handloom.app.calibrate.Enclosed;
import dev.handloom.app.calibrate.Wardrobe;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ready.GloveItems;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import java.util.function.Consumer;

/// All that stands around calibrations: who wears what, whether it still holds, what goes into
/// episodes.
final class CalibrationDesk implements AutoCloseable {
  private final Wardrobe wardrobe;
  private final DriftFeed drift;
  private final GloveItems items;

  CalibrationDesk(
      CurrentRig current,
      OpenLibrary library,
      Takes takes,
      TaskRunner tasks,
      Consumer<Notice> notices,
      Remembered remembered) {
    wardrobe =
        new Wardrobe(
            current,
            library,
            takes,
            tasks,
            notices,
            remembered.settings().calibration().person(),
            who ->
                remembered.change(now -> now.withCalibration(now.calibration().withPerson(who))));
    drift = new DriftFeed(wardrobe, takes, notices);
    items = new GloveItems(wardrobe, drift, () -> remembered.settings().calibration());
    takes.enclose(() -> Enclosed.of(wardrobe.worn()));
  }

  Wardrobe wardrobe() {
    return wardrobe;
  }

  GloveItems items() {
    return items;
  }

  @Override
  public void close() {
    drift.close();
  }
}
