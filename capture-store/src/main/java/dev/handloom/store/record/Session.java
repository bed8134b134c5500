package dev.handloom.store.record;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// From arming, or from the start, to the end of one take, on one thread.
final class Session {
  /// Rings hold seconds; a hand at a key is slower than this.
  private static final long HOLD_EVERY_NANOS = 20_000_000L;

  private final Intake intake;
  private final TakePlan plan;
  private final Duration keep;
  private final boolean again;
  private volatile @Nullable Take next;
  private volatile boolean over;
  private volatile @Nullable Thread thread;

  /// @param keep how much of the past is held in memory
  /// @param again whether another session like it follows a take that was saved
  Session(Intake intake, TakePlan plan, Duration keep, boolean again) {
    this.intake = intake;
    this.plan = plan;
    this.keep = keep;
    this.again = again;
  }

  Intake intake() {
    return intake;
  }

  TakePlan plan() {
    return plan;
  }

  Duration keep() {
    return keep;
  }

  boolean again() {
    return again;
  }

  /// Holds the past until there is a take, and gives that to the rest.
  void run(BiConsumer<Session, Take> rest) {
    Thread made = Thread.ofPlatform().name("record").daemon(true).unstarted(() -> follow(rest));
    thread = made;
    made.start();
  }

  /// Begins the take, at once if its thread already holds the past.
  void go(Take take, BiConsumer<Session, Take> rest) {
    next = take;
    if (thread == null) {
      run(rest);
    } else {
      LockSupport.unpark(thread);
    }
  }

  /// Nobody wants the past any more.
  void end() {
    over = true;
    LockSupport.unpark(thread);
  }

  private void follow(BiConsumer<Session, Take> rest) {
    Take current = next;
    while (current == null && !over) {
      intake.hold();
      LockSupport.parkNanos(HOLD_EVERY_NANOS);
      current = next;
    }
    if (current == null) {
      intake.discard();
    } else {
      rest.accept(this, current);
    }
  }
}
