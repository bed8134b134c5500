package dev.handloom.device.sim.arm;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;

/// An arm with two links whose wrist the person holds in a hand: seven joints and a trigger, which
/// the index finger pulls.
public final class LedArm {
  /// Shoulder pan, shoulder lift, elbow, forearm roll, wrist flexion, wrist roll, and a seventh
  /// that shares the roll.
  public static final int JOINTS = 7;

  /// The trigger comes after the joints: 0 open to 1 pulled.
  public static final int TRIGGER = 7;

  private static final double LINK_METRES = 0.34;
  private static final double SHOULDER_HEIGHT = 0.2;
  private static final double SHOULDER_BEHIND = 0.32;
  private static final double NEAREST = 0.12;
  private static final Vec3 AHEAD = new Vec3(0, 0, -1);
  private static final Vec3 ASIDE = new Vec3(1, 0, 0);

  private LedArm() {}

  /// Angles in radians, each well within half a turn of zero, and the trigger.
  ///
  /// @param into of the length [#TRIGGER] + 1
  public static void at(Moment moment, HandSide side, double[] into) {
    Vec3 wrist = moment.wrist(side).position();
    Quat turned = moment.wrist(side).rotation();
    double x = wrist.x() - (side == HandSide.LEFT ? -0.2 : 0.2);
    double y = wrist.y() - SHOULDER_HEIGHT;
    double z = SHOULDER_BEHIND - wrist.z();
    double out = Math.hypot(x, z);
    double reach = Math.clamp(Math.hypot(out, y), NEAREST, 1.98 * LINK_METRES);
    double half = Math.acos(reach / (2 * LINK_METRES));
    Vec3 ahead = turned.rotate(AHEAD);
    Vec3 aside = turned.rotate(ASIDE);
    double roll = Math.asin(Math.clamp(aside.y(), -1, 1));
    into[0] = Math.atan2(x, Math.max(z, 0.05));
    into[1] = Math.atan2(y, out) + half - 0.6;
    into[2] = 2 * half - 1.2;
    into[3] = 0.4 * roll;
    into[4] = Math.asin(Math.clamp(ahead.y(), -1, 1)) - 0.5 * half;
    into[5] = 0.6 * roll;
    into[6] = 0.5 * Math.atan2(ahead.x(), Math.max(-ahead.z(), 0.05));
    double[] angles = moment.angles(side);
    int index = HandAngles.index(Finger.INDEX, 0);
    into[TRIGGER] = Math.clamp((angles[index] + angles[index + 2]) / 2.6, 0, 1);
  }
}
