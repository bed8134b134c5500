package dev.handloom.calibration.profile;

import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.ServoTable;
import dev.handloom.device.driver.bus.ServoEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Calibrations of servo arms as LeRobot keeps them. Its counts are those that a servo reports once
/// the file's offset stands in its memory, so a file can only be written with what stands there
/// now.
public final class LeRobotArm {
  private LeRobotArm() {}

  /// Writes what LeRobot would have found: the zero pose in the middle of the turn, and the ends of
  /// the sweep. Signs stay with us: LeRobot's arms have none.
  public static void export(ArmProfile profile, ServoTable table, Path file)
      throws ProfileException {
    Map<String, LeRobotFile.Joint> joints = new LinkedHashMap<>();
    for (int j = 0; j < table.rows().size(); j++) {
      ServoEntry ours = table.rows().get(j).ours();
      joints.put(
          profile.model().joints().get(j).encoder().name(),
          new LeRobotFile.Joint(ours.id(), 0, ours.homing(), ours.low(), ours.high()));
    }
    ProfileFile.write(file, joints);
  }

  /// A calibration of LeRobot's as entries for the servos, in the order of the profile's joints: to
  /// be compared with what stands in them.
  ///
  /// @throws ProfileException where a joint is missing
  public static List<ServoEntry> entries(ArmProfile profile, Path file) throws ProfileException {
    Map<String, LeRobotFile.Joint> joints = LeRobotFile.read(file);
    List<ServoEntry> entries = new ArrayList<>();
    for (var joint : profile.model().joints()) {
      LeRobotFile.Joint theirs = joints.get(joint.encoder().name());
      if (theirs == null) {
        throw new ProfileException(
            "The calibration has no joint " + joint.encoder().name() + ": " + file);
      }
      entries.add(
          new ServoEntry(
              theirs.id(), theirs.homing_offset(), theirs.range_min(), theirs.range_max()));
    }
    return entries;
  }
}
