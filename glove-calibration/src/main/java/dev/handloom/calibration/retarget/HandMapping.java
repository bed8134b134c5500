package dev.handloom.calibration.retarget;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Vec3;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the links of a description mean to a hand.
///
/// @param wrist the link that moves with the person's wrist; joints before it are left alone
/// @param forward from the wrist to the fingertips of the flat hand, in the wrist link's frame
/// @param back out of the back of the hand, in the wrist link's frame
/// @param tips one a finger; thumb and index alone are the two jaws of a gripper
public record HandMapping(
    int format, String name, HandSide side, String wrist, Vec3 forward, Vec3 back, List<Tip> tips) {
  static final int FORMAT = 1;

  public HandMapping {
    tips = List.copyOf(tips);
  }

  /// A fingertip.
  ///
  /// @param point the tip in the link's frame, in metres
  public record Tip(Finger finger, String link, Vec3 point) {}

  /// Whether the two tips are the jaws of a gripper.
  public boolean jaws() {
    return tips.size() == 2
        && tips.get(0).finger() == Finger.THUMB
        && tips.get(1).finger() == Finger.INDEX;
  }

  /// What is wrong with it in itself; empty if nothing.
  String complaint() {
    Set<Finger> seen = new HashSet<>();
    for (Tip tip : tips) {
      if (!seen.add(tip.finger())) {
        return "Two tips are those of the " + tip.finger().word() + ".";
      }
    }
    if (tips.isEmpty()) {
      return "It names no fingertips.";
    }
    if (tips.size() == 1) {
      return "It names one fingertip; a hand has two at least.";
    }
    if (forward.cross(back).length() < 0.1 * forward.length() * back.length()
        || forward.length() < 1e-6
        || back.length() < 1e-6) {
      return "\"forward\" and \"back\" must be two directions, one across the other.";
    }
    return "";
  }
}
