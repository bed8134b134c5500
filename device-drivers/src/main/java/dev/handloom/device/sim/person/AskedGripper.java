package dev.handloom.device.sim.person;

/// How far the person was asked to open the gripper.
///
/// @param fromMetres where it was when they were asked
/// @param fromNanos since the start
record AskedGripper(double fromMetres, double toMetres, long fromNanos) {
  /// People take a moment to begin, and do not hurry.
  private static final double REACTION_SECONDS = 0.3;

  private static final double MOVE_SECONDS = 0.7;

  double widthMetres(long sinceStartNanos) {
    double seconds = (sinceStartNanos - fromNanos) / 1e9 - REACTION_SECONDS;
    double gone = MinimumJerk.share(seconds / MOVE_SECONDS);
    return fromMetres + gone * (toMetres - fromMetres);
  }
}
