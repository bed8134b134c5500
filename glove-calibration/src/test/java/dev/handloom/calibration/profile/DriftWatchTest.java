package dev.handloom.calibration.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.WornRun;
import dev.handloom.calibration.profile.DriftWatch.Drift;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.WornGlove;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-16T09:00:00Z");
  private static final double LIMIT = 6;
  private static final Asked[] WORK = {Asked.REST, Asked.PINCH_INDEX, Asked.FIST, Asked.REST};

  /// The widest drift that is found in a quarter of an hour's work, or 0.
  private static double work(long seed, double creepPerMinute) {
    return work(seed, creepPerMinute, WORK);
  }

  private static double work(long seed, double creepPerMinute, Asked[] poses) {
    WornRun worn = new WornRun(WornGlove.Kind.COUNTS, seed);
    Profile profile = worn.profile(NOW);
    DriftWatch watch = new DriftWatch(profile, worn.reader, worn.glove.spec().nominalHz(), LIMIT);
    double began = worn.session.seconds();
    double found = 0;
    double[] values = new double[worn.session.values().length];
    for (int n = 0; worn.session.seconds() - began < 900; n++) {
      worn.session.ask(poses[n % poses.length]);
      for (int i = 0; i < 180; i++) {
        worn.session.next();
        double creep = creepPerMinute * (worn.session.seconds() - began) / 60;
        for (int c = 0; c < values.length; c++) {
          values[c] = worn.session.values()[c] + creep * profile.model().span()[c];
        }
        Optional<Drift> drift = watch.see(values);
        found = Math.max(found, drift.map(Drift::degrees).orElse(0.0));
      }
    }
    return found;
  }

  @Test
  void aGloveThatCreepsIsFoundByThePosesThatComeBack() {
    for (long seed = 1; seed <= 3; seed++) {
      double found = work(seed, 0.012);
      assertTrue(found > LIMIT, "seed " + seed + ": " + found + "°");
    }
  }

  @Test
  void aGloveThatDoesNotCreepRaisesNoAlarm() {
    for (long seed = 1; seed <= 3; seed++) {
      assertEquals(0, work(seed, 0), "seed " + seed);
    }
  }

  /// Somebody who learns to do one thing another way has no glove that drifts.
  @Test
  void onePoseThatChangesRaisesNoAlarm() {
    WornRun worn = new WornRun(WornGlove.Kind.COUNTS, 4);
    Profile profile = worn.profile(NOW);
    DriftWatch watch = new DriftWatch(profile, worn.reader, worn.glove.spec().nominalHz(), LIMIT);
    double[] values = new double[worn.session.values().length];
    double began = worn.session.seconds();
    for (int n = 0; worn.session.seconds() - began < 900; n++) {
      Asked asked = WORK[n % WORK.length];
      worn.session.ask(asked);
      for (int i = 0; i < 180; i++) {
        worn.session.next();
        double other =
            asked == Asked.PINCH_INDEX ? 0.001 * (worn.session.seconds() - began) / 2 : 0;
        for (int c = 0; c < values.length; c++) {
          values[c] = worn.session.values()[c] + Math.min(0.1, other) * profile.model().span()[c];
        }
        assertTrue(watch.see(values).isEmpty(), "after " + (worn.session.seconds() - began) + " s");
      }
    }
  }
}
