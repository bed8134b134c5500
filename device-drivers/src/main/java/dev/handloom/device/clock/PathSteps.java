package dev.handloom.device.clock;

/// Steps of the floor, each of which was the path's or the clock's. Times are reckoned as if all
/// were the path's; if some were the clock's, the error is the sum of those.
final class PathSteps {
  /// Back to where it was, give or take: then what lay between was the path's.
  private static final long SAME_NANOS = 500_000;

  private volatile long shiftNanos;
  private volatile long doubtNanos;
  private long up;
  private long down;
  private long vague;

  void clear() {
    up = 0;
    down = 0;
    vague = 0;
    shiftNanos = 0;
    doubtNanos = 0;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  void add(long nanos) {
    shiftNanos += nanos;
    up += Math.max(0, nanos);
    down += Math.max(0, -nanos);
    if (Math.abs(shiftNanos) < SAME_NANOS) {
      up = Math.max(0, shiftNanos);
      down = Math.max(0, -shiftNanos);
    }
    doubt();
  }

  /// Something that may have been a step, before the floor was known well enough to tell.
  void maybe(long nanos) {
    vague += nanos;
    doubt();
  }

  private void doubt() {
    doubtNanos = Math.max(up, down) + vague;
  }

  /// By how much longer the path is taken to be.
  long shiftNanos() {
    return shiftNanos;
  }

  /// What may have been steps, together.
  long vagueNanos() {
    return vague;
  }

  /// How far from the truth that may be.
  long doubtNanos() {
    return doubtNanos;
  }

  /// A path with the steps.
  PathDelay of(PathDelay path) {
    long shift = shiftNanos;
    long doubt = doubtNanos;
    return shift == 0 && doubt == 0
        ? path
        : new PathDelay(
            path.leastNanos() + shift,
            path.uncertaintyNanos() + doubt,
            path.origin() + ", since changed");
  }
}
