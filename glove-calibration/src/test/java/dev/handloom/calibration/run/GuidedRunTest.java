package dev.handloom.calibration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.WornRun;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.WornGlove;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuidedRunTest {
  @Test
  void aPractisedPersonTakesLessThanTwoMinutes() {
    for (WornGlove.Kind kind : WornGlove.Kind.values()) {
      GuidedRun run = new WornRun(kind, 4).run(new WornRun(kind, 4).plan());
      assertEquals(run.plan().holds(), run.holds().size());
      assertTrue(run.seconds() < 120, kind + " took " + run.seconds() + " s");
    }
  }

  @Test
  void aGloveIsAskedOnlyForWhatItFeels() {
    List<Step> strings = new WornRun(WornGlove.Kind.STRINGS, 4).plan().steps();
    List<Step> counts = new WornRun(WornGlove.Kind.COUNTS, 4).plan().steps();
    assertFalse(strings.contains(Step.SPREAD));
    assertTrue(counts.contains(Step.SPREAD));
    assertFalse(counts.contains(Step.WRIST));
  }

  @Test
  void aHandThatKeepsMovingIsNotHeld() {
    WornRun worn = new WornRun(WornGlove.Kind.COUNTS, 4);
    GuidedRun run = worn.begin(worn.plan());
    double[] angles = new double[HandAngles.COUNT];
    double[] values = new double[worn.glove.spec().channels().size()];
    for (int i = 0; i < 1800; i++) {
      double seconds = i / 60.0;
      Arrays.fill(angles, 0.5 + 0.5 * Math.sin(3 * seconds));
      worn.glove.sample(angles, seconds, values);
      run.see(Math.round(1e9 * seconds), values);
    }
    assertEquals(0, run.done());
  }

  @Test
  void aHandThatHasNotBegunIsNotTakenForTheNextPose() {
    WornRun worn = new WornRun(WornGlove.Kind.COUNTS, 4);
    GuidedRun run = worn.begin(worn.plan());
    hold(worn, run, Asked.FLAT);
    for (int i = 0; i < 240; i++) {
      worn.session.next();
      run.see(worn.session.nanos(), worn.session.values());
    }
    assertEquals(Step.SPREAD, run.wanted());
    worn.go(run);
    assertTrue(run.finished());
  }

  @Test
  void aHoldCanBeTakenAgainAndAPoseLeftOut() {
    WornRun worn = new WornRun(WornGlove.Kind.COUNTS, 4);
    GuidedRun run = worn.begin(new StepPlan(List.of(Step.FLAT, Step.FIST), 1));
    assertEquals(Step.FLAT, run.wanted());
    hold(worn, run, Asked.FLAT);
    assertEquals(Step.FIST, run.wanted());
    run.again();
    assertEquals(Step.FLAT, run.wanted());
    hold(worn, run, Asked.FLAT);
    run.leaveOut();
    hold(worn, run, Asked.FLAT);
    assertTrue(run.finished());
    assertEquals(List.of(Step.FLAT, Step.FLAT), run.holds().stream().map(Hold::step).toList());
  }

  @Test
  void aGloveThatWasAwayCostsNoMoreThanTheHold() {
    WornRun worn = new WornRun(WornGlove.Kind.COUNTS, 4);
    GuidedRun run = worn.begin(new StepPlan(List.of(Step.FLAT, Step.FIST), 1));
    hold(worn, run, Asked.FLAT);
    worn.session.ask(Asked.FIST);
    for (int i = 0; i < 60; i++) {
      worn.session.next();
      run.see(worn.session.nanos(), worn.session.values());
    }
    // Nothing comes for ten seconds.
    for (int i = 0; i < 600; i++) {
      worn.session.next();
    }
    int before = run.done();
    run.see(worn.session.nanos(), worn.session.values());
    assertEquals(before, run.done());
    worn.go(run);
    assertEquals(3, run.holds().size());
  }

  private static void hold(WornRun worn, GuidedRun run, Asked asked) {
    worn.session.ask(asked);
    int before = run.done();
    for (int i = 0; i < 600 && run.done() == before; i++) {
      worn.session.next();
      run.see(worn.session.nanos(), worn.session.values());
    }
    assertEquals(before + 1, run.done());
  }
}
