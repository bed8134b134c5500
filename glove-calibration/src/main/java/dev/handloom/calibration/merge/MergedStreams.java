package dev.handloom.calibration.merge;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.MergedHands;
import dev.handloom.device.space.Pose;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A merged hand as streams: where the wrist is, the joints as the wrist sees them, and where each
/// of them comes from.
///
/// @param wrist x y z qx qy qz qw in the space of whatever sees it; nothing is published while that
///   is not known
/// @param hand the joints, as [HandPose]; nothing is published while no finger is known
/// @param joints for each joint where it comes from, as [JointOrigin], and its confidence; then
///   whether the wrist is known, and the age of its nearest sight
public record MergedStreams(StreamSpec wrist, StreamSpec hand, StreamSpec joints) {
  /// Nobody walks farther from where a session began.
  private static final double REACH_METRES = 50;

  private static final int PER_JOINT = 2;

  /// @param prefix what the names begin with
  /// @param sources the streams that it is made of
  public static MergedStreams of(String prefix, double hz, List<String> sources) {
    String maker = MergedHands.maker(HandMerge.VERSION, sources);
    List<Channel> place = new ArrayList<>();
    for (String axis : List.of("x", "y", "z")) {
      place.add(new Channel(axis, Unit.METRE, -REACH_METRES, REACH_METRES));
    }
    for (String part : List.of("qx", "qy", "qz", "qw")) {
      place.add(new Channel(part, Unit.NONE, -1, 1));
    }
    List<Channel> told = new ArrayList<>();
    for (HandJoint joint : HandJoint.values()) {
      String name = joint.name().toLowerCase(Locale.ROOT);
      told.add(new Channel(name + "_from", Unit.NONE, 0, JointOrigin.values().length));
      told.add(new Channel(name + "_confidence", Unit.RATIO, 0, 1));
    }
    told.add(new Channel("wrist_known", Unit.SWITCH, 0, 1));
    told.add(new Channel("wrist_age", Unit.SECOND, 0, 10));
    return new MergedStreams(
        signal(prefix + MergedHands.WRIST, place, hz, maker),
        HandPose.spec(prefix + MergedHands.HAND, hz, maker),
        signal(prefix + MergedHands.JOINTS, told, hz, maker));
  }

  private static StreamSpec signal(String name, List<Channel> channels, double hz, String maker) {
    return new StreamSpec(name, StreamKind.SIGNAL, channels, hz, null, null, maker);
  }

  /// @return whether it is known
  static boolean fillWrist(MergedHand hand, Sample into) {
    Pose pose = hand.wrist;
    if (pose == null) {
      return false;
    }
    into.values[0] = pose.position().x();
    into.values[1] = pose.position().y();
    into.values[2] = pose.position().z();
    into.values[3] = pose.rotation().x();
    into.values[4] = pose.rotation().y();
    into.values[5] = pose.rotation().z();
    into.values[6] = pose.rotation().w();
    return true;
  }

  /// Fills three samples.
  ///
  /// @return which of them are to be published: 1 the wrist, 2 the hand, 4 the joints
  public static int fill(MergedHand merged, Sample wrist, Sample hand, Sample joints) {
    int known = 4;
    if (fillWrist(merged, wrist)) {
      known |= 1;
    }
    if (merged.fingers()) {
      System.arraycopy(merged.joints, 0, hand.values, 0, HandPose.VALUES);
      known |= 2;
    }
    for (int joint = 0; joint < HandJoint.COUNT; joint++) {
      joints.values[PER_JOINT * joint] = merged.origins[joint].ordinal();
      joints.values[PER_JOINT * joint + 1] = merged.confidence[joint];
    }
    int after = PER_JOINT * HandJoint.COUNT;
    joints.values[after] = merged.wrist == null ? 0 : 1;
    joints.values[after + 1] = merged.wristAgeNanos / 1e9;
    for (Sample each : List.of(wrist, hand, joints)) {
      each.captureNanos = merged.captureNanos;
      each.boundNanos = merged.boundNanos;
      each.deviceTicks = Sample.NO_TICKS;
    }
    return known;
  }
}
