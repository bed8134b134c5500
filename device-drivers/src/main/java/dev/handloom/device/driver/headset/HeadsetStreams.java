package dev.handloom.device.driver.headset;

import dev.handloom.device.driver.skeleton.Joints;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What each stream of a headset is made of.
///
/// `head`, and as asked for `gaze`, and for each side `controller`, `wrist`, `hand` and `joints`.
public final class HeadsetStreams {
  static final String LEFT = "/left";
  static final String RIGHT = "/right";
  static final String HEAD = "/head";
  static final String GAZE = "/gaze";
  static final String CONTROLLER = "-controller";
  static final String WRIST = "-wrist";
  static final String HAND = "-hand";
  static final String JOINTS = "-joints";
  static final String BODY = "/body";

  /// Nobody walks farther from where the session began.
  private static final double REACH_METRES = 50;

  private static final double WIDEST_JOINT_METRES = 0.1;
  private static final double MOST_RECENTRED = 1e6;

  private final double hz;
  private final @Nullable DeviceTicks ticks;

  private HeadsetStreams(double hz, @Nullable DeviceTicks ticks) {
    this.hz = hz;
    this.ticks = ticks;
  }

  /// The streams of a device, in the order in which [HeadsetSamples] takes them.
  public static List<StreamSpec> of(
      String id,
      double hz,
      @Nullable DeviceTicks ticks,
      boolean gaze,
      boolean controllers,
      boolean hands) {
    HeadsetStreams made = new HeadsetStreams(hz, ticks);
    List<StreamSpec> streams = new ArrayList<>();
    streams.add(made.head(id + HEAD));
    if (gaze) {
      streams.add(made.placed(id + GAZE));
    }
    for (String side : List.of(LEFT, RIGHT)) {
      if (controllers) {
        streams.add(made.controller(id + side + CONTROLLER));
      }
      if (hands) {
        streams.add(made.placed(id + side + WRIST));
        streams.add(made.hand(id + side + HAND));
        streams.add(made.joints(id + side + JOINTS));
      }
    }
    return streams;
  }

  /// The stream of a body: how sure the headset is, and each joint's place and whether it is
  /// tracked.
  public static StreamSpec body(String id, double hz, @Nullable DeviceTicks ticks, BodySet set) {
    List<Channel> channels = new ArrayList<>();
    channels.add(new Channel("confidence", Unit.RATIO, 0, 1));
    for (String joint : set.joints()) {
      channels.addAll(Joints.channels(List.of(joint), REACH_METRES));
      channels.add(new Channel(joint + "_tracked", Unit.SWITCH, 0, 1));
    }
    return StreamSpec.signal(id + BODY, channels, hz, ticks);
  }

  /// x y z qx qy qz qw, tracked, foretold, origin.
  private StreamSpec head(String name) {
    List<Channel> channels = place();
    channels.add(new Channel("foretold", Unit.SECOND, -10, 10));
    channels.add(new Channel("origin", Unit.COUNT, 0, MOST_RECENTRED));
    return signal(name, channels);
  }

  /// x y z qx qy qz qw, tracked.
  private StreamSpec placed(String name) {
    return signal(name, place());
  }

  private static List<Channel> place() {
    List<Channel> channels = new ArrayList<>();
    for (Channel channel : Joints.channels(List.of("p"), REACH_METRES)) {
      channels.add(
          new Channel(channel.name().substring(2), channel.unit(), channel.low(), channel.high()));
    }
    channels.add(new Channel("tracked", Unit.SWITCH, 0, 1));
    return channels;
  }

  /// Grip and aim, then what is pressed.
  private StreamSpec controller(String name) {
    List<Channel> channels = new ArrayList<>(Joints.channels(List.of("grip"), REACH_METRES));
    channels.add(new Channel("tracked", Unit.SWITCH, 0, 1));
    channels.addAll(Joints.channels(List.of("aim"), REACH_METRES));
    channels.add(new Channel("trigger", Unit.RATIO, 0, 1));
    channels.add(new Channel("squeeze", Unit.RATIO, 0, 1));
    channels.add(new Channel("stick_x", Unit.NONE, -1, 1));
    channels.add(new Channel("stick_y", Unit.NONE, -1, 1));
    for (String button : List.of("primary", "secondary", "menu", "stick_pressed")) {
      channels.add(new Channel(button, Unit.SWITCH, 0, 1));
    }
    return signal(name, channels);
  }

  /// All joints in the frame of the wrist; nothing is published while the hand is not seen.
  private StreamSpec hand(String name) {
    return new StreamSpec(
        name, StreamKind.HAND, HandPose.spec(name, hz, "").channels(), hz, ticks, null, null);
  }

  /// How thick each joint is, how sure the runtime is of it, and what it looked at.
  private StreamSpec joints(String name) {
    List<Channel> channels = new ArrayList<>();
    for (int j = 0; j < HandJoint.COUNT; j++) {
      String joint = HandJoint.of(j).name().toLowerCase(Locale.ROOT);
      channels.add(new Channel(joint + "_radius", Unit.METRE, 0, WIDEST_JOINT_METRES));
      channels.add(new Channel(joint + "_tracked", Unit.SWITCH, 0, 1));
    }
    channels.add(new Channel("source", Unit.COUNT, 0, 2.5));
    return signal(name, channels);
  }

  private StreamSpec signal(String name, List<Channel> channels) {
    return StreamSpec.signal(name, channels, hz, ticks);
  }
}
