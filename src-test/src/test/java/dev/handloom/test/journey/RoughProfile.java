package dev.handloom.test.journey;

import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.calibration.profile.LeRobotFile;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.stream.Channel;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;

/// A calibration of Ann's that takes no run: of ranges, as LeRobot keeps them.
final class RoughProfile {
  private RoughProfile() {}

  /// @param less by so many counts the range begins later
  static Profile of(RigGlove glove, Instant taken, int less) throws Exception {
    Map<String, LeRobotFile.Joint> joints = new TreeMap<>();
    for (Channel channel : glove.spec().channels()) {
      joints.put(
          channel.name(),
          new LeRobotFile.Joint(1, 0, 0, (int) channel.low() + less, (int) channel.high()));
    }
    return LeRobotFile.convert(
        joints,
        new Profile.Wearing(
            "Ann", glove.name(), glove.side(), HandSize.ADULT, EnumSet.allOf(Finger.class)),
        glove.channels(),
        taken,
        "Handloom test");
  }
}
