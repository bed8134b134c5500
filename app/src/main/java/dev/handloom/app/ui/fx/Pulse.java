package dev.handloom.app.ui.fx;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.util.Subscription;

/// One beat per pulse for everything that shows live values.
///
/// A listener is called once per pulse, and only while its node can be seen: a hidden workspace
/// costs nothing. The timer rests while nobody listens.
public final class Pulse {

  /// Called once per pulse with the pulse's time, in nanoseconds of the animation clock.
  @FunctionalInterface
  public interface Listener {
    void pulse(long nowNanos);
  }

  // A class, not a record: two equal registrations are two registrations.
  private static final class Entry {
    final Node node;
    final Listener listener;
    boolean broken;

    Entry(Node node, Listener listener) {
      this.node = node;
      this.listener = listener;
    }
  }

  private static final class Shared {
    static final Pulse PULSE = new Pulse();
  }

  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          beat(now);
        }
      };
  private final List<Entry> entries = new ArrayList<>();
  // Listeners may come and go while one of them runs, so a beat walks over a copy; the copy is kept
  // until something changes, so that a beat allocates nothing.
  private List<Entry> snapshot = List.of();

  Pulse() {}

  /// The pulse of this process.
  public static Pulse shared() {
    return Shared.PULSE;
  }

  /// Calls the listener on each pulse while the node is shown; unsubscribe to end it for good.
  ///
  /// The node is held only while its window shows, so a control that is thrown away is collected
  /// without a word.
  public Subscription whileShown(Node node, Listener listener) {
    FxThread.require();
    Entry entry = new Entry(node, listener);
    Subscription watch =
        Shown.inWindow(node)
            .subscribe(shown -> {
              entries.remove(entry);
              if (shown && !entry.broken) {
                entries.add(entry);
              }
              changed();
            });
    return watch.and(() -> {
      entries.remove(entry);
      changed();
    });
  }

  int listenerCount() {
    return entries.size();
  }

  void beat(long nowNanos) {
    for (Entry entry : snapshot) {
      if (Shown.now(entry.node)) {
        call(entry, nowNanos);
      }
    }
  }

  private void call(Entry entry, long nowNanos) {
    try {
      entry.listener.pulse(nowNanos);
    } catch (RuntimeException e) {
      // A broken listener would fail sixty times a second: it is reported once and let go.
      entry.broken = true;
      entries.remove(entry);
      changed();
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  private void changed() {
    snapshot = List.copyOf(entries);
    if (entries.isEmpty()) {
      timer.stop();
    } else {
      timer.start();
    }
  }
}
