package dev.handloom.store.importer.egodex;

import dev.handloom.device.driver.skeleton.Joints;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.egodex.EgoDexEpisode;
import dev.handloom.store.export.egodex.EgoDexJoints;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.importer.rows.EvenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Turns matrices of joints into streams.
record HandRows(Map<String, double[]> matrices, EvenRows times) {
  /// From a head's axes (x right, y up, looking along −z) to a camera's (x right, y down, z on).
  private static final Quat LOOKING = new Quat(1, 0, 0, 0);

  private static final double FARTHEST_METRES = 100;

  private int rows() {
    return times.nanos().length;
  }

  private Numbers numbers(StreamSpec spec, double[][] values) {
    return new Numbers(spec, times.nanos(), values, Sample.UNBOUNDED);
  }

  /// Where the head is, as a tracker between the eyes would tell it.
  List<Numbers> camera() {
    double[] camera = matrices.get(EgoDexEpisode.CAMERA);
    if (camera == null) {
      return List.of();
    }
    double[][] values = new double[rows()][];
    for (int row = 0; row < rows(); row++) {
      values[row] =
          flat(EgoDexSource.pose(camera, row).then(new Pose(Vec3.ZERO, LOOKING.inverse())));
    }
    return List.of(numbers(EvenRows.poses("head/pose", times.hz()), values));
  }

  /// A hand told from its wrist, and where that is; nothing where a joint is not there.
  List<Numbers> hand(HandSide side) {
    String word = side.name().toLowerCase(Locale.ROOT);
    double[][] joints = new double[HandJoint.COUNT][];
    for (HandJoint joint : HandJoint.values()) {
      Optional<String> name = EgoDexJoints.name(side, joint);
      if (name.isPresent()) {
        double[] found = matrices.get(name.get());
        if (found == null) {
          return List.of();
        }
        joints[joint.ordinal()] = found;
      }
    }
    double[][] hand = new double[rows()][];
    double[][] wrists = new double[rows()][];
    for (int row = 0; row < rows(); row++) {
      Pose[] poses = new Pose[HandJoint.COUNT];
      for (int j = 0; j < joints.length; j++) {
        if (j != HandJoint.PALM.ordinal()) {
          poses[j] = EgoDexJoints.fromArKit(side, EgoDexSource.pose(joints[j], row));
        }
      }
      poses[HandJoint.PALM.ordinal()] =
          palm(
              poses[HandJoint.MIDDLE_METACARPAL.ordinal()],
              poses[HandJoint.MIDDLE_PROXIMAL.ordinal()]);
      Pose wrist = poses[HandJoint.WRIST.ordinal()];
      wrists[row] = flat(wrist);
      hand[row] = new double[HandPose.VALUES];
      for (int j = 0; j < joints.length; j++) {
        System.arraycopy(
            flat(wrist.inverse().then(poses[j])), 0, hand[row], j * HandPose.PER_JOINT, 7);
      }
    }
    StreamSpec like = HandPose.spec(word + "-hand/hand", times.hz(), "import");
    StreamSpec spec =
        new StreamSpec(
            like.name(),
            StreamKind.HAND,
            like.channels(),
            times.hz(),
            DeviceTicks.MADE_UP,
            null,
            null);
    return List.of(
        numbers(spec, hand), numbers(EvenRows.poses(word + "-wrist/pose", times.hz()), wrists));
  }

  /// EgoDex has no palm; OpenXR's lies between the middle finger's lowest two joints.
  private static Pose palm(Pose lower, Pose upper) {
    return new Pose(lower.position().towards(upper.position(), 0.5), lower.rotation());
  }

  List<Numbers> confidences(HandSide side, Map<String, double[]> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    List<Channel> channels = new ArrayList<>();
    found.keySet().forEach(joint -> channels.add(new Channel(word(joint), Unit.RATIO, 0, 1)));
    double[][] values = new double[rows()][channels.size()];
    int column = 0;
    for (double[] one : found.values()) {
      for (int row = 0; row < rows(); row++) {
        values[row][column] = one[row];
      }
      column++;
    }
    String stream = side.name().toLowerCase(Locale.ROOT) + "-hand/confidence";
    return List.of(
        numbers(StreamSpec.signal(stream, channels, times.hz(), DeviceTicks.MADE_UP), values));
  }

  private static String word(String joint) {
    return joint.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /// Everything that is no hand: hip, spine, neck, arms.
  List<Numbers> body() {
    List<String> names =
        matrices.keySet().stream()
            .filter(name -> !name.equals(EgoDexEpisode.CAMERA))
            .filter(name -> !name.matches("(left|right)(Hand|.*(Thumb|Finger).*)"))
            .toList();
    if (names.isEmpty()) {
      return List.of();
    }
    double[][] values = new double[rows()][names.size() * Joints.PER_JOINT];
    for (int n = 0; n < names.size(); n++) {
      double[] joint = matrices.getOrDefault(names.get(n), new double[0]);
      for (int row = 0; row < rows(); row++) {
        System.arraycopy(
            flat(EgoDexSource.pose(joint, row)), 0, values[row], n * Joints.PER_JOINT, 7);
      }
    }
    return List.of(
        numbers(
            StreamSpec.signal(
                "body/joints",
                Joints.channels(names, FARTHEST_METRES),
                times.hz(),
                DeviceTicks.MADE_UP),
            values));
  }

  private static double[] flat(Pose pose) {
    Vec3 at = pose.position();
    Quat q = pose.rotation();
    return new double[] {at.x(), at.y(), at.z(), q.x(), q.y(), q.z(), q.w()};
  }
}
