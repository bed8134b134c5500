package dev.handloom.device.clock;

/// What measurements say of a device's least delay.
///
/// @param leastNanos the least delay
/// @param uncertaintyNanos how far that may be off
/// @param own whether it was measured on this very device
/// @param origin in words, with the date
public record KnownDelay(long leastNanos, long uncertaintyNanos, boolean own, String origin) {
  public static KnownDelay own(long leastNanos, long uncertaintyNanos, String method, String day) {
    return new KnownDelay(
        leastNanos, uncertaintyNanos, true, PathDelay.MEASURED + " by " + method + ", " + day);
  }

  /// @param devices how many of the kind were measured
  public static KnownDelay ofItsKind(
      long leastNanos, long uncertaintyNanos, int devices, String day) {
    return new KnownDelay(
        leastNanos,
        uncertaintyNanos,
        false,
        PathDelay.OF_ITS_KIND
            + (devices == 1 ? ", on another one" : ", on " + devices + " others")
            + ", "
            + day);
  }

  /// The path to go by. A few others of a kind do not tell how far one may be from them: then the
  /// driver's own doubt stays the least.
  public PathDelay path(PathDelay assumed) {
    return new PathDelay(
        leastNanos,
        own ? uncertaintyNanos : Math.max(uncertaintyNanos, assumed.uncertaintyNanos()),
        origin);
  }
}
