package dev.handloom.calibration.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.sim.wearer.WornArm;
import org.junit.jupiter.api.Test;

class ArmCalibrationTest {
  private static final long SEED = 300;
  private static final int ARMS = 4;
  private static final int POSES = 12;
  private static final int N = WornArm.JOINTS.size();

  @Test
  void zerosSignsScalesAndWrapsAreFoundAndTheBoundHolds() {
    for (WornArm.Kind kind : WornArm.Kind.values()) {
      int within = 0;
      int all = 0;
      double sum = 0;
      for (int a = 0; a < ARMS; a++) {
        WornArmRun worn = new WornArmRun(kind, SEED + a, null);
        ArmCalibration made = worn.toTheEnd();
        String which = kind + ", seed " + (SEED + a) + ": ";
        assertTrue(made.quality().faults().isEmpty(), which + made.quality().faults());
        ArmModel.Predictor predictor = made.model().predictor();
        double[] found = new double[N];
        double[] bounds = new double[N];
        for (int p = 0; p < POSES; p++) {
          worn.session.anywhere();
          while (!worn.session.arrived()) {
            worn.session.next();
            predictor.angles(worn.session.values(), found);
          }
          predictor.bounds(found, bounds);
          for (int j = 0; j < N; j++) {
            double off = Math.abs(found[j] - worn.session.truth()[j]);
            sum += off;
            within += off <= bounds[j] ? 1 : 0;
            all++;
          }
        }
      }
      double mean = Math.toDegrees(sum / all);
      // A potentiometer's scale is known from one right angle alone.
      double most = kind == WornArm.Kind.POTENTIOMETERS ? 4 : 1.3;
      String which = kind + ", seeds from " + SEED + ": ";
      assertTrue(mean < most, which + mean + "°");
      assertTrue(within >= 0.95 * all, which + within + " of " + all + " within their bound");
    }
  }

  /// What is moved while a step is asked for that is then left out says nothing of it.
  @Test
  void aStepThatIsLeftOutLeavesNoTraceInTheOthers() {
    int without = 2;
    WornArmRun worn = new WornArmRun(WornArm.Kind.SERVOS, SEED, null);
    int asked = -1;
    int moved = 0;
    while (!worn.run.finished()) {
      if (asked != worn.run.done()) {
        asked = worn.run.done();
        worn.ask();
        moved = 0;
      }
      ArmStep step = java.util.Objects.requireNonNull(worn.run.wanted());
      worn.next();
      if (step.joint() == without && ++moved == 150 && asked == worn.run.done()) {
        worn.run.leaveOut();
      }
    }
    ArmCalibration made = ArmCalibration.of(worn.run);
    ArmQuality quality = made.quality();
    String all = quality.reasons().toString();
    for (int j = 0; j < N; j++) {
      assertEquals(j != without, made.model().joints().get(j).known(), "joint " + j);
    }
    assertEquals(Math.PI, made.model().joints().get(without).bound(1), 1e-9, "any angle");
    assertEquals(1, quality.faults().size(), all);
    assertEquals(without, quality.faults().getFirst().joint(), all);
    assertTrue(quality.faults().getFirst().words().contains("left out"), all);
    assertEquals(1, quality.reasons().size(), all);
    assertEquals(Grade.UNUSABLE, quality.grade(), all);
  }

  @Test
  void whatIsWrongIsNamedAndNothingElse() {
    for (WornArm.Wrong wrong : WornArm.Wrong.values()) {
      for (WornArm.Kind kind : WornArm.Kind.values()) {
        int joint = (wrong.ordinal() + kind.ordinal()) % (N - 1);
        ArmQuality quality =
            new WornArmRun(kind, SEED, new WornArm.Fault(wrong, joint)).toTheEnd().quality();
        String which = kind + ", " + wrong + ", seed " + SEED + ": " + quality.faults();
        assertEquals(1, quality.faults().size(), which);
        ArmFault fault = quality.faults().getFirst();
        assertEquals(wrong.name(), fault.kind().name(), which);
        assertEquals(joint, fault.joint(), which);
        assertTrue(quality.grade().ordinal() >= Grade.POOR.ordinal(), which);
      }
    }
  }

  @Test
  void aStepCanBeDoneAgainOrLeftOutAndAnUnplugCostsOnlyTheStepItFellIn() {
    WornArmRun worn = new WornArmRun(WornArm.Kind.SERVOS, SEED, null);
    long away = 0;
    boolean repeated = false;
    int asked = -1;
    while (!worn.run.finished()) {
      if (asked != worn.run.done()) {
        asked = worn.run.done();
        worn.ask();
      }
      worn.session.next();
      if (worn.run.done() == 4 && away < 200) {
        // Unplugged in the middle of a sweep: nothing is heard for three seconds.
        away++;
        continue;
      }
      boolean done = worn.run.see(worn.session.nanos(), worn.session.values());
      if (done && worn.run.done() == 6 && !repeated) {
        repeated = true;
        worn.run.again();
        worn.session.toZero();
        while (!worn.session.arrived()) {
          worn.session.next();
        }
        asked = -1;
      }
      if (worn.run.done() == 17) {
        worn.run.leaveOut();
      }
    }
    ArmCalibration made = ArmCalibration.of(worn.run);
    assertEquals(1, made.quality().faults().size(), made.quality().faults().toString());
    assertEquals(ArmFault.Kind.NOT_BENT, made.quality().faults().getFirst().kind());
    assertEquals(5, made.quality().faults().getFirst().joint());
    assertFalse(worn.run.leftOut(4));
  }

  @Test
  void aJointThatWasHardlySweptIsNamed() {
    WornArmRun run =
        new WornArmRun(WornArm.Kind.SERVOS, SEED, null) {
          @Override
          double reach(int joint) {
            return joint == 2 ? 0.1 : 1;
          }
        };
    ArmQuality quality = run.toTheEnd().quality();
    assertEquals(ArmFault.Kind.LITTLE_SWEPT, quality.faults().getFirst().kind());
    assertEquals(2, quality.faults().getFirst().joint());
  }
}
