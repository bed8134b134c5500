package dev.handloom.app.handsfree;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Follows the hands of the rig for a held pinch of thumb and little finger, while that is armed.
public final class PinchWatch implements AutoCloseable {
  private static final long LOOK_NANOS = 10_000_000L;

  private static final long STALE_NANOS = 300_000_000L;

  private final CurrentRig current;
  private final Runnable held;
  private boolean armed;
  private @Nullable Watch watch;

  /// @param held done on the JavaFX thread when a pinch was held long enough
  public PinchWatch(CurrentRig current, Runnable held) {
    this.current = current;
    this.held = held;
    current.workplaceProperty().subscribe(_ -> follow());
  }

  /// On the JavaFX thread.
  public void arm(boolean on) {
    if (on != armed) {
      armed = on;
      follow();
    }
  }

  /// How far a hold is, 0 to 1, of the hand that is farther. Any thread.
  public double progress() {
    Watch now = watch;
    return now == null ? 0 : now.progress;
  }

  private void follow() {
    close();
    Workplace workplace = current.workplaceProperty().get();
    if (!armed || workplace == null) {
      return;
    }
    List<LiveStream> hands =
        workplace.rig().hub().all().stream()
            .filter(stream -> stream.spec().kind() == StreamKind.HAND)
            .toList();
    if (!hands.isEmpty()) {
      Watch next = new Watch(hands);
      watch = next;
      Thread.ofPlatform().name("pinch").daemon(true).start(next);
    }
  }

  private final class Watch implements Runnable {
    private final List<RingReader> readers = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Pinch> pinches = new ArrayList<>();
    private volatile boolean wanted = true;
    private volatile double progress;

    Watch(List<LiveStream> hands) {
      for (LiveStream hand : hands) {
        readers.add(hand.ring().reader());
        samples.add(new Sample(hand.spec()));
        pinches.add(new Pinch());
      }
    }

    @Override
    public void run() {
      while (wanted) {
        double most = 0;
        for (int i = 0; i < readers.size(); i++) {
          while (readers.get(i).poll(samples.get(i))) {
            if (pinches.get(i).feed(samples.get(i).values, samples.get(i).captureNanos)) {
              FxThread.run(() -> {
                if (wanted) {
                  held.run();
                }
              });
            }
          }
          // A glove that has fallen silent holds nothing.
          if (StudioClock.now() - samples.get(i).arrivalNanos < STALE_NANOS) {
            most = Math.max(most, pinches.get(i).progress());
          }
        }
        progress = most;
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
    }
  }

  /// Follows nothing any more.
  @Override
  public void close() {
    Watch old = watch;
    if (old != null) {
      old.wanted = false;
      watch = null;
    }
  }
}
