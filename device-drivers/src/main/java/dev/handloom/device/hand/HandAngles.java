package dev.handloom.device.hand;

/// The 20 angles of a hand in radians, in a flat array: per finger, thumb first, four numbers. Zero
/// is the flat hand with the fingers together and the thumb beside the palm.
///
/// | finger | 0 | 1 | 2 | 3 |
/// |---|---|---|---|---|
/// | thumb | opposition (across the palm) | abduction (away from the palm) | MCP flexion | IP flexion |
/// | others | MCP flexion | spread (away from the middle finger) | PIP flexion | DIP flexion |
public final class HandAngles {
  public static final int PER_FINGER = 4;
  public static final int COUNT = 5 * PER_FINGER;

  /// Largest angle a healthy hand reaches at each place of the table, thumb and the others.
  private static final double[] THUMB_MOST = {1.1, 0.9, 0.95, 1.3};

  private static final double[] FINGER_MOST = {1.57, 0.35, 1.85, 1.2};

  private HandAngles() {}

  /// Where a finger's angle lies in the flat array.
  public static int index(Finger finger, int angle) {
    return finger.ordinal() * PER_FINGER + angle;
  }

  /// The largest angle that is anatomically sensible there.
  public static double most(Finger finger, int angle) {
    return finger == Finger.THUMB ? THUMB_MOST[angle] : FINGER_MOST[angle];
  }
}
