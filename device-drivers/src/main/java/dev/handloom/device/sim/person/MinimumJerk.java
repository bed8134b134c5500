package dev.handloom.device.sim.person;

/// How people move from one point to another: the path with the least jerk that begins and ends at
/// rest (Flash and Hogan, 1985).
final class MinimumJerk {
  private MinimumJerk() {}

  /// Share of the way after a share of the time.
  static double share(double time) {
    double t = Math.clamp(time, 0, 1);
    return t * t * t * (10 + t * (-15 + 6 * t));
  }
}
