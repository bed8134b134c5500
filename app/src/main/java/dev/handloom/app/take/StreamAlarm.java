package dev.handloom.app.take;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Watches during a take whether every stream speaks, on a thread of its own: within a second of a
/// silence it is known, whatever the window does meanwhile.
public final class StreamAlarm {
  private static final long LOOK_NANOS = 50_000_000L;

  /// With the look and the window's next pulse there is less than a second from the last sample to
  /// the alarm.
  private static final long SILENT_NANOS = 600_000_000L;

  /// A slow stream is not silent between two of its samples.
  private static final double PERIODS = 3;

  private final CurrentRig current;
  private final Consumer<List<String>> raised;
  private volatile List<String> silent = List.of();
  private volatile @Nullable Watch watch;

  /// @param raised told, on the thread of the alarm, which devices have just fallen silent
  public StreamAlarm(CurrentRig current, Takes takes, Consumer<List<String>> raised) {
    this.current = current;
    this.raised = raised;
    takes
        .phaseProperty()
        .subscribe(phase -> {
          if (phase == TakePhase.RECORDING) {
            begin();
          } else {
            end();
          }
        });
  }

  /// The devices of which something is silent, as people call them; empty while all speak.
  public List<String> silent() {
    return silent;
  }

  private void begin() {
    Workplace workplace = current.workplaceProperty().get();
    if (watch == null && workplace != null) {
      Watch next = new Watch(workplace.rig().devices());
      watch = next;
      Thread.ofPlatform().name("alarm").daemon(true).start(next);
    }
  }

  private void end() {
    Watch old = watch;
    watch = null;
    silent = List.of();
    if (old != null) {
      old.wanted = false;
    }
  }

  private final class Watch implements Runnable {
    private final List<LiveStream> streams = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final long[] published;
    private final long[] cameNanos;
    private volatile boolean wanted = true;

    Watch(List<Device> devices) {
      for (Device device : devices) {
        for (LiveStream stream : device.streams()) {
          if (!stream.spec().channels().stream().anyMatch(c -> c.unit() == Unit.SWITCH)) {
            streams.add(stream);
            names.add(device.config().role());
          }
        }
      }
      published = new long[streams.size()];
      cameNanos = new long[streams.size()];
    }

    @Override
    public void run() {
      long begun = StudioClock.now();
      for (int i = 0; i < cameNanos.length; i++) {
        cameNanos[i] = begun;
      }
      List<String> before = List.of();
      while (wanted) {
        List<String> now = look(StudioClock.now());
        if (wanted) {
          silent = now;
        }
        List<String> fresh = new ArrayList<>(now);
        fresh.removeAll(before);
        before = now;
        if (!fresh.isEmpty() && wanted) {
          raised.accept(fresh);
        }
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
    }

    private List<String> look(long now) {
      List<String> found = new ArrayList<>();
      for (int i = 0; i < cameNanos.length; i++) {
        LiveStream stream = streams.get(i);
        long count = stream.ring().published();
        if (count != published[i]) {
          published[i] = count;
          cameNanos[i] = now;
        }
        long most = Math.max(SILENT_NANOS, Math.round(PERIODS * 1e9 / stream.spec().nominalHz()));
        if (now - cameNanos[i] > most && !found.contains(names.get(i))) {
          found.add(names.get(i));
        }
      }
      return List.copyOf(found);
    }
  }
}
