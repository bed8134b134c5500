package dev.handloom.device.driver.doglove;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A joint of the glove: where its encoder stands when the maker's hand model is at zero, and which
/// way it turns.
///
/// @param zero in radians
/// @param sign +1 or −1
record GloveJoint(String name, double zero, int sign) {
  /// In the order of the board's words. Zeros and signs are the makers' defaults.
  static final List<GloveJoint> ENCODERS = encoders();

  /// In the order of the servos' ids.
  static final List<GloveJoint> SERVOS =
      List.of(
          of("thumb_mcp_bend", 182.2, -1),
          of("index_mcp_bend", 165.2, -1),
          of("middle_mcp_bend", 150.29, -1),
          of("ring_mcp_bend", 151.44, -1),
          of("little_mcp_bend", 145.9, -1));

  /// Noise at the ends of an encoder's range.
  private static final double BEYOND = Math.toRadians(20);

  private static List<GloveJoint> encoders() {
    List<GloveJoint> joints = new ArrayList<>();
    joints.add(of("thumb_dip", 90, -1));
    joints.add(of("thumb_pip", 270, 1));
    joints.add(of("thumb_mcp_split", 180, 1));
    joints.add(of("thumb_mcp_roll", 270, 1));
    for (String finger : List.of("index", "middle", "ring", "little")) {
      joints.add(of(finger + "_dip", 90, -1));
      joints.add(of(finger + "_pip", 270, 1));
      joints.add(of(finger + "_mcp_split", 180, -1));
    }
    return List.copyOf(joints);
  }

  private static GloveJoint of(String name, double zeroDegrees, int sign) {
    return new GloveJoint(name, Math.toRadians(zeroDegrees), sign);
  }

  static List<String> names(List<GloveJoint> joints) {
    return joints.stream().map(GloveJoint::name).toList();
  }

  /// Channels of joints, or of the encoders or servos behind them.
  static List<Channel> channels(List<GloveJoint> joints, boolean zeroed) {
    List<Channel> channels = new ArrayList<>();
    for (GloveJoint joint : joints) {
      channels.add(
          zeroed
              ? new Channel(joint.name(), Unit.RADIAN, -Math.PI, Math.PI)
              : new Channel(joint.name(), Unit.RADIAN, -BEYOND, 2 * Math.PI + BEYOND));
    }
    return channels;
  }

  /// The joint's angle from its encoder's, from −π to π.
  double angle(double encoder) {
    return Math.IEEEremainder(sign * (encoder - zero), 2 * Math.PI);
  }

  static Zeroing zeroing(String word) {
    return Zeroing.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// What is recorded of a joint.
  enum Zeroing {
    /// Its angle, with the makers' zero and sign.
    JOINT,
    /// What the encoder gives.
    ENCODER
  }
}
