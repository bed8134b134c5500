package dev.handloom.store.export.mcap;

import dev.handloom.device.hand.JointOrder;
import java.util.List;

/// What somebody wants of episodes as files.
///
/// @param whole the whole take, also where a person said which part to use
/// @param overwrite replace what has the name of a file
/// @param nameless without what names persons, rigs and machines: the manifest and the review's
///   lines, calibrations, what happened to devices
/// @param keypoints in which orders the keypoints of hands stand beside their joints
public record McapWish(
    boolean whole, boolean overwrite, boolean nameless, List<JointOrder> keypoints) {
  public McapWish {
    keypoints = List.copyOf(keypoints);
  }

  /// With all that was recorded, and nothing beside it.
  public static McapWish of(boolean whole, boolean overwrite) {
    return new McapWish(whole, overwrite, false, List.of());
  }

  /// In words, for knowing again what was made by it.
  String manner() {
    StringBuilder words = new StringBuilder(nameless ? "nameless " : "");
    keypoints.forEach(order -> words.append(order).append(' '));
    return words.toString();
  }
}
