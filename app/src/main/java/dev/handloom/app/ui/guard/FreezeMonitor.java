package dev.handloom.app.ui.guard;

import dev.handloom.app.ui.fx.FxThread;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees when the window stops answering, and writes down once what every thread was doing.
///
/// It pings the FX thread; without an answer in time, it logs all stacks, and nothing more until
/// the window answers again.
public final class FreezeMonitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FreezeMonitor.class);

  /// A person takes a window for hung after about this time.
  public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(2);

  private static final int CHECKS_PER_LIMIT = 4;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Executor ping;
  private final LongSupplier clock;
  private final long limitNanos;
  private final Consumer<String> onFreeze;
  private @Nullable Thread thread;
  // Guarded by this.
  private boolean waiting;
  private boolean reported;
  private long askedAt;
  private long freezes;

  /// Watches the FX thread and logs.
  public FreezeMonitor() {
    this(FxThread::later, System::nanoTime, DEFAULT_LIMIT, LOG::error);
  }

  FreezeMonitor(Executor ping, LongSupplier clock, Duration limit, Consumer<String> onFreeze) {
    this.ping = ping;
    this.clock = clock;
    this.limitNanos = limit.toNanos();
    this.onFreeze = onFreeze;
  }

  /// Starts watching on a thread of its own.
  public synchronized void start() {
    if (thread != null) {
      return;
    }
    Thread watcher = new Thread(this::watch, "freeze-monitor");
    watcher.setDaemon(true);
    thread = watcher;
    watcher.start();
  }

  private void watch() {
    try {
      while (true) {
        check();
        Thread.sleep(limitNanos / CHECKS_PER_LIMIT / NANOS_PER_MILLI);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /// One look: asks when no question is open, reports when an answer is overdue.
  void check() {
    boolean ask = false;
    boolean report = false;
    long frozenNanos = 0;
    synchronized (this) {
      long time = clock.getAsLong();
      if (!waiting) {
        waiting = true;
        askedAt = time;
        ask = true;
      } else if (!reported && time - askedAt > limitNanos) {
        reported = true;
        freezes++;
        report = true;
        frozenNanos = time - askedAt;
      }
    }
    if (ask) {
      ping.execute(this::answered);
    }
    if (report) {
      onFreeze.accept(
          "The window has not answered for %d ms. All threads:%n%s"
              .formatted(frozenNanos / NANOS_PER_MILLI, stacks()));
    }
  }

  private synchronized void answered() {
    if (reported) {
      LOG.warn(
          "The window answers again after {} ms", (clock.getAsLong() - askedAt) / NANOS_PER_MILLI);
    }
    waiting = false;
    reported = false;
  }

  /// Freezes seen since the start.
  public synchronized long freezes() {
    return freezes;
  }

  /// Holds the FX thread for a while; for trying the monitor, from a debug action.
  public static void freeze(Duration duration) {
    FxThread.require();
    LOG.warn("Freezing the window for {} on request", duration);
    try {
      Thread.sleep(duration);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
      thread = null;
    }
  }

  private static String stacks() {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      out.append('"')
          .append(entry.getKey().getName())
          .append("\" ")
          .append(entry.getKey().getState())
          .append('\n');
      for (StackTraceElement frame : entry.getValue()) {
        out.append("    at ").append(frame).append('\n');
      }
    }
    return out.toString();
  }
}
