package dev.handloom.calibration.fit;

import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.run.PoseTarget;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;

/// The pose in which a channel goes farthest, and how far its joint goes there.
public final class OwnPose {
  private OwnPose() {}

  public static Step of(SensedChannel channel) {
    return switch (channel.sense()) {
      case SPREAD -> Step.SPREAD;
      case OPPOSITION -> Step.THUMB_ACROSS;
      case WRIST -> Step.WRIST;
      case CURL, MCP, PIP, DIP, OTHER -> Step.FIST;
    };
  }

  /// Radians between the flat hand and that pose, as most people do it; 0 for a channel of no
  /// finger.
  public static double travel(SensedChannel channel) {
    Finger finger = channel.finger();
    if (finger == null) {
      return 0;
    }
    boolean thumb = finger == Finger.THUMB;
    int angle =
        switch (channel.sense()) {
          case SPREAD -> 1;
          case OPPOSITION -> 0;
          case MCP -> thumb ? 2 : 0;
          case PIP -> 2;
          case DIP -> 3;
          case CURL -> thumb ? 2 : 0;
          case WRIST, OTHER -> -1;
        };
    return angle < 0
        ? 0
        : Math.abs(PoseTarget.of(of(channel)).mean()[HandAngles.index(finger, angle)]);
  }
}
