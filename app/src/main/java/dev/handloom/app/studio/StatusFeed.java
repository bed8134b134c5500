package dev.handloom.app.studio;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.take.TakeWords;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.shell.StudioStatus;
import dev.handloom.app.ui.shell.StudioStatus.Item;
import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Counted;
import dev.handloom.device.stream.Sample;
import java.util.Locale;
import javafx.scene.Node;

/// Keeps the status bar true: whether it records, what the disk holds, what was lost, how well the
/// clocks are known.
final class StatusFeed {
  private static final long REFRESH_NANOS = 250_000_000L;

  /// Beyond this a person should know that times are loose: half a frame at 30 fps.
  private static final long LOOSE_NANOS = 17_000_000L;

  private final CurrentRig current;
  private final Takes takes;
  private final TakeWords words;
  private final StudioStatus status;
  private long refreshedNanos;

  StatusFeed(CurrentRig current, Takes takes, TakeWords words, StudioStatus status) {
    this.current = current;
    this.takes = takes;
    this.words = words;
    this.status = status;
  }

  /// Refreshes while the node is shown.
  void follow(Node node) {
    Pulse.shared()
        .whileShown(
            node,
            now -> {
              if (now - refreshedNanos >= REFRESH_NANOS) {
                refreshedNanos = now;
                refresh();
              }
            });
  }

  void refresh() {
    status
        .recordingProperty()
        .set(
            switch (takes.phaseProperty().get()) {
              case READY -> Item.calm("Not recording");
              case ARMED -> Item.calm("Armed, not recording");
              case STARTING -> Item.calm("Starting a take");
              case RECORDING -> Item.recording("Recording " + words.elapsed());
              case PAUSED -> Item.warning("Paused at " + words.elapsed());
              case SAVING -> Item.calm("Saving the take");
            });
    status.diskProperty().set(words.disk());
    Workplace workplace = current.workplaceProperty().get();
    if (workplace == null) {
      status.lostProperty().set(Item.NONE);
      status.clockProperty().set(Item.NONE);
      return;
    }
    long lost = words.missing();
    for (LiveStream stream : workplace.rig().hub().all()) {
      lost += stream.spec().derived() ? 0 : stream.health().lost();
    }
    String text = Counted.of(lost, "sample") + " lost";
    status.lostProperty().set(lost == 0 ? Item.calm(text) : Item.warning(text));
    status.clockProperty().set(worstClock(workplace));
  }

  private static Item worstClock(Workplace workplace) {
    long worst = 0;
    boolean any = false;
    boolean measuring = false;
    for (Device device : workplace.rig().devices()) {
      ClockReport clock = device.clock();
      if (device.state().get() == DeviceState.LIVE && clock.boundNanos() != Sample.UNBOUNDED) {
        worst = Math.max(worst, clock.boundNanos());
        any = true;
        measuring |= clock.state() == ClockState.ACQUIRING;
      }
    }
    if (!any) {
      return Item.NONE;
    }
    String text = String.format(Locale.ROOT, "Times within ±%.1f ms", worst / 1e6);
    if (measuring) {
      return Item.calm(text + ", still measuring");
    }
    return worst > LOOSE_NANOS ? Item.warning(text) : Item.calm(text);
  }
}
