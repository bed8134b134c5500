package dev.handloom.calibration.arm;

import dev.handloom.calibration.exo.SineCosine;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.calibration.run.RunRecording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a run leads to: a model, and how good it is.
public record ArmCalibration(ArmModel model, ArmQuality quality) {
  /// Limits in degrees; ours, not measurements: what people repeat by eye, and twice that.
  private static final double GOOD = 4;

  private static final double FAIR = 8;

  public static ArmCalibration of(ArmRun run) {
    return of(run.encoders(), run.plan(), run.recording(), run.seconds());
  }

  /// From what was recorded, now or later.
  public static ArmCalibration of(
      List<Encoder> encoders, ArmPlan plan, RunRecording recording, double seconds) {
    ArmFit fit = new ArmFit(encoders, plan, recording);
    ArmModel fitted = fit.model();
    List<ArmFault> faults = ArmFaults.find(fit, fitted);
    ArmModel model = unknown(fitted, faults);
    int n = encoders.size();
    double[] again = new double[n];
    double[] used = new double[n];
    double[] residual = new double[n];
    double[] heldOut = new double[n];
    double[] bound = new double[n];
    for (int j = 0; j < n; j++) {
      ArmJoint joint = model.joints().get(j);
      double size = Math.abs(joint.gain());
      SineCosine ellipse = joint.ellipse();
      double[] zeros = fit.zeroPoses(j);
      again[j] = zeros.length < 2 ? Double.NaN : Math.toDegrees(size * ArmFit.deviation(zeros));
      used[j] = Math.toDegrees(joint.high() - joint.low());
      residual[j] = ellipse == null ? Double.NaN : ellipse.residual();
      double halves = ellipse == null ? 0 : fit.ellipses[j].heldOut();
      heldOut[j] = Math.toDegrees(Math.hypot(fit.leftOutZero(j, size), halves));
      bound[j] = Math.toDegrees(joint.bound(0));
    }
    Verdict verdict = new Verdict();
    verdict.faults(faults);
    for (int j = 0; j < n; j++) {
      ArmJoint joint = model.joints().get(j);
      if (!known(j, faults)) {
        continue;
      }
      double end = Math.max(Math.abs(joint.low()), Math.abs(joint.high()));
      verdict.joint(
          encoders.get(j), again[j], Math.toDegrees(joint.bound(end)), fit.rightAngle(j), joint);
    }
    return new ArmCalibration(
        model,
        new ArmQuality(
            verdict.grade,
            again,
            used,
            residual,
            heldOut,
            bound,
            seconds,
            faults,
            verdict.reasons.isEmpty()
                ? List.of("Every joint moved when it was asked, and came back to its zero pose.")
                : verdict.reasons,
            verdict.advice));
  }

  /// Where readings are those of another joint, or of none, any angle may be the true one.
  private static ArmModel unknown(ArmModel fitted, List<ArmFault> faults) {
    List<ArmJoint> joints = new ArrayList<>();
    for (int j = 0; j < fitted.joints().size(); j++) {
      ArmJoint joint = fitted.joints().get(j);
      joints.add(known(j, faults) ? joint : joint.unknown());
    }
    return new ArmModel(joints);
  }

  private static boolean known(int joint, List<ArmFault> faults) {
    return faults.stream()
        .noneMatch(fault ->
            fault.misleads()
                && (fault.joint() == joint
                    || (fault.kind() == ArmFault.Kind.SWAPPED && fault.other() == joint)));
  }

  private static final class Verdict {
    private Grade grade = Grade.GOOD;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();

    private void against(Grade worst, String reason, String what) {
      grade = worst.ordinal() > grade.ordinal() ? worst : grade;
      reasons.add(reason);
      if (!advice.contains(what)) {
        advice.add(what);
      }
    }

    private void faults(List<ArmFault> faults) {
      for (ArmFault fault : faults) {
        against(
            fault.misleads() ? Grade.UNUSABLE : Grade.POOR,
            fault.words() + ".",
            "See to what is named, then calibrate again.");
      }
    }

    private void joint(Encoder encoder, double again, double bound, double angle, ArmJoint joint) {
      if (again > GOOD / 2) {
        against(
            again > FAIR / 2 ? Grade.POOR : Grade.FAIR,
            String.format(
                Locale.ROOT, "The zero pose of %s differs by %.1f°.", encoder.words(), again),
            "Set the zero pose against a stop or a jig.");
      }
      boolean measured = joint.gainSpread() > 0.02;
      if (measured || bound > FAIR) {
        against(
            Grade.FAIR,
            String.format(
                Locale.ROOT,
                "The angle of %s is known to ±%.0f° at the end of its range%s.",
                encoder.words(),
                bound,
                measured ? ", its scale from one right angle" : ""),
            "Bend by a right angle against a set square.");
      } else if (Math.abs(angle - 1) >= ArmFit.OTHER_SCALE) {
        against(
            Grade.FAIR,
            String.format(
                Locale.ROOT,
                "%s was bent by %.0f° where a right angle was asked; its counts were believed.",
                encoder.words(),
                90 * angle),
            "Repeat that bend by a right angle.");
      }
    }
  }
}
