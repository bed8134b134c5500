package dev.handloom.test.bench.calibration;

import dev.handloom.calibration.arm.ArmCalibration;
import dev.handloom.calibration.arm.ArmFault;
import dev.handloom.calibration.arm.ArmModel;
import dev.handloom.calibration.arm.ArmRun;
import dev.handloom.calibration.arm.ArmStep;
import dev.handloom.calibration.arm.Encoder;
import dev.handloom.device.sim.wearer.ArmSession;
import dev.handloom.device.sim.wearer.WornArm;
import dev.handloom.test.bench.Benchmarks;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Simulated people calibrate simulated arms: how far joints are from the truth before and after,
/// whether the stated bounds hold, which planted faults are named.
///
/// `--arms N`, `--seed S`.
public final class ExoBenchmark implements Benchmarks.Benchmark {
  private static final int ARMS = 50;

  /// Thresholds were chosen on seeds from 300 to 305; these were never looked at for that.
  private static final long SEED = 70_001;

  private static final int POSES = 100;
  private static final double MOST_SECONDS = 600;
  private static final int N = WornArm.JOINTS.size();

  @Override
  public int run(List<String> options) {
    int arms = (int) CalibrationBenchmark.option(options, "--arms", ARMS);
    long seed = CalibrationBenchmark.option(options, "--seed", SEED);
    System.out.printf(
        Locale.ROOT,
        "  %d arms of %d joints, seeds %d to %d, %d poses each%n",
        arms,
        N,
        seed,
        seed + arms - 1,
        POSES);
    int code = 0;
    for (WornArm.Kind kind : WornArm.Kind.values()) {
      code = Math.max(code, sound(kind, arms, seed));
      for (WornArm.Wrong wrong : WornArm.Wrong.values()) {
        planted(kind, wrong, arms, seed + 1000);
      }
    }
    return code;
  }

  /// A run to its end.
  private static final class Calibrated {
    final WornArm arm;
    final ArmSession session;
    final ArmRun run;
    final ArmCalibration made;

    Calibrated(WornArm.Kind kind, long seed, WornArm.@Nullable Fault fault) {
      arm = new WornArm(kind, seed, fault);
      session = new ArmSession(arm, seed + 7919);
      List<Encoder> encoders = Encoder.of(arm.spec());
      run = new ArmRun(encoders, arm.spec().channels().size(), arm.spec().nominalHz());
      int asked = -1;
      while (!run.finished()) {
        if (asked != run.done()) {
          asked = run.done();
          ArmStep step = Objects.requireNonNull(run.wanted());
          switch (step.kind()) {
            case ZERO -> session.toZero();
            case SWEEP -> session.sweep(step.joint(), 1);
            case BEND -> session.bend(step.joint());
          }
        }
        session.next();
        run.see(session.nanos(), session.values());
        if (session.seconds() > MOST_SECONDS) {
          throw new IllegalStateException("Seed " + seed + " hangs at " + run.wanted());
        }
      }
      made = ArmCalibration.of(run);
    }
  }

  private static int sound(WornArm.Kind kind, int arms, long seed) {
    double[] before = new double[arms * POSES * N];
    double[] after = new double[before.length];
    int count = 0;
    int within = 0;
    int alarms = 0;
    double bound = 0;
    double seconds = 0;
    Map<ArmFault.Kind, Integer> said = new EnumMap<>(ArmFault.Kind.class);
    for (int a = 0; a < arms; a++) {
      Calibrated one = new Calibrated(kind, seed + a, null);
      alarms += one.made.quality().faults().isEmpty() ? 0 : 1;
      one.made.quality().faults().forEach(fault -> said.merge(fault.kind(), 1, Integer::sum));
      seconds += one.made.quality().seconds() / arms;
      ArmModel.Predictor predictor = one.made.model().predictor();
      double[] found = new double[N];
      double[] bounds = new double[N];
      for (int p = 0; p < POSES; p++) {
        one.session.anywhere();
        while (!one.session.arrived()) {
          one.session.next();
          predictor.angles(one.session.values(), found);
        }
        predictor.bounds(found, bounds);
        for (int j = 0; j < N; j++) {
          double truth = one.session.truth()[j];
          double off = Math.abs(found[j] - truth);
          before[count] = Math.abs(plain(one, j) - truth);
          after[count++] = off;
          within += off <= bounds[j] ? 1 : 0;
          bound += Math.toDegrees(bounds[j]) / before.length;
        }
      }
    }
    System.out.printf("%n  %s%n", kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    line("joint error before, mean and p95", "%.0f°, %.0f°", mean(before), p95(before));
    line("joint error after, mean and p95", "%.2f°, %.2f°", mean(after), p95(after));
    line("stated bound, mean", "±%.1f°", bound);
    line("joints within their stated bound", "%.1f %%", 100.0 * within / count);
    line("a run takes", "%.0f s", seconds);
    line("sound arms with a false alarm", "%d of %d %s", alarms, arms, said.isEmpty() ? "" : said);
    return within < 0.95 * count ? 1 : 0;
  }

  /// What somebody would take the stream for who knows of no calibration: the middle of the range
  /// is zero, a turn is a turn.
  private static double plain(Calibrated one, int joint) {
    Encoder encoder = one.run.encoders().get(joint);
    double value = one.session.values()[encoder.channel()];
    double middle = (encoder.low() + encoder.high() + 1) / 2;
    if (encoder.paired()) {
      return Math.atan2(value - middle, one.session.values()[encoder.cosine()] - middle);
    }
    double angle = (value - (encoder.radians() ? Math.PI : middle)) * encoder.usualGain();
    return Math.IEEEremainder(angle, 2 * Math.PI);
  }

  private static void planted(WornArm.Kind kind, WornArm.Wrong wrong, int arms, long seed) {
    int named = 0;
    int besides = 0;
    for (int a = 0; a < arms; a++) {
      int joint = a % (N - 1);
      List<ArmFault> faults =
          new Calibrated(kind, seed + a, new WornArm.Fault(wrong, joint)).made.quality().faults();
      boolean found = false;
      for (ArmFault fault : faults) {
        if (fault.kind().name().equals(wrong.name()) && fault.joint() == joint) {
          found = true;
        } else {
          besides++;
        }
      }
      named += found ? 1 : 0;
    }
    line(
        "planted " + wrong.name().toLowerCase(Locale.ROOT),
        "%d of %d named, %d said besides",
        named,
        arms,
        besides);
  }

  private static double mean(double[] radians) {
    return Math.toDegrees(Arrays.stream(radians).average().orElse(Double.NaN));
  }

  private static double p95(double[] radians) {
    double[] sorted = radians.clone();
    Arrays.sort(sorted);
    return Math.toDegrees(sorted[(int) (0.95 * (sorted.length - 1))]);
  }

  private static void line(String what, String format, Object... figures) {
    System.out.printf("  %-52s %s%n", what, String.format(Locale.ROOT, format, figures));
  }
}
