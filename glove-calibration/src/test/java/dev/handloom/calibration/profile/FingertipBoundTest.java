package dev.handloom.calibration.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.WornRun;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.quality.Calibration;
import dev.handloom.calibration.run.GuidedRun;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.WornGlove;
import dev.handloom.device.stream.Sample;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class FingertipBoundTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private static Profile profile(WornRun worn, GuidedRun run, HandSize size) {
    Profile.Wearing own = worn.wearing();
    Calibration made =
        Calibration.of(worn.reader.channels(), run.holds(), own.side(), size, own.fingers());
    return Profile.of(
        new Profile.Wearing(own.person(), own.device(), own.side(), size, own.fingers()),
        NOW,
        "test",
        worn.reader.channels(),
        made.model(),
        made.quality(),
        run.holds());
  }

  @Test
  void aSizeThatIsDoubtfulOrWrongWidensWhatIsSaidOfFingertips() {
    for (long seed = 31; seed < 34; seed++) {
      WornRun worn = new WornRun(WornGlove.Kind.ANGLES, seed);
      GuidedRun run = worn.run(worn.plan());
      Profile right = profile(worn, run, worn.wearing().size());
      double known = FingertipBound.of(right, 3).millimetres();
      double doubtful = FingertipBound.of(right, FingertipBound.NOT_MEASURED_MM).millimetres();
      assertTrue(doubtful > known + 1, "seed " + seed + ": " + known + ", " + doubtful);
      // A hand a quarter longer than it is: the pinches of these bones do not close.
      HandSize wrong = HandSize.scaled(1.25);
      double missed =
          FingertipBound.of(profile(worn, run, wrong), FingertipBound.MEASURED_MM).millimetres();
      assertTrue(missed > 1.2 * known, "seed " + seed + ": " + known + ", wrong " + missed);
    }
  }

  @Test
  void tipsAreAsNearAsIsSaid() {
    int inside = 0;
    int all = 0;
    StringBuilder said = new StringBuilder();
    for (long seed = 51; seed < 56; seed++) {
      WornRun worn = new WornRun(WornGlove.Kind.ANGLES, seed);
      Profile profile = worn.profile(NOW);
      FingertipBound bound = FingertipBound.of(profile, FingertipBound.MEASURED_MM);
      ProfiledHand hand = new ProfiledHand(worn.glove.spec(), "glove/hand", profile);
      Sample out = new Sample(hand.output());
      double[] truth = new double[HandPose.VALUES];
      ForwardKinematics kinematics = new ForwardKinematics(worn.wearer.side(), worn.wearer.size());
      for (Asked asked : EnumSet.of(Asked.FLAT, Asked.FIST, Asked.SPREAD, Asked.PINCH_INDEX)) {
        worn.session.ask(asked);
        for (int i = 0; i < 120; i++) {
          worn.session.next();
        }
        Sample in = new Sample(worn.glove.spec());
        System.arraycopy(worn.session.values(), 0, in.values, 0, in.values.length);
        assertTrue(hand.process(in, out));
        kinematics.solve(worn.session.truth(), truth);
        for (Finger finger : Finger.values()) {
          HandJoint tip = finger.tip();
          double off = 1000 * HandPose.distance(both(out.values, truth, tip), A, B);
          said.append(String.format("seed %d %s %s: %.1f mm%n", seed, asked, tip, off));
          inside += off <= bound.millimetres() ? 1 : 0;
          all++;
        }
      }
      said.append(bound).append('\n');
    }
    assertTrue(inside >= 0.95 * all, inside + " of " + all + "\n" + said);
  }

  private static final HandJoint A = HandJoint.of(0);
  private static final HandJoint B = HandJoint.of(1);

  /// Two hands' joint, as two joints of one.
  private static double[] both(double[] told, double[] truth, HandJoint which) {
    double[] pair = new double[HandPose.VALUES];
    int at = which.ordinal() * HandPose.PER_JOINT;
    System.arraycopy(told, at, pair, 0, 3);
    System.arraycopy(truth, at, pair, HandPose.PER_JOINT, 3);
    return pair;
  }

  @Test
  void anAdultsNumbersAreNoMeasurement() {
    assertFalse(FingertipBound.measured(HandSize.ADULT));
    double breadth = HandMeasure.knuckles(HandSize.ADULT);
    assertFalse(
        FingertipBound.measured(
            HandMeasure.byRuler(
                Math.rint(1000 * HandMeasure.length(HandSize.ADULT)) / 1000,
                Math.rint(1000 * breadth) / 1000)));
    HandSize longer = HandMeasure.byRuler(0.195, breadth);
    assertTrue(FingertipBound.measured(longer));
    assertEquals(breadth, HandMeasure.knuckles(longer), 5e-4);
  }
}
