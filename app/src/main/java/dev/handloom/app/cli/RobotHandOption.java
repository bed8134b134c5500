package dev.handloom.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which robot's hand an exoskeleton leads.
final class RobotHandOption {
  @Option(
      names = "--robot",
      paramLabel = "HAND",
      description =
          "Of an exoskeleton that is calibrated: match poses of this robot's hand, so that it leads"
              + " it. One that comes with the studio (humanoid-6, four-finger-16, gripper), or a URDF"
              + " file.")
  @Nullable String hand;
}
