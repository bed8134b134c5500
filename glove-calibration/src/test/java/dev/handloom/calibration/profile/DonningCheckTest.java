package dev.handloom.calibration.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.WornRun;
import dev.handloom.calibration.profile.DonningCheck.Advice;
import dev.handloom.calibration.profile.DonningCheck.Answer;
import dev.handloom.calibration.run.Hold;
import dev.handloom.device.sim.wearer.WornGlove;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DonningCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-16T09:00:00Z");
  private static final int PEOPLE = 8;

  /// What a glove would say that sits differently: every channel shifted and stretched.
  private static List<Hold> changed(Profile profile, List<Hold> holds, double shift, double gain) {
    List<Hold> out = new ArrayList<>();
    for (Hold hold : holds) {
      double[] mean = hold.mean().clone();
      for (int c = 0; c < mean.length; c++) {
        double span = profile.model().span()[c];
        double flat = profile.model().flat()[c];
        double way = c % 2 == 0 ? 1 : -1;
        mean[c] = flat + (mean[c] - flat) * gain + way * shift * span;
      }
      out.add(
          new Hold(hold.step(), hold.round(), mean, hold.noise(), hold.samples(), hold.seconds()));
    }
    return out;
  }

  @Test
  void aGloveThatSitsAsItDidIsStillGood() {
    for (WornGlove.Kind kind : WornGlove.Kind.values()) {
      for (long seed = 1; seed <= PEOPLE; seed++) {
        WornRun worn = new WornRun(kind, seed);
        Profile profile = worn.profile(NOW);
        double began = worn.session.seconds();
        List<Hold> holds = worn.run(DonningCheck.plan(profile)).holds();
        assertTrue(worn.session.seconds() - began < 12, "It takes ten seconds");
        Answer answer = DonningCheck.judge(profile, holds);
        assertEquals(Advice.STILL_GOOD, answer.advice(), kind + ", seed " + seed + ": " + answer);
      }
    }
  }

  @Test
  void aGloveThatSitsDifferentlyWantsANewZeroAndIsGoodAfterIt() {
    for (long seed = 1; seed <= PEOPLE; seed++) {
      WornRun worn = new WornRun(WornGlove.Kind.COUNTS, seed);
      Profile profile = worn.profile(NOW);
      List<Hold> holds = changed(profile, worn.run(DonningCheck.plan(profile)).holds(), 0.15, 1);
      Answer answer = DonningCheck.judge(profile, holds);
      assertEquals(Advice.REZERO, answer.advice(), "seed " + seed + ": " + answer);
      Profile again = profile.rezeroed(answer.flat(), NOW.plusSeconds(60), "test");
      assertEquals(profile.id(), again.parent());
      assertEquals(Advice.STILL_GOOD, DonningCheck.judge(again, holds).advice());
    }
  }

  @Test
  void aGloveThatMeasuresDifferentlyWantsANewCalibration() {
    for (long seed = 1; seed <= PEOPLE; seed++) {
      WornRun worn = new WornRun(WornGlove.Kind.ANGLES, seed);
      Profile profile = worn.profile(NOW);
      List<Hold> holds = changed(profile, worn.run(DonningCheck.plan(profile)).holds(), 0.1, 0.75);
      Answer answer = DonningCheck.judge(profile, holds);
      assertEquals(Advice.CALIBRATE_AGAIN, answer.advice(), "seed " + seed + ": " + answer);
      assertTrue(answer.degrees() > 5 && answer.jointDegrees() >= answer.degrees());
    }
  }
}
