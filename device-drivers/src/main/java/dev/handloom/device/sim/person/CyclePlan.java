package dev.handloom.device.sim.person;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// One round of the programme. Both hands begin and end at rest, so that rounds join; the things on
/// the table begin where the round before left them.
final class CyclePlan {
  /// Length of a round in seconds.
  static final double SECONDS = 44;

  /// Both hands are free for showing from here on.
  private static final double SHOW_AT = 18.5;

  private static final double FIRST_MOVE = 1.2;
  private static final double WAVE_AT = 35;

  /// Something the person does, in seconds of the round.
  record Stretch(double from, double to) {}

  private static final Finger[] PINCHED = {Finger.INDEX, Finger.MIDDLE, Finger.RING, Finger.LITTLE};

  private final Pose blockFrom;
  private final Pose blockTo;
  private final Pose cupFrom;
  private final Pose cupTo;
  private final HandScript left;
  private final HandScript right;

  private final List<Stretch> stretches;

  private double blockDone;
  private double pourDone;
  private double take;
  private double squeezed;
  private double loosened;
  private double giveBack;
  private double cupHeld;
  private double pourFrom;
  private double pourTo;
  private double cupLeft;

  CyclePlan(long seed, long round) {
    RandomGenerator random = new Random(seed * 0x9E3779B97F4A7C15L + round);
    blockFrom = blockSpot(seed, round);
    blockTo = blockSpot(seed, round + 1);
    cupFrom = cupSpot(seed, round);
    cupTo = cupSpot(seed, round + 1);
    left = new HandScript(random, Table.LEFT_REST, Grips.REST);
    right = new HandScript(random, Table.RIGHT_REST, Grips.REST);
    carryBlock();
    pour();
    double shown = Math.max(show(left, 1), show(right, -1));
    wave();
    stretches =
        List.of(
            new Stretch(FIRST_MOVE, Math.max(blockDone, pourDone)),
            new Stretch(SHOW_AT, shown),
            new Stretch(WAVE_AT, right.now()));
    left.until(SECONDS);
    right.until(SECONDS);
  }

  private static Pose blockSpot(long seed, long round) {
    RandomGenerator random = new Random(seed * 31 + round * 7919 + 1);
    random.nextDouble();
    boolean near = (round & 1) == 0;
    double x = (near ? 0.13 : 0.17) + 0.03 * random.nextDouble();
    double z = (near ? -0.08 : -0.22) - 0.03 * random.nextDouble();
    double yaw = 0.5 * random.nextDouble() - 0.25;
    return new Pose(new Vec3(x, Table.BLOCK_SIDE / 2, z), Quat.about(Table.Y, yaw));
  }

  private static Pose cupSpot(long seed, long round) {
    RandomGenerator random = new Random(seed * 37 + round * 104729 + 2);
    random.nextDouble();
    double x = -0.15 + 0.05 * random.nextDouble();
    double z = -0.12 - 0.06 * random.nextDouble();
    return new Pose(new Vec3(x, 0, z), Quat.IDENTITY);
  }

  private static Pose above(Pose pose, double metres) {
    return new Pose(pose.position().plus(Table.Y.times(metres)), pose.rotation());
  }

  /// The gripper with its finger pads on both sides of a block.
  private static Pose onBlock(Pose block) {
    return new Pose(block.position(), block.rotation().times(Quat.about(Table.X, -0.95)));
  }

  private static Pose handOn(Pose gripper) {
    return gripper.then(Table.ON_HANDLE);
  }

  private void carryBlock() {
    Pose from = onBlock(blockFrom);
    Pose to = onBlock(blockTo);
    right.until(FIRST_MOVE).move(1.5, handOn(Table.STAND), Grips.REACHING);
    right.fingers(0.5, Grips.trigger(0));
    take = right.now();
    right.move(0.6, handOn(above(Table.STAND, 0.05)));
    right.move(1.2, handOn(above(from, 0.07))).move(0.8, handOn(from));
    right.hold(0.15).fingers(0.6, Grips.trigger(0.8));
    squeezed = right.now();
    right.hold(0.2).move(0.8, handOn(above(from, 0.09)));
    right.move(1.3, handOn(above(to, 0.09))).move(0.9, handOn(to)).hold(0.15);
    loosened = right.now();
    right.fingers(0.5, Grips.trigger(0)).move(0.7, handOn(above(to, 0.08)));
    right.move(1.3, handOn(above(Table.STAND, 0.05))).move(0.6, handOn(Table.STAND)).hold(0.1);
    giveBack = right.now();
    right.fingers(0.5, Grips.REACHING).move(1.1, Table.RIGHT_REST, Grips.REST);
    blockDone = right.now();
    right.until(SHOW_AT);
  }

