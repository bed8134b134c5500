package dev.handloom.calibration.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.exo.MatchPlan;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An exoskeleton of four joints leads a hand of three, in an order of its own.
class MatchRunTest {
  private static final long SEED = 17;
  private static final double HZ = 100;
  private static final int[] SOURCES = {2, 0, 1};
  private static final List<String> ROBOT = List.of("thumb", "index", "middle");
  private static final double[] LOW = {0, 0, -0.2};
  private static final double[] HIGH = {1.2, 1.6, 1.6};
  private static final double EYE = Math.toRadians(1.5);

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private final double[] stands = new double[4];
  private long nanos;

  private static StreamSpec spec() {
    List<Channel> channels = new ArrayList<>();
    for (int j = 0; j < 4; j++) {
      channels.add(new Channel("joint_" + j, Unit.RADIAN, 0, 2 * Math.PI));
    }
    return StreamSpec.signal("exo/joints", channels, HZ, null);
  }

  /// Its encoders stand at 5 in the zero pose, and run backwards: they jump within the way.
  private static ArmProfile profile() {
    List<ArmJoint> joints = new ArrayList<>();
    for (Encoder encoder : Encoder.of(spec())) {
      joints.add(new ArmJoint(encoder, null, 0.5, -1, -0.5, 1.8, 0.02, 0));
    }
    double[] none = new double[4];
    ArmQuality quality =
        new ArmQuality(
            Grade.GOOD, none, none, none, none, none, 80, List.of(), List.of(), List.of());
    return ArmProfile.of(
        "Ada",
        "exo",
        spec(),
        Instant.EPOCH,
        "test",
        new ArmCalibration(new ArmModel(joints), quality));
  }

  /// How the exoskeleton stands where the robot's joint stands at a share of its way.
  private static double exo(double share) {
    return 1.5 * share * (1.3 - 0.3 * share);
  }

  private static double[] raw(double[] angles) {
    double[] raw = new double[4];
    for (int j = 0; j < 4; j++) {
      raw[j] = 0.5 - angles[j];
      raw[j] -= 2 * Math.PI * Math.floor(raw[j] / (2 * Math.PI));
    }
    return raw;
  }

  private MatchRun run(MatchPlan plan) {
    return new MatchRun(profile().model(), plan, 4, HZ);
  }

  private static MatchPlan plan() {
    return MatchPlan.of(ROBOT, new boolean[3], LOW, HIGH, SEED);
  }

  /// Goes from where it stands to the pose in a second, and holds it.
  private void match(MatchRun run) {
    int pose = run.done();
    double[] from = stands.clone();
    double[] to = new double[4];
    for (int j = 0; j < 3; j++) {
      to[SOURCES[j]] = exo(run.plan().share(pose, j)) + EYE * random.nextGaussian();
    }
    for (int s = 0; run.done() == pose; s++) {
      assertTrue(s < 2000, "pose " + pose + " is taken, seed " + SEED);
      double along = Math.min(1, s / HZ);
      for (int j = 0; j < 4; j++) {
        stands[j] = from[j] + along * (to[j] - from[j]);
      }
      nanos += Math.round(1e9 / HZ);
      run.see(nanos, raw(stands));
    }
  }

  @Test
  void theJointsThatLeadAreFoundAndPosesKeptBackJudgeTheCurves() throws Exception {
    MatchRun run = run(plan());
    while (!run.finished()) {
      match(run);
    }
    MatchRun.Result result = run.result();
    assertEquals(MatchPlan.FITTED, result.fitted());
    assertTrue(result.checked() >= 5, result.checked() + " kept back");
    for (int j = 0; j < 3; j++) {
      assertEquals(SOURCES[j], result.curves().joints().get(j).source(), "joint " + j);
      assertTrue(result.curves().joints().get(j).curve().rises());
      double most = 0.06 * (HIGH[j] - LOW[j]);
      assertTrue(result.heldOut()[j] < most, "joint " + j + ": " + result.heldOut()[j]);
    }

    ArmShelf shelf = new ArmShelf(folder);
    ArmProfile arm = profile();
    CurvesProfile curves =
        CurvesProfile.of("Ada", arm, "a hand", "0123", Instant.EPOCH, "test", run);
    shelf.keep(curves, run.recording());
    CurvesProfile back = shelf.curves(arm).orElseThrow();
    CurvedHand hand = new CurvedHand(spec(), "exo/robot-joints", arm, back);
    assertEquals(ROBOT, hand.output().channels().stream().map(Channel::name).toList());
    Sample in = new Sample(spec());
    Sample out = new Sample(hand.output());
    double worst = 0;
    for (int n = 0; n < 500; n++) {
      double[] angles = new double[4];
      double[] wanted = new double[3];
      for (int j = 0; j < 3; j++) {
        double share = 0.03 + 0.94 * random.nextDouble();
        wanted[j] = LOW[j] + share * (HIGH[j] - LOW[j]);
        angles[SOURCES[j]] = exo(share);
      }
      System.arraycopy(raw(angles), 0, in.values, 0, 4);
      assertTrue(hand.process(in, out));
      for (int j = 0; j < 3; j++) {
        worst = Math.max(worst, Math.abs(out.values[j] - wanted[j]));
        assertTrue(out.values[j] >= LOW[j] && out.values[j] <= HIGH[j]);
      }
    }
    assertTrue(worst < Math.toRadians(6), Math.toDegrees(worst) + "°, seed " + SEED);

    ArmProfile anew =
        ArmProfile.of(
            "Bo",
            "exo",
            spec(),
            Instant.EPOCH.plusSeconds(1),
            "test",
            new ArmCalibration(arm.model(), arm.quality()));
    assertTrue(shelf.curves(anew).isEmpty(), "another zero, other curves");
    assertThrows(IllegalArgumentException.class, () -> new CurvedHand(spec(), "exo/x", anew, back));
  }

  @Test
  void anInterruptedPoseBeginsAnewAndOneCanBeMatchedAgainOrLeftOut() {
    MatchRun run = run(plan());
    match(run);
    match(run);
    // Away in the middle of holding: what was held before does not count.
    double[] still = raw(stands);
    for (int s = 0; s < 60; s++) {
      nanos += Math.round(1e9 / HZ);
      assertFalse(run.see(nanos, still));
    }
    nanos += 5_000_000_000L;
    for (int s = 0; s < 100; s++) {
      nanos += Math.round(1e9 / HZ);
      assertFalse(run.see(nanos, still));
    }
    assertEquals(2, run.done());
    run.again();
    assertEquals(1, run.done());
    match(run);
    while (run.done() < run.plan().poses() - 1) {
      run.leaveOut();
    }
    match(run);
    assertTrue(run.finished());
    assertThrows(IllegalArgumentException.class, run::result, "two poses are no curve");
  }
}
