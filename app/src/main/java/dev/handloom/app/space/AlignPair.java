package dev.handloom.app.space;

import dev.handloom.app.Workplace;
import dev.handloom.app.merge.WristSource;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.rig.Device;
import java.util.ArrayList;
import java.util.List;

/// Something that a headset and something else both see: a wrist that has a tracker on it.
///
/// @param seen by the headset
/// @param told by what tracks in the other space
public record AlignPair(Headset headset, HandSide side, WristSource seen, WristSource told) {
  /// All that a rig has, in its order.
  public static List<AlignPair> of(Workplace workplace) {
    List<AlignPair> pairs = new ArrayList<>();
    for (Headset headset : Headset.of(workplace)) {
      for (Device device : workplace.rig().devices()) {
        if (Headset.of(device).isPresent()) {
          continue;
        }
        for (HandSide side : HandSide.values()) {
          WristSource seen = WristSource.find(workplace.rig(), side, headset.id()).orElse(null);
          WristSource told =
              WristSource.find(workplace.rig(), side, device.config().id()).orElse(null);
          if (seen != null && told != null && fits(device, side)) {
            pairs.add(new AlignPair(headset, side, seen, told));
          }
        }
      }
    }
    return pairs;
  }

  /// A single tracker is on one side only, or on neither.
  private static boolean fits(Device device, HandSide side) {
    String words = device.config().id() + " " + device.config().role();
    boolean left = words.contains("left");
    return left == words.contains("right")
        ? !words.contains("head") && !words.contains("gripper") && !words.contains("camera")
        : left == (side == HandSide.LEFT);
  }

  /// The device whose space the headset's is laid over.
  public String target() {
    return told.stream().spec().device();
  }

  /// For a person.
  public String words() {
    return "%s hand: %s, and what %s tracks on it"
        .formatted(
            side == HandSide.LEFT ? "Left" : "Right",
            headset.device().config().role(),
            target().replace('-', ' '));
  }

  @Override
  public String toString() {
    return words();
  }
}