  private void pour() {
    Pose at = cupFrom.then(Table.AT_CUP);
    Vec3 away = new Vec3(-0.05, 0.02, 0.04);
    Pose before = new Pose(at.position().plus(away), at.rotation());
    left.until(1.6).move(1.3, before, Grips.REACHING).move(0.6, at).fingers(0.5, Grips.CUP);
    cupHeld = left.now();
    Vec3 over = Table.BOWL.plus(new Vec3(-0.085, 0.115, 0.01));
    Pose upright = new Pose(over, Quat.IDENTITY);
    Pose tilted = new Pose(over.plus(new Vec3(-0.01, 0.02, 0)), Quat.about(Table.Z, -1.75));
    left.move(1.0, above(cupFrom, 0.10).then(Table.AT_CUP));
    left.move(1.2, upright.then(Table.AT_CUP));
    pourFrom = left.now();
    left.move(1.4, tilted.then(Table.AT_CUP)).hold(1.2).move(1.1, upright.then(Table.AT_CUP));
    pourTo = left.now();
    left.move(1.3, above(cupTo, 0.08).then(Table.AT_CUP)).move(0.8, cupTo.then(Table.AT_CUP));
    left.hold(0.1);
    cupLeft = left.now();
    Pose leave = cupTo.then(Table.AT_CUP);
    left.fingers(0.5, Grips.REACHING);
    left.move(0.6, new Pose(leave.position().plus(away), leave.rotation()));
    left.move(1.1, Table.LEFT_REST, Grips.REST);
    pourDone = left.now();
    left.until(SHOW_AT);
  }

  /// Flat, spread, fist, and the thumb on each finger in turn, before the eyes.
  ///
  /// @return when it is done
  private static double show(HandScript hand, int thumbSign) {
    Quat turned =
        Quat.about(Table.Y, -0.15 * thumbSign)
            .times(Quat.about(Table.X, 0.45))
            .times(Quat.about(Table.Z, 1.15 * thumbSign));
    Pose before = new Pose(new Vec3(-0.115 * thumbSign, 0.12, 0.03), turned);
    hand.move(1.2, before, Grips.FLAT).hold(0.4).fingers(0.6, Grips.SPREAD).hold(0.3);
    hand.fingers(0.8, Grips.FIST).hold(0.4).fingers(0.8, Grips.REST);
    for (Finger finger : PINCHED) {
      hand.fingers(0.8, Grips.pinch(finger)).hold(0.35).fingers(0.6, Grips.REST);
    }
    double done = hand.now();
    hand.until(WAVE_AT);
    return done;
  }

  private void wave() {
    left.move(1.4, Table.LEFT_REST, Grips.REST);
    Quat up = Quat.about(Table.X, 1.35);
    Vec3 at = new Vec3(0.13, 0.09, -0.09);
    for (int i = 0; i < 7; i++) {
      double lean = i == 0 || i == 6 ? 0 : i % 2 == 0 ? -0.42 : 0.42;
      double seconds = i == 0 ? 1.3 : 0.45;
      right.move(seconds, new Pose(at, Quat.about(Table.Z, lean).times(up)), Grips.SPREAD);
    }
    right.move(1.4, Table.RIGHT_REST, Grips.REST);
  }

  /// What the person does in this round, one thing after the other, with rest between.
  List<Stretch> stretches() {
    return stretches;
  }

  Moment at(double seconds, Pose head) {
    double[] leftAngles = new double[HandAngles.COUNT];
    double[] rightAngles = new double[HandAngles.COUNT];
    left.angles(seconds, leftAngles);
    right.angles(seconds, rightAngles);
    Pose leftWrist = left.wrist(seconds);
    Pose rightWrist = right.wrist(seconds);
    boolean held = seconds >= take && seconds < giveBack;
    Pose gripper = held ? rightWrist.then(Table.ON_HANDLE.inverse()) : Table.STAND;
    Pose block = seconds < squeezed ? blockFrom : seconds < loosened ? carried(gripper) : blockTo;
    Pose cup =
        seconds < cupHeld
            ? cupFrom
            : seconds < cupLeft ? leftWrist.then(Table.AT_CUP.inverse()) : cupTo;
    double tilt = Table.Y.dot(cup.rotation().rotate(Table.Y));
    double pouring =
        seconds > pourFrom && seconds < pourTo ? Math.clamp((0.1 - tilt) * 4, 0, 1) : 0;
    return new Moment(
        leftAngles,
        rightAngles,
        leftWrist,
        rightWrist,
        head,
        gripper,
        width(seconds),
        cup,
        block,
        pouring);
  }

  private Pose carried(Pose gripper) {
    return gripper.then(onBlock(blockFrom).inverse().then(blockFrom));
  }

  private double width(double seconds) {
    double closing = MinimumJerk.share((seconds - squeezed + 0.6) / 0.6);
    double opening = MinimumJerk.share((seconds - loosened) / 0.5);
    // A short squeeze in mid-air shows that the gripper is alive.
    double blip = Math.sin(Math.PI * Math.clamp((seconds - take - 0.3) / 0.9, 0, 1));
    double share = Math.max(closing - opening, 0.6 * blip * blip);
    return Table.GRIPPER_OPEN - share * (Table.GRIPPER_OPEN - Table.BLOCK_SIDE);
  }
}
