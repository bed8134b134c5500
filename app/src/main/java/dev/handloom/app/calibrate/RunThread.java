package dev.handloom.app.calibrate;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The thread of a guided run and what it is told: commands from any thread, which it does before
/// it looks at the device again.
public final class RunThread implements AutoCloseable {
  private static final long LOOK_NANOS = 8_000_000L;

  private static final long END_MILLIS = 5000;

  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean wanted = true;

  /// Of the run's own thread.
  private boolean retry;

  public RunThread(String name, Runnable live) {
    thread = Thread.ofPlatform().name(name).daemon(true).unstarted(live);
  }

  public void start() {
    thread.start();
  }

  /// Whether nobody has given the run up.
  public boolean wanted() {
    return wanted;
  }

  public void tell(Runnable command) {
    commands.add(command);
  }

  /// Does what it was told. Only its own thread.
  public void obey() {
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      command.run();
    }
  }

  /// Until the device may have said more. Only its own thread.
  public void rest() {
    LockSupport.parkNanos(this, LOOK_NANOS);
  }

  /// Keeps what the run led to; where that fails, again whenever a person says so, as long as the
  /// run is wanted. Only its own thread.
  ///
  /// @param keep whether it was kept
  public void keep(BooleanSupplier keep) {
    while (wanted && !keep.getAsBoolean()) {
      while (wanted && !retry) {
        LockSupport.parkNanos(this, 10 * LOOK_NANOS);
        obey();
      }
      retry = false;
    }
  }

  /// A person has made room: what could not be kept is kept once more.
  public void keepAgain() {
    tell(() -> retry = true);
    LockSupport.unpark(thread);
  }

  /// Gives the run up where it is.
  public void stop() {
    wanted = false;
    LockSupport.unpark(thread);
  }

  /// Gives it up and waits until the thread is gone.
  @Override
  public void close() {
    stop();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
