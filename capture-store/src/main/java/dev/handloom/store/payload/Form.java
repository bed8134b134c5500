package dev.handloom.store.payload;

import dev.handloom.device.hand.HandPose;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a message lays out what it says: Foxglove's published way where one fits, so that any viewer
/// knows what it sees, else ours.
public enum Form {
  /// One of our own messages: numbers, a picture's record, a clock, an anchor.
  OWN(Schemas.SAMPLE),
  /// One pose: metres and a quaternion.
  POSE("foxglove.PoseInFrame"),
  /// A hand: the poses of its 26 joints in the wrist's frame.
  HAND("foxglove.PosesInFrame"),
  /// Angles of joints, each with its name.
  JOINTS("foxglove.JointStates"),
  /// Something that happened.
  LOG("foxglove.Log");

  private static final List<String> POSE_PARTS = List.of("x", "y", "z", "qx", "qy", "qz", "qw");

  private final String schema;

  Form(String schema) {
    this.schema = schema;
  }

  /// The full name of its message.
  public String schema() {
    return schema;
  }

  /// The form in which a stream of numbers is recorded.
  public static Form of(StreamSpec spec) {
    List<Channel> channels = spec.channels();
    if (spec.kind() == StreamKind.HAND) {
      return channels.size() == HandPose.VALUES ? HAND : OWN;
    }
    if (spec.kind() != StreamKind.SIGNAL || channels.isEmpty()) {
      return OWN;
    }
    if (isPose(channels)) {
      return POSE;
    }
    return channels.stream().allMatch(c -> c.unit() == Unit.RADIAN) ? JOINTS : OWN;
  }

  /// Whether these are the numbers of one pose: `x` to `qw`, each behind the same words.
  private static boolean isPose(List<Channel> channels) {
    if (channels.size() != POSE_PARTS.size()) {
      return false;
    }
    String first = channels.getFirst().name();
    if (!first.endsWith("x")) {
      return false;
    }
    String words = first.substring(0, first.length() - 1);
    for (int i = 0; i < channels.size(); i++) {
      Channel channel = channels.get(i);
      if (!channel.name().equals(words + POSE_PARTS.get(i))
          || channel.unit() != (i < 3 ? Unit.METRE : Unit.NONE)) {
        return false;
      }
    }
    return true;
  }

  /// The form of a schema in a file; null for one that this version does not know.
  public static @Nullable Form ofSchema(String schema) {
    for (Form form : values()) {
      if (form.schema.equals(schema)) {
        return form;
      }
    }
    return schema.equals(Schemas.FRAME) ? OWN : null;
  }

  /// The frame that a stream's poses are given in. What a device tracks, it tracks in a space of
  /// its own; a hand is given from its wrist.
  public static String frameOf(StreamSpec spec) {
    return spec.kind() == StreamKind.HAND ? spec.name() + "/wrist" : spec.device();
  }
}
