package dev.handloom.test.bench.calibration;

import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfiledHand;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.sim.wearer.PlantedFault;
import dev.handloom.device.sim.wearer.WornGlove;
import dev.handloom.device.stream.Sample;
import dev.handloom.test.bench.Benchmarks;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Simulated people put gloves on and calibrate: how far their joints are from the truth before and
/// after, whether the stated bounds hold, which planted faults are named, what the live hand costs.
///
/// `--people N`, `--seed S`.
public final class CalibrationBenchmark implements Benchmarks.Benchmark {
  private static final int PEOPLE = 50;

  /// Of people whom nobody looked at when bounds, limits and grades were set.
  private static final long SEED = 9_000_001;

  /// Of those on whom they were set.
  private static final long TUNED = 20_261_121;

  private static final int POSES = 200;

  /// What a bound promises.
  static final double PROMISED = 0.95;

  private static final int TIMED = 100_000;

  @Override
  public int run(List<String> options) {
    int people = (int) option(options, "--people", PEOPLE);
    long seed = option(options, "--seed", SEED);
    System.out.printf(
        Locale.ROOT,
        "  %d people, seeds %d to %d, %d everyday poses each, 20 joint angles%n",
        people,
        seed,
        seed + people - 1,
        POSES);
    System.out.printf(
        Locale.ROOT,
        "  bounds and grades were set on others, seeds %d to %d, printed beside%n",
        TUNED,
        TUNED + people - 1);
    int code = 0;
    Grades grades = new Grades();
    for (WornGlove.Kind kind : WornGlove.Kind.values()) {
      code = Math.max(code, sound(kind, people, seed, grades));
      faults(kind, people, seed, grades);
    }
    System.out.printf("%n  grades, all gloves, sound and with planted faults%n");
    grades.print();
    return code;
  }

  static long option(List<String> options, String name, long otherwise) {
    int at = options.indexOf(name);
    return at < 0 || at + 1 >= options.size() ? otherwise : Long.parseLong(options.get(at + 1));
  }

  private static int sound(WornGlove.Kind kind, int people, long seed, Grades all) {
    Outcome before = new Outcome();
    Outcome after = new Outcome();
    Outcome tuned = new Outcome();
    Outcome wrongBones = new Outcome();
    Map<Grade, Outcome> byGrade = new EnumMap<>(Grade.class);
    Map<Grade, Integer> grades = new EnumMap<>(Grade.class);
    double repeatability = 0;
    double bound = 0;
    double pinch = 0;
    double drift = 0;
    double seconds = 0;
    int alarms = 0;
    Trial last = null;
    for (int p = 0; p < people; p++) {
      Trial trial = new Trial(kind, seed + p, null);
      last = trial;
      Trial.Judged judged = trial.judge(POSES);
      before.add(judged.before());
      after.add(judged.after());
      var quality = trial.calibration.quality();
      byGrade.computeIfAbsent(quality.grade(), _ -> new Outcome()).add(judged.after());
      grades.merge(quality.grade(), 1, Integer::sum);
      all.see(quality.grade(), judged.after().mean());
      tuned.add(new Trial(kind, TUNED + p, null).judge(POSES).after());
      wrongBones.add(trial.judge(POSES, p % 2 == 0 ? 0.9 : 1.1).after());
      repeatability += quality.repeatability() / people;
      bound += quality.bound() / people;
      pinch += quality.widestPinch() / people;
      drift += quality.drift() / people;
      seconds += trial.run.seconds() / people;
      alarms += quality.faults().isEmpty() ? 0 : 1;
    }
    System.out.printf("%n  %s%n", kind.name().toLowerCase(Locale.ROOT));
    line(
        "joint error before, mean and p95", "%.1f°, %.1f°", before.mean(), before.percentile(0.95));
    line("joint error after, mean and p95", "%.1f°, %.1f°", after.mean(), after.percentile(0.95));
    line(
        "joints within their stated bound (where it was set)",
        "%.1f %% (%.1f %%)",
        100 * after.covered(),
        100 * tuned.covered());
    line(
        "poses within their stated bound (where it was set)",
        "%.1f %% (%.1f %%)",
        100 * after.posesCovered(),
        100 * tuned.posesCovered());
    line(
        "with bones 10 % too long or short",
        "%.1f° mean, %.1f %% of joints within", wrongBones.mean(), 100 * wrongBones.covered());
    line("least covered angle", "%s", after.leastCovered());
    line("stated bound, repeatability", "±%.1f°, %.1f°", bound, repeatability);
    line("widest pinch, drift of the flat hand", "%.1f mm, %.1f°", pinch, drift);
    line("a run of three rounds takes", "%.0f s", seconds);
    line("sound gloves with a false alarm", "%d of %d", alarms, people);
    grades.forEach((grade, count) ->
        line(
            "graded " + grade.word().toLowerCase(Locale.ROOT),
            "%d, mean joint error %.1f°",
            count,
            byGrade.getOrDefault(grade, after).mean()));
    if (last != null) {
      line("live hands a second, one thread", "%,.0f", rate(last));
    }
    return after.covered() < PROMISED || after.posesCovered() < PROMISED ? 1 : 0;
  }

  private static void faults(WornGlove.Kind kind, int people, long seed, Grades grades) {
    for (PlantedFault.Kind wrong : PlantedFault.Kind.values()) {
      FaultTrials trials = new FaultTrials();
      for (int p = 0; p < people; p++) {
        trials.plant(kind, wrong, seed + 1000 + p, p, grades);
      }
      line(
          "planted " + wrong.name().toLowerCase(Locale.ROOT),
          "%d of %d named, %d said besides",
          trials.named,
          trials.planted,
          trials.besides);
    }
  }

  private static double rate(Trial trial) {
    Profile profile =
        Profile.of(
            new Profile.Wearing(
                "Ada", "glove", trial.wearer.side(), trial.size, EnumSet.allOf(Finger.class)),
            Instant.EPOCH,
            "bench",
            trial.reader.channels(),
            trial.calibration.model(),
            trial.calibration.quality(),
            trial.run.holds());
    ProfiledHand hand = new ProfiledHand(trial.glove.spec(), "glove/hand", profile);
    Sample out = new Sample(hand.output());
    // A second of everyday movement, over and over: a hand that stands still would flatter.
    Sample[] moving = new Sample[60];
    trial.session.go(trial.wearer.everyday());
    for (int i = 0; i < moving.length; i++) {
      trial.session.next();
      moving[i] = new Sample(trial.glove.spec());
      System.arraycopy(trial.session.values(), 0, moving[i].values, 0, moving[i].values.length);
    }
    long began = System.nanoTime();
    for (int i = 0; i < TIMED; i++) {
      if (i == TIMED / 2) {
        began = System.nanoTime();
      }
      hand.process(moving[i % moving.length], out);
    }
    return (TIMED - TIMED / 2) / ((System.nanoTime() - began) / 1e9);
  }

  private static void line(String what, String format, Object... figures) {
    System.out.printf("  %-52s %s%n", what, String.format(Locale.ROOT, format, figures));
  }
}
