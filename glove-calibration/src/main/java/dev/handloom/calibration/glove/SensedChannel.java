package dev.handloom.calibration.glove;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Unit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A channel as the fit sees it: whose bend it feels, and whether it speaks in angles already.
///
/// @param finger or null where it belongs to none
/// @param angle whether its values are radians with the sign of our hand angles
public record SensedChannel(
    String name, @Nullable Finger finger, Sense sense, boolean angle, double low, double high) {

  /// What the spec of a channel says of it.
  static SensedChannel of(Channel channel) {
    String name = channel.name().toLowerCase(Locale.ROOT);
    Finger finger = finger(name);
    Sense sense =
        finger == null
            ? (name.contains("wrist") ? Sense.WRIST : Sense.OTHER)
            : Sense.of(name, finger == Finger.THUMB);
    return new SensedChannel(
        channel.name(),
        finger,
        sense,
        channel.unit() == Unit.RADIAN,
        channel.low(),
        channel.high());
  }

  /// Whether two gloves have the same channels, by name and order.
  public static boolean sameNames(List<SensedChannel> a, List<SensedChannel> b) {
    return a.stream()
        .map(SensedChannel::name)
        .toList()
        .equals(b.stream().map(SensedChannel::name).toList());
  }

  static @Nullable Finger finger(String name) {
    for (Finger finger : Finger.values()) {
      if (name.contains(finger.word())) {
        return finger;
      }
    }
    return name.contains("pinky") ? Finger.LITTLE : null;
  }

  /// Whether the fit can use it.
  public boolean useful() {
    return finger != null && sense != Sense.OTHER && sense != Sense.WRIST;
  }

  /// As used in messages: `index knuckle (index_mcp_flexion)`.
  public String words() {
    return finger == null ? name : finger.word() + " " + sense.word() + " (" + name + ")";
  }
}
