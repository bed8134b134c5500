package dev.handloom.calibration.arm;

import java.time.Instant;
import java.util.List;

/// How an exoskeleton leads one robot's hand, matched by one person at one time.
///
/// @param id unique among those of that device, sorts by time
/// @param device the exoskeleton, as the rig knows it
/// @param arm id of the exoskeleton's own calibration that it was matched with: the curves begin
///   with its angles, and hold for no other zero
/// @param robot name of the hand
/// @param robotHash of its description
/// @param joints names of the exoskeleton's
/// @param slides of each of the robot's joints, whether it slides instead of turning
/// @param low of each of the robot's joints
/// @param high of each of the robot's joints
public record CurvesProfile(
    int format,
    String id,
    String person,
    String device,
    String arm,
    String robot,
    String robotHash,
    Instant taken,
    String software,
    List<String> joints,
    boolean[] slides,
    double[] low,
    double[] high,
    MatchRun.Result result) {
  public static final int FORMAT = 1;

  public CurvesProfile {
    joints = List.copyOf(joints);
  }

  /// Of a run that has just ended.
  public static CurvesProfile of(
      String person,
      ArmProfile arm,
      String robot,
      String robotHash,
      Instant taken,
      String software,
      MatchRun run) {
    return new CurvesProfile(
        FORMAT,
        ArmProfile.id(taken),
        person,
        arm.device(),
        arm.id(),
        robot,
        robotHash,
        taken,
        software,
        arm.model().joints().stream().map(joint -> joint.encoder().name()).toList(),
        run.plan().slides(),
        run.plan().low(),
        run.plan().high(),
        run.result());
  }

  /// Whether it was matched with that calibration.
  public boolean fits(ArmProfile profile) {
    return profile.id().equals(arm) && profile.device().equals(device);
  }
}
