package dev.handloom.test.bench.retarget;

import dev.handloom.calibration.retarget.Objective;
import dev.handloom.calibration.retarget.RetargetSettings;
import dev.handloom.calibration.retarget.Retargeter;
import dev.handloom.calibration.retarget.RobotHand;
import dev.handloom.calibration.retarget.RobotHands;
import dev.handloom.calibration.urdf.Drives;
import dev.handloom.calibration.urdf.RobotJoint;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.Wearer;
import dev.handloom.test.bench.Benchmarks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// How fast, how near, and how good retargeting is: simulated people move from pose to pose at 100
/// Hz; and 1,000 poses are each searched again from many starts.
public final class RetargetBenchmark implements Benchmarks.Benchmark {
  private static final long FIRST_SEED = 12_001;
  private static final int PEOPLE = 50;
  private static final int POSES = 20;
  private static final int STEPS = 100;
  private static final long STEP_NANOS = 10_000_000;
  private static final int STARTS = 30;
  private static final double GOAL_HZ = 500;

  /// Below this, in metres², costs are those of rounding: (0.1 mm)².
  private static final double NOTHING = 1e-8;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private int violations;

  @Override
  public int run(List<String> options) throws Exception {
    int people = options.isEmpty() ? PEOPLE : Integer.parseInt(options.getFirst());
    System.out.printf(
        Locale.ROOT,
        "  people %d, seeds %d to %d; starts of seed %d%n",
        people,
        FIRST_SEED,
        FIRST_SEED + people - 1,
        FIRST_SEED);
    System.out.printf(
        "  %-16s %-9s %9s %9s %9s %9s %8s %8s %8s%n",
        "robot hand",
        "objective",
        "Hz/core",
        "slow Hz",
        "mean mm",
        "p95 mm",
        "≤1 %",
        "≤5 %",
        "worst");
    boolean fast = true;
    for (String name : RobotHands.shipped()) {
      for (Objective objective : Objective.values()) {
        fast &= one(name, objective, people);
      }
    }
    System.out.printf("  limits or speeds violated: %d%n", violations);
    System.out.println(
        "  slow Hz: of 1,000 solves the third slowest. ≤ n %: of the still poses, the share"
            + " whose cost is within n % of the best of "
            + STARTS
            + " starts; worst: how much higher the worst twentieth's is, by the root, in mm");
    return violations == 0 && fast ? 0 : 1;
  }

  private boolean one(String name, Objective objective, int people) throws Exception {
    RobotHand robot = RobotHands.find(name).hand();
    RetargetSettings settings = RetargetSettings.USUAL.with(objective);
    Random starts = new Random(FIRST_SEED);
    int poses = people * POSES;
    long[] nanos = new long[poses * STEPS];
    double[] errors = new double[poses * STEPS * robot.tips().size()];
    double[] excess = new double[poses];
    int solves = 0;
    int seen = 0;
    int one = 0;
    int five = 0;
    for (int p = 0; p < people; p++) {
      Wearer person = new Wearer(FIRST_SEED + p);
      ForwardKinematics hand = new ForwardKinematics(person.side(), person.size());
      Retargeter retargeter = new Retargeter(robot.wornOn(person.side()), settings);
      Retargeter judge = new Retargeter(robot.wornOn(person.side()), settings);
      double[] joints = new double[HandPose.VALUES];
      double[] angles = new double[HandAngles.COUNT];
      double[] tips = new double[retargeter.errorNames().size()];
      double[] from = person.take(Asked.FLAT);
      double @Nullable [] before = null;
      long time = 0;
      for (int k = 0; k < POSES; k++) {
        Asked[] all = Asked.values();
        double[] to = k < all.length ? person.take(all[k]) : person.everyday();
        for (int s = 1; s <= STEPS; s++) {
          // On the way for two fifths of the time, then still.
          double share = Math.min(1, s / (0.4 * STEPS));
          for (int i = 0; i < angles.length; i++) {
            angles[i] = from[i] + share * (to[i] - from[i]);
          }
          hand.solve(angles, joints);
          time += STEP_NANOS;
          // Time of the processor: other programs do not count.
          long begun = threads.getCurrentThreadCpuTime();
          retargeter.solve(joints, time);
          nanos[solves++] = threads.getCurrentThreadCpuTime() - begun;
          retargeter.errors(tips, 0);
          for (double error : tips) {
            errors[seen++] = 1000 * error;
          }
          before = check(retargeter, before);
        }
        double best = best(judge, joints, starts);
        double reached = judge.cost(retargeter.drives());
        excess[p * POSES + k] = 1000 * Math.sqrt(Math.max(0, reached - best));
        one += reached <= 1.01 * best + NOTHING ? 1 : 0;
        five += reached <= 1.05 * best + NOTHING ? 1 : 0;
        from = to;
      }
    }
    // What ran before the compiler was done says nothing of what runs for hours.
    long[] warm = Arrays.copyOfRange(nanos, solves / 2, solves);
    double mean = Arrays.stream(warm).average().orElse(Double.NaN);
    Arrays.sort(warm);
    double[] all = Arrays.copyOf(errors, seen);
    Arrays.sort(all);
    Arrays.sort(excess);
    double hz = 1e9 / mean;
    System.out.printf(
        Locale.ROOT,
        "  %-16s %-9s %,9.0f %,9.0f %9.2f %9.2f %7.1f%% %7.1f%% %8.2f%n",
        name,
        objective.word(),
        hz,
        1e9 / warm[(int) (0.997 * warm.length)],
        Arrays.stream(all).average().orElse(Double.NaN),
        all[(int) (0.95 * seen)],
        100.0 * one / poses,
        100.0 * five / poses,
        excess[(int) (0.95 * poses)]);
    return hz >= GOAL_HZ;
  }

  private static double best(Retargeter judge, double[] joints, Random random) {
    judge.forget();
    judge.solve(joints, 0);
    RobotHand hand = judge.hand();
    double[] q = judge.drives();
    double best = judge.search(q);
    for (int n = 0; n < STARTS; n++) {
      for (int d = 0; d < q.length; d++) {
        q[d] = hand.lower(d) + random.nextDouble() * (hand.upper(d) - hand.lower(d));
      }
      best = Math.min(best, judge.search(q));
    }
    return best;
  }

  private double[] check(Retargeter retargeter, double @Nullable [] before) {
    Drives drives = retargeter.hand().drives();
    double[] q = retargeter.drives();
    List<RobotJoint> joints = retargeter.hand().model().joints();
    for (int j = 0; j < joints.size(); j++) {
      double value = drives.value(j, q);
      if (joints.get(j).kind().moves()
          && (value < joints.get(j).lower() || value > joints.get(j).upper())) {
        violations++;
      }
    }
    for (int d = 0; before != null && d < q.length; d++) {
      if (Math.abs(q[d] - before[d]) > drives.velocity(d) * STEP_NANOS * 1e-9 + 1e-12) {
        violations++;
      }
    }
    return q;
  }
}
