package dev.handloom.app.cli;

import dev.handloom.calibration.gripper.GripperTags;
import java.util.List;
import picocli.CommandLine.Option;

/// The tags on a gripper's fingers, and what a ruler says.
final class GripperOptions {
  @Option(
      names = "--gripper",
      description = "Of a wrist camera: the gripper before it is calibrated, not its lens.")
  private boolean asked;

  @Option(
      names = "--ruler",
      paramLabel = "MM",
      description = "Of a gripper: what a ruler says between the fully open fingers.")
  double ruler = Double.NaN;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      description = "Of a gripper: the family of its finger tags (${DEFAULT-VALUE}).")
  private String family = GripperTags.UMI.family();

  @Option(
      names = "--tags",
      split = ",",
      paramLabel = "LEFT,RIGHT",
      description = "Of a gripper: the numbers of its tags (0,1).")
  private List<Integer> tags = List.of(GripperTags.UMI.left(), GripperTags.UMI.right());

  @Option(
      names = "--tag-size",
      paramLabel = "MM",
      description = "Of a gripper: the side of a tag's black square (${DEFAULT-VALUE}).")
  private double size = GripperTags.UMI.sizeMm();

  @Option(
      names = "--distance",
      split = ",",
      paramLabel = "NEAR,FAR",
      description =
          "Of a gripper: tags are the fingers' only so far before the camera, in mm (64,80).")
  private List<Double> distance = List.of(GripperTags.UMI.nearMm(), GripperTags.UMI.farMm());

  /// Whether the gripper before a camera is meant.
  boolean asked() {
    return asked;
  }

  /// @throws CommandFailed where they cannot be so
  GripperTags tags() {
    if (tags.size() != 2 || distance.size() != 2) {
      throw new CommandFailed(CommandFailed.USAGE, "--tags and --distance take two numbers each.");
    }
    try {
      return new GripperTags(
          family, tags.get(0), tags.get(1), size, distance.get(0), distance.get(1));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /// @return NaN where nobody measured
  double ruler() {
    if (!Double.isNaN(ruler) && !(ruler > 0)) {
      throw new CommandFailed(CommandFailed.USAGE, "--ruler takes millimetres above 0.");
    }
    return ruler;
  }
}
