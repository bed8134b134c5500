package dev.handloom.calibration.run;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;

/// What a hand looks like when asked for a pose: for each angle what most people do, and how far
/// people differ. A fit pulls no harder on an angle than people agree on it.
///
/// The means are ranges of motion as goniometry gives them for healthy adults; the spreads hold
/// both the differences between people and how loosely the words can be followed.
///
/// @param mean radians, laid out as [HandAngles]
/// @param spread one standard deviation, radians
public record PoseTarget(double[] mean, double[] spread) {
  /// The last joint bends about so much of what the middle one does.
  private static final double DIP_OF_PIP = 0.6;

  private static final PoseTarget[] ALL = new PoseTarget[Step.values().length];

  static {
    for (Step step : Step.values()) {
      ALL[step.ordinal()] = make(step);
    }
  }

  public static PoseTarget of(Step step) {
    return ALL[step.ordinal()];
  }

  private static PoseTarget make(Step step) {
    PoseTarget target = new PoseTarget(new double[HandAngles.COUNT], new double[HandAngles.COUNT]);
    Finger pinched = step.pinched();
    if (pinched != null) {
      // The middle joint's place is left to the closure of the fingertips.
      target.fingers(10, 8, 0, 6, 12, 9);
      target.finger(pinched, 50, 13, 2, 5, 48, 13);
      return target.thumb(46, 13, 30, 11, 16, 11, 22, 13);
    }
    switch (step) {
      case FLAT -> target.fingers(0, 3.5, 0, 3, 0, 3.5).thumb(0, 5, 0, 5, 0, 5, 0, 5);
      case SPREAD -> {
        target.fingers(0, 5, 15, 5, 0, 4).thumb(0, 6, 42, 8, 0, 6, 0, 6);
        target.set(Finger.MIDDLE, 1, 0, 3);
      }
      case FIST -> target.fingers(83, 6, 0, 4, 100, 6).thumb(48, 12, 14, 10, 42, 12, 46, 14);
      case THUMB_ACROSS -> target.fingers(2, 5, 0, 4, 3, 5).thumb(58, 7, 8, 7, 36, 11, 32, 13);
      default -> target.fingers(20, 13, 2, 5, 25, 13).thumb(14, 12, 12, 11, 10, 11, 12, 12);
    }
    return target;
  }

  private PoseTarget fingers(
      double mcp, double mcpSd, double spread, double spreadSd, double pip, double pipSd) {
    for (Finger finger : Finger.values()) {
      if (finger != Finger.THUMB) {
        finger(finger, mcp, mcpSd, spread, spreadSd, pip, pipSd);
      }
    }
    return this;
  }

  private void finger(
      Finger finger,
      double mcp,
      double mcpSd,
      double spread,
      double spreadSd,
      double pip,
      double pipSd) {
    set(finger, 0, mcp, mcpSd);
    set(finger, 1, spread, spreadSd);
    set(finger, 2, pip, pipSd);
    set(finger, 3, DIP_OF_PIP * pip, 1.2 * pipSd);
  }

  private PoseTarget thumb(
      double opposition,
      double oppositionSd,
      double abduction,
      double abductionSd,
      double mcp,
      double mcpSd,
      double ip,
      double ipSd) {
    set(Finger.THUMB, 0, opposition, oppositionSd);
    set(Finger.THUMB, 1, abduction, abductionSd);
    set(Finger.THUMB, 2, mcp, mcpSd);
    set(Finger.THUMB, 3, ip, ipSd);
    return this;
  }

  private void set(Finger finger, int angle, double meanDegrees, double spreadDegrees) {
    int i = HandAngles.index(finger, angle);
    mean[i] = Math.toRadians(meanDegrees);
    spread[i] = Math.toRadians(spreadDegrees);
  }
}
