package dev.handloom.test.bench;

import static dev.handloom.test.bench.Benchmarks.line;

import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.store.cut.ActivityCuts;
import dev.handloom.store.cut.HandTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// How well episodes are found in a recording without a break: the scripted person's own hands,
/// with the noise of a calibrated glove, against what the script says.
final class CutBenchmark implements Benchmarks.Benchmark {
  /// The margin of the cuts was chosen on the people before.
  private static final int FIRST_SEED = 11;

  private static final int SEEDS = 10;
  private static final int ROUNDS = 3;
  private static final long STEP_NANOS = 10_000_000L;
  private static final double[] NOISES_DEGREES = {0, 1, 2, 3};
  private static final double[] TOLERANCES_SECONDS = {0.25, 0.5, 1};

  /// Counted over boundaries: a beginning fits only a beginning, an end only an end.
  record Score(int fitting, int proposed, int wanted, List<Double> errorsSeconds) {
    double precision() {
      return proposed == 0 ? 0 : (double) fitting / proposed;
    }

    double recall() {
      return wanted == 0 ? 0 : (double) fitting / wanted;
    }
  }

  @Override
  public int run(List<String> options) {
    for (double noise : NOISES_DEGREES) {
      for (double tolerance : TOLERANCES_SECONDS) {
        int fitting = 0;
        int proposed = 0;
        int wanted = 0;
        List<Double> errors = new ArrayList<>();
        double worst = 1;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
          Score one = score(seed, ROUNDS, noise, tolerance);
          fitting += one.fitting();
          proposed += one.proposed();
          wanted += one.wanted();
          errors.addAll(one.errorsSeconds());
          worst = Math.min(worst, Math.min(one.precision(), one.recall()));
        }
        errors.sort(Double::compare);
        line(
            String.format(Locale.ROOT, "noise %.0f degrees, within %.2f s", noise, tolerance),
            "precision %.3f, recall %.3f, %d boundaries, %d seeds, worst %.3f, median error %.2f s",
            (double) fitting / proposed,
            (double) fitting / wanted,
            wanted,
            SEEDS,
            worst,
            errors.isEmpty() ? Double.NaN : errors.get(errors.size() / 2));
      }
    }
    return 0;
  }

  /// One person, some rounds.
  static Score score(long seed, int rounds, double noiseDegrees, double toleranceSeconds) {
    ScriptedPerson person = new ScriptedPerson(seed);
    long end = Math.round(rounds * ScriptedPerson.roundSeconds() * 1e9);
    List<HandTrack> hands =
        List.of(
            track(person, HandSide.LEFT, end, noiseDegrees, seed),
            track(person, HandSide.RIGHT, end, noiseDegrees, seed + 1000));
    List<ActivityCuts.Cut> cuts = ActivityCuts.of(hands, 0, end, List.of());
    List<Double> begins = new ArrayList<>();
    List<Double> ends = new ArrayList<>();
    for (ActivityCuts.Cut cut : cuts) {
      begins.add(cut.fromNanos() / 1e9);
      ends.add(cut.toNanos() / 1e9);
    }
    int wanted = 0;
    int fitting = 0;
    List<Double> errors = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (double[] stretch : person.stretches(round)) {
        wanted += 2;
        fitting += fit(begins, stretch[0], toleranceSeconds, errors);
        fitting += fit(ends, stretch[1], toleranceSeconds, errors);
      }
    }
    return new Score(fitting, 2 * cuts.size(), wanted, errors);
  }

  private static int fit(
      List<Double> proposed, double wanted, double toleranceSeconds, List<Double> errors) {
    for (Double one : proposed) {
      if (Math.abs(one - wanted) <= toleranceSeconds) {
        errors.add(Math.abs(one - wanted));
        // Each may fit one only.
        proposed.remove(one);
        return 1;
      }
    }
    return 0;
  }

  private static HandTrack track(
      ScriptedPerson person, HandSide side, long end, double noiseDegrees, long seed) {
    Random random = new Random(seed);
    ForwardKinematics kinematics = new ForwardKinematics(side, HandSize.ADULT);
    int size = (int) (end / STEP_NANOS);
    double[] angles = new double[HandAngles.COUNT];
    double noise = Math.toRadians(noiseDegrees);
    return HandTrack.of(
        new HandTrack.Source() {
          @Override
          public int size() {
            return size;
          }

          @Override
          public long captureNanos(int index) {
            return index * STEP_NANOS;
          }

          @Override
          public void values(int index, double[] into) {
            Moment moment = person.at(index * STEP_NANOS);
            double[] exact = moment.angles(side);
            for (int k = 0; k < angles.length; k++) {
              angles[k] = exact[k] + noise * random.nextGaussian();
            }
            kinematics.solve(angles, into);
          }
        },
        0,
        end);
  }
}
