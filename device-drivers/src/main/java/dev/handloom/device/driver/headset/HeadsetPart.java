package dev.handloom.device.driver.headset;

import dev.handloom.device.hand.HandJoint;

/// What a headset tracks. The values of a part, in order:
///
/// | part | values |
/// |---|---|
/// | head, gaze | x y z qx qy qz qw flags |
/// | controller | active, grip as a head, aim as a head, trigger, squeeze, stick x, stick y, and as 0 or 1: primary, secondary, menu, stick pressed |
/// | hand | active, source, and for each of 26 joints: x y z qx qy qz qw radius flags |
/// | body | active, confidence from 0 to 1, and for each joint of its [BodySet] as a head; zeros after them |
///
/// Positions are in metres in the space that the runtime was asked for; flags are those of OpenXR's
/// space locations: 1 orientation valid, 2 position valid, 4 orientation tracked, 8 position
/// tracked. The source of a hand is 0 unknown, 1 seen, 2 guessed from a controller.
public enum HeadsetPart {
  HEAD(HeadsetPart.LOCATION),
  GAZE(HeadsetPart.LOCATION),
  LEFT_CONTROLLER(1 + 2 * HeadsetPart.LOCATION + 8),
  RIGHT_CONTROLLER(1 + 2 * HeadsetPart.LOCATION + 8),
  LEFT_HAND(2 + HandJoint.COUNT * HeadsetPart.JOINT),
  RIGHT_HAND(2 + HandJoint.COUNT * HeadsetPart.JOINT),
  BODY(2 + BodySet.MOST * HeadsetPart.LOCATION);

  /// Values of the part that has the most.
  public static final int MOST = 2 + BodySet.MOST * HeadsetPart.LOCATION;

  /// Values of a place with its flags.
  public static final int LOCATION = 8;

  /// Values of a joint of a hand.
  public static final int JOINT = 9;

  public static final int ORIENTATION_VALID = 1;
  public static final int POSITION_VALID = 2;
  public static final int ORIENTATION_TRACKED = 4;
  public static final int POSITION_TRACKED = 8;

  private static final HeadsetPart[] ALL = values();

  private final int values;

  HeadsetPart(int values) {
    this.values = values;
  }

  /// How many numbers a sample has.
  public int count() {
    return values;
  }

  public static int parts() {
    return ALL.length;
  }

  public static HeadsetPart of(int number) {
    return ALL[number];
  }

  /// Whether a place with such flags can be used at all.
  public static boolean valid(double flags) {
    int set = (int) flags;
    return (set & (ORIENTATION_VALID | POSITION_VALID)) == (ORIENTATION_VALID | POSITION_VALID);
  }

  /// Whether the runtime saw it, and did not only guess from where it was.
  public static boolean tracked(double flags) {
    int both = ORIENTATION_TRACKED | POSITION_TRACKED;
    return valid(flags) && ((int) flags & both) == both;
  }
}
