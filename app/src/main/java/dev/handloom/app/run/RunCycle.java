package dev.handloom.app.run;

/// The phases of one take in a run, and what leads from one to the next. Knows no window and no
/// recorder; belongs to one thread.
public final class RunCycle {
  /// What the run should do with the recorder.
  public enum Wish {
    NOTHING,
    BEGIN,
    END
  }

  /// So long SAVED is shown before the reset begins by itself: long enough to be seen.
  static final long SAVED_NANOS = 1_500_000_000L;

  private long countdownNanos;
  private RunPhase phase = RunPhase.READY;
  private long sinceNanos;
  private boolean warned;

  public RunCycle(int countdownSeconds) {
    countDown(countdownSeconds);
  }

  /// From the next look at the time on.
  void countDown(int seconds) {
    countdownNanos = seconds * 1_000_000_000L;
  }

  public RunPhase phase() {
    return phase;
  }

  /// Whether a start was asked for and held back because not everything was ready: the next press
  /// starts anyway.
  public boolean warned() {
    return warned;
  }

  /// What is left of the countdown.
  public long leftNanos(long now) {
    return phase == RunPhase.COUNTDOWN ? Math.max(0, countdownNanos - (now - sinceNanos)) : 0;
  }

  /// The one key that leads on: starts, calls the countdown off, ends the take, ends the reset.
  ///
  /// @param ready whether the check before a take found nothing that speaks against it
  public Wish press(long now, boolean ready) {
    switch (phase) {
      case READY -> {
        if (!ready && !warned) {
          warned = true;
          return Wish.NOTHING;
        }
        enter(RunPhase.COUNTDOWN, now);
        return tick(now);
      }
      case COUNTDOWN -> enter(RunPhase.READY, now);
      case RECORDING -> {
        return Wish.END;
      }
      case SAVED -> enter(RunPhase.RESET, now);
      case RESET -> {
        enter(RunPhase.READY, now);
        return press(now, ready);
      }
    }
    return Wish.NOTHING;
  }

  /// Time passes.
  public Wish tick(long now) {
    if (phase == RunPhase.COUNTDOWN && now - sinceNanos >= countdownNanos) {
      enter(RunPhase.RECORDING, now);
      return Wish.BEGIN;
    }
    if (phase == RunPhase.SAVED && now - sinceNanos >= SAVED_NANOS) {
      enter(RunPhase.RESET, now);
    }
    return Wish.NOTHING;
  }

  /// A take began that nobody counted down to.
  public void began(long now) {
    enter(RunPhase.RECORDING, now);
  }

  /// The take is on the disk.
  public void saved(long now) {
    enter(RunPhase.SAVED, now);
  }

  /// There is no take, or it is not on the disk as it should be.
  public void failed(long now) {
    enter(RunPhase.READY, now);
  }

  /// The scene is to be put back.
  public void reset(long now) {
    enter(RunPhase.RESET, now);
  }

  private void enter(RunPhase next, long now) {
    phase = next;
    sinceNanos = now;
    warned = false;
  }
}
