package dev.handloom.calibration.retarget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.urdf.Drives;
import dev.handloom.calibration.urdf.UrdfException;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.Wearer;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetargeterTest {
  private static final long SEED = 23;

  private static RobotHand hand(String name) throws Exception {
    return RobotHands.find(name).hand();
  }

  private static double[] pose(Wearer person, double[] angles) {
    double[] joints = new double[HandPose.VALUES];
    new ForwardKinematics(person.side(), person.size()).solve(angles, joints);
    return joints;
  }

  private static void withinLimits(Retargeter retargeter, String when) {
    Drives drives = retargeter.hand().drives();
    double[] q = retargeter.drives();
    var joints = retargeter.hand().model().joints();
    for (int j = 0; j < joints.size(); j++) {
      if (joints.get(j).kind().moves()) {
        double value = drives.value(j, q);
        assertTrue(
            value >= joints.get(j).lower() && value <= joints.get(j).upper(),
            joints.get(j).name() + " at " + value + " " + when);
      }
    }
  }

  /// Hands that no person could make, holes and leaps among them.
  private static double[] wild(Random random) {
    double[] joints = new double[HandPose.VALUES];
    for (int i = 0; i < joints.length; i++) {
      joints[i] = 0.2 * random.nextGaussian();
    }
    if (random.nextInt(3) == 0) {
      Finger lost = Finger.values()[random.nextInt(5)];
      int from = lost.base().ordinal() * HandPose.PER_JOINT;
      Arrays.fill(joints, from, from + lost.joints() * HandPose.PER_JOINT, Double.NaN);
    }
    if (random.nextInt(10) == 0) {
      Arrays.fill(joints, 0.01);
    }
    return joints;
  }

  @Test
  void limitsAndSpeedsAreKeptWhateverTheHandDoes() throws Exception {
    for (String name : RobotHands.shipped()) {
      for (Objective objective : Objective.values()) {
        Random random = new Random(SEED);
        Wearer person = new Wearer(SEED);
        Retargeter retargeter = new Retargeter(hand(name), RetargetSettings.USUAL.with(objective));
        Drives drives = retargeter.hand().drives();
        double[] before = retargeter.drives();
        boolean any = false;
        long time = 0;
        for (int n = 0; n < 400; n++) {
          long step = random.nextInt(40) * 1_000_000L;
          time += step;
          double[] joints = n % 2 == 0 ? wild(random) : pose(person, person.everyday());
          boolean solved = retargeter.solve(joints, time);
          String when = name + " " + objective + " round " + n + " of seed " + SEED;
          withinLimits(retargeter, when);
          double[] q = retargeter.drives();
          for (int d = 0; any && d < q.length; d++) {
            double most = drives.velocity(d) * step * 1e-9 + 1e-12;
            assertTrue(Math.abs(q[d] - before[d]) <= most, "too fast: " + when);
          }
          if (solved) {
            before = q;
            any = true;
          } else {
            assertArrayEquals(before, q, "nothing moves without a hand");
            time -= step;
          }
        }
      }
    }
  }

  @Test
  void fingersThatMeetMeetOnTheRobot() throws Exception {
    for (String name : new String[] {"humanoid-6", "four-finger-16"}) {
      double gap = 0;
      int count = 0;
      for (int seed = 301; seed <= 312; seed++) {
        Wearer person = new Wearer(seed);
        Retargeter retargeter =
            new Retargeter(hand(name).wornOn(person.side()), RetargetSettings.USUAL);
        for (Asked asked : new Asked[] {Asked.PINCH_INDEX, Asked.PINCH_MIDDLE}) {
          retargeter.forget();
          assertTrue(retargeter.solve(pose(person, person.take(asked)), 0));
          double[] tips = retargeter.tipPoints();
          int thumb = 3 * retargeter.hand().tipOf(Finger.THUMB);
          int tip =
              3
                  * retargeter
                      .hand()
                      .tipOf(asked == Asked.PINCH_INDEX ? Finger.INDEX : Finger.MIDDLE);
          gap +=
              Math.hypot(
                  Math.hypot(tips[tip] - tips[thumb], tips[tip + 1] - tips[thumb + 1]),
                  tips[tip + 2] - tips[thumb + 2]);
          count++;
        }
      }
      assertTrue(gap / count < 0.003, name + " leaves " + 1000 * gap / count + " mm");
    }
  }

  @Test
  void aGripperOpensAndShutsWithThumbAndIndex() throws Exception {
    Retargeter retargeter = new Retargeter(hand("gripper"), RetargetSettings.USUAL);
    ForwardKinematics kinematics = new ForwardKinematics(HandSide.LEFT, HandSize.ADULT);
    double[] joints = new double[HandPose.VALUES];
    double[] q = new double[1];
    for (double apart : new double[] {0.004, 0.05, 0.12}) {
      kinematics.solve(new double[HandAngles.COUNT], joints);
      // The whole finger is carried over, so that the person keeps their size.
      int thumb = Finger.THUMB.tip().ordinal() * HandPose.PER_JOINT;
      int index = Finger.INDEX.tip().ordinal() * HandPose.PER_JOINT;
      for (int r = 0; r < 3; r++) {
        double by = joints[thumb + r] - joints[index + r] + (r == 0 ? apart : 0);
        for (int j = 0; j < Finger.INDEX.joints(); j++) {
          joints[(Finger.INDEX.base().ordinal() + j) * HandPose.PER_JOINT + r] += by;
        }
      }
      retargeter.forget();
      assertTrue(retargeter.solve(joints, 0));
      retargeter.targets(q, 0);
      double open = q[0] / 0.042;
      assertEquals(apart < 0.01 ? 0 : apart > 0.1 ? 1 : 0.5, open, 0.02);
    }
  }

  @Test
  void aMissingFingerStopsNeitherTheOthersNorItself() throws Exception {
    Wearer person = new Wearer(SEED);
    RobotHand robot = hand("humanoid-6").wornOn(person.side());
    Retargeter retargeter = new Retargeter(robot, RetargetSettings.USUAL);
    double[] joints = pose(person, person.take(Asked.FIST));
    int from = Finger.RING.base().ordinal() * HandPose.PER_JOINT;
    Arrays.fill(joints, from, from + 5 * HandPose.PER_JOINT, Double.NaN);
    assertTrue(retargeter.solve(joints, 0));
    double[] errors = new double[5];
    retargeter.errors(errors, 0);
    for (int t = 0; t < 5; t++) {
      boolean ring = robot.tips().get(t).finger() == Finger.RING;
      assertEquals(ring, Double.isNaN(errors[t]));
      assertTrue(ring || errors[t] < 0.03, "tip " + t + " is " + 1000 * errors[t] + " mm off");
    }
    Arrays.fill(joints, Double.NaN);
    double[] before = retargeter.drives();
    assertFalse(retargeter.solve(joints, 1));
    assertArrayEquals(before, retargeter.drives());
  }

  @Test
  void whoIsToldTheLastTargetsGoesOnToTheLastBit() throws Exception {
    for (String name : RobotHands.shipped()) {
      Wearer person = new Wearer(SEED);
      RobotHand robot = hand(name).wornOn(person.side());
      Retargeter live = new Retargeter(robot, RetargetSettings.USUAL);
      int targets = robot.used().size();
      long time = 0;
      Retargeter again = null;
      for (int n = 0; n < 300; n++) {
        double[] joints = pose(person, person.everyday());
        time += 9_000_000 + n * 1000;
        live.solve(joints, time);
        double[] out = new double[targets];
        live.targets(out, 0);
        if (again != null) {
          again.solve(joints, time);
          double[] same = new double[targets];
          again.targets(same, 0);
          assertArrayEquals(out, same, name + " round " + n);
        } else if (n == 120) {
          again = new Retargeter(robot, RetargetSettings.USUAL);
          again.resume(out, 0, time);
        }
      }
    }
  }

  @Test
  void aLeftHandMovesTheMirroredRobotAlike() throws Exception {
    RobotHand robot = hand("four-finger-16");
    Wearer person = new Wearer(SEED);
    for (int n = 0; n < 20; n++) {
      double[] angles = person.everyday();
      double[][] targets = new double[2][16];
      for (HandSide side : HandSide.values()) {
        double[] joints = new double[HandPose.VALUES];
        new ForwardKinematics(side, HandSize.ADULT).solve(angles, joints);
        Retargeter retargeter = new Retargeter(robot.wornOn(side), RetargetSettings.USUAL);
        retargeter.solve(joints, 0);
        retargeter.targets(targets[side.ordinal()], 0);
      }
      assertArrayEquals(targets[0], targets[1], 1e-6);
    }
  }

  @Test
  void nothingIsAllocatedPerSample() throws Exception {
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Wearer person = new Wearer(SEED);
    double[][] poses = new double[64][];
    for (int n = 0; n < poses.length; n++) {
      poses[n] = pose(person, person.everyday());
    }
    StreamSpec spec = HandPose.spec("left-glove/hand", 100, "test");
    RetargetedJoints joints =
        new RetargetedJoints(
            spec, "left-glove/robot", new Retargeter(hand("humanoid-6"), RetargetSettings.USUAL));
    Sample in = new Sample(spec);
    Sample out = new Sample(joints.output());
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 8; round++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int n = 0; n < 2000; n++) {
        System.arraycopy(poses[n % poses.length], 0, in.values, 0, HandPose.VALUES);
        in.captureNanos += 10_000_000;
        joints.process(in, out);
      }
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 2000, least + " bytes in 2000 samples");
  }

  @Test
  void theMakerSaysWhatItTakesToMakeItAgain() throws Exception {
    StreamSpec spec = HandPose.spec("left-glove/hand", 100, "test");
    RobotHand robot = hand("humanoid-6").wornOn(HandSide.LEFT);
    RetargetedJoints joints =
        new RetargetedJoints(spec, "a/b", new Retargeter(robot, RetargetSettings.USUAL));
    assertEquals(
        "retarget 1 humanoid-6#" + robot.hash() + " mirrored pinch scale 1.0 smooth 0.004",
        joints.output().maker());
    assertEquals(6 + 5, joints.output().channels().size());
  }

  @Test
  void aRobotWithoutFingertipsIsRefusedWithItsEnds() throws Exception {
    for (String name : RobotHands.shipped()) {
      RobotHand robot = hand(name);
      HandMapping guess = MappingGuess.of("guess", robot.model());
      assertEquals(robot.mapping().tips().size(), guess.tips().size());
      assertEquals(robot.mapping().wrist(), guess.wrist());
      if (!guess.jaws()) {
        assertEquals(robot.mapping().tips(), guess.tips());
        assertEquals(HandSide.RIGHT, guess.side());
        assertTrue(guess.forward().dot(robot.mapping().forward()) > 0.98);
        assertTrue(guess.back().dot(robot.mapping().back()) > 0.98);
      }
    }
    String plain =
        "<robot><link name='a'/><link name='b'/><link name='c'/>"
            + "<joint name='j' type='continuous'><parent link='a'/><child link='b'/></joint>"
            + "<joint name='k' type='continuous'><parent link='b'/><child link='c'/></joint></robot>";
    var model =
        dev.handloom.calibration.urdf.UrdfReader.read(
            plain.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    UrdfException e = assertThrows(UrdfException.class, () -> MappingGuess.of("x", model));
    assertTrue(String.valueOf(e.getMessage()).contains("end in c"), e.getMessage());
  }
}
