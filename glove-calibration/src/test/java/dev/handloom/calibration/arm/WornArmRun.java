package dev.handloom.calibration.arm;

import dev.handloom.device.sim.wearer.ArmSession;
import dev.handloom.device.sim.wearer.WornArm;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A whole run with a simulated arm.
class WornArmRun {
  private static final double MOST_SECONDS = 600;

  final WornArm arm;
  final ArmSession session;
  final ArmRun run;

  WornArmRun(WornArm.Kind kind, long seed, WornArm.@Nullable Fault fault) {
    arm = new WornArm(kind, seed, fault);
    session = new ArmSession(arm, seed + 7919);
    run = new ArmRun(Encoder.of(arm.spec()), arm.spec().channels().size(), arm.spec().nominalHz());
  }

  ArmCalibration toTheEnd() {
    int asked = -1;
    while (!run.finished()) {
      if (asked != run.done()) {
        asked = run.done();
        ask();
      }
      next();
    }
    return ArmCalibration.of(run);
  }

  /// How far a joint is swept, as a share of what it can.
  double reach(int joint) {
    return 1;
  }

  void ask() {
    ArmStep step = Objects.requireNonNull(run.wanted());
    switch (step.kind()) {
      case ZERO -> session.toZero();
      case SWEEP -> session.sweep(step.joint(), reach(step.joint()));
      case BEND -> session.bend(step.joint());
    }
  }

  void next() {
    session.next();
    run.see(session.nanos(), session.values());
    if (session.seconds() > MOST_SECONDS) {
      throw new IllegalStateException("The run hangs at " + run.wanted());
    }
  }
}
