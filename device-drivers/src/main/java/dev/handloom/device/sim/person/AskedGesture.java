package dev.handloom.device.sim.person;

import dev.handloom.device.delay.HandGesture;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.Random;
import java.util.random.RandomGenerator;

/// A gesture that the person was asked for: meanwhile the programme stands still. The hand comes
/// before the eyes, goes there and back with pauses as people make them, and returns.
///
/// @param untilNanos when it is asked no more; the hand is back a second later
record AskedGesture(
    HandGesture what, HandSide side, boolean evenly, long fromNanos, long untilNanos, long seed) {
  static final long FOREVER = Long.MAX_VALUE / 2;

  private static final long REACH_NANOS = 1_000_000_000L;

  /// A metronome's pause from one move to the next.
  private static final double EVEN_SECONDS = 0.6;

  private static final double SHAKE_METRES = 0.05;
  private static final double SHAKE_RADIANS = 0.35;
  private static final Vec3 BEFORE_EYES = new Vec3(-0.01, 0.16, -0.06);

  AskedGesture until(long nanos) {
    return new AskedGesture(what, side, evenly, fromNanos, nanos, seed);
  }

  /// When the programme goes on.
  long overNanos() {
    return untilNanos >= FOREVER ? FOREVER : untilNanos + REACH_NANOS;
  }

  boolean running(long nanos) {
    return nanos >= fromNanos && nanos < overNanos();
  }

  /// How long the programme has stood still for it by then.
  long pausedNanos(long nanos) {
    return Math.clamp(nanos, fromNanos, overNanos()) - fromNanos;
  }

  /// The person in the middle of it.
  ///
  /// @param rest as the programme stands still
  Moment over(Moment rest, long nanos) {
    double there = MinimumJerk.share((double) (nanos - fromNanos) / REACH_NANOS);
    double back =
        untilNanos >= FOREVER ? 0 : MinimumJerk.share((double) (nanos - untilNanos) / REACH_NANOS);
    double reached = there * (1 - back);
    double share = share((Math.min(nanos, untilNanos) - fromNanos - REACH_NANOS) / 1e9);
    double[] angles = rest.angles(side).clone();
    double[] to = angles(share);
    for (int i = 0; i < HandAngles.COUNT; i++) {
      angles[i] += reached * (to[i] - angles[i]);
    }
    boolean squeeze = what == HandGesture.SQUEEZE;
    Pose wrist = rest.wrist(side).towards(wrist(share), reached);
    boolean left = side == HandSide.LEFT;
    return new Moment(
        left ? angles : rest.leftAngles(),
        left ? rest.rightAngles() : angles,
        left ? wrist : rest.leftWrist(),
        left ? rest.rightWrist() : wrist,
        rest.head(),
        squeeze ? rest.gripper().towards(gripper(), reached) : rest.gripper(),
        squeeze
            ? rest.gripperWidthMetres()
                + reached * (Table.GRIPPER_OPEN * (1 - 0.75 * share) - rest.gripperWidthMetres())
            : rest.gripperWidthMetres(),
        rest.cup(),
        rest.block(),
        rest.pouring());
  }

  private double[] angles(double share) {
    if (what == HandGesture.SQUEEZE) {
      return Grips.trigger(share);
    }
    double[] angles = Grips.FLAT.clone();
    for (int i = 0; i < angles.length; i++) {
      angles[i] += share * (Grips.FIST[i] - angles[i]);
    }
    return angles;
  }

  private static Pose gripper() {
    // Across the view, so that the jaws are not behind the rest of it.
    return new Pose(BEFORE_EYES, Quat.about(Table.Y, 1.0).times(Quat.about(Table.X, 0.15)));
  }

  private Pose wrist(double share) {
    if (what == HandGesture.SQUEEZE) {
      return gripper().then(Table.ON_HANDLE);
    }
    int sign = side.thumbSign();
    double shaken = what == HandGesture.SHAKE ? share - 0.5 : 0;
    Quat turned =
        Quat.about(Table.Y, -0.15 * sign - 2 * SHAKE_RADIANS * shaken)
            .times(Quat.about(Table.X, 0.45))
            .times(Quat.about(Table.Z, 1.15 * sign));
    Vec3 at = new Vec3(-0.115 * sign + 2 * SHAKE_METRES * shaken, 0.12, 0.03);
    return new Pose(at, turned);
  }

  /// From one end, 0, to the other, 1, so many seconds after the first move begins.
  private double share(double seconds) {
    RandomGenerator random = new Random(seed * 0x9E3779B97F4A7C15L + fromNanos);
    random.nextDouble();
    // Few people close a hand as fast as they open it.
    double haste = evenly ? 1 : 0.75 + 0.75 * random.nextDouble();
    double at = 0;
    for (boolean there = true; ; there = !there) {
      double pause = evenly ? 0.2 : 0.08 + 0.9 * random.nextDouble() * random.nextDouble();
      double taken =
          evenly ? EVEN_SECONDS - pause : (0.22 + 0.2 * random.nextDouble()) * (there ? 1 : haste);
      double from = at + pause;
      if (seconds < from + taken) {
        double way = MinimumJerk.share((seconds - from) / taken);
        return there ? way : 1 - way;
      }
      at = from + taken;
    }
  }
}
