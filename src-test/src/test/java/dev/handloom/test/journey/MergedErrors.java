package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.merge.JointOrigin;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.sim.truth.Truth;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How far merged hands lie from the scripted person's, in millimetres, by joint.
///
/// @param from how many samples, by what their index finger is from
record MergedErrors(Map<HandJoint, List<Double>> all, Map<JointOrigin, Integer> from) {
  double at(@Nullable HandJoint joint, double share) {
    List<Double> some = new ArrayList<>();
    all.forEach((each, found) -> {
      if (joint == null || joint == each) {
        some.addAll(found);
      }
    });
    some.sort(null);
    return some.get((int) (share * (some.size() - 1)));
  }

  int count(JointOrigin origin) {
    return from.getOrDefault(origin, 0);
  }

  double median(@Nullable HandJoint joint) {
    return at(joint, 0.5);
  }

  double most(@Nullable HandJoint joint) {
    return at(joint, 0.95);
  }

  String words() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "all %.1f mm (95 %%: %.1f);", median(null), most(null)));
    for (HandJoint joint :
        List.of(
            HandJoint.WRIST,
            HandJoint.INDEX_PROXIMAL,
            HandJoint.THUMB_TIP,
            HandJoint.INDEX_TIP,
            HandJoint.MIDDLE_TIP,
            HandJoint.RING_TIP,
            HandJoint.LITTLE_TIP)) {
      text.append(
          String.format(
              Locale.ROOT,
              " %s %.1f (%.1f)",
              joint.name().toLowerCase(Locale.ROOT),
              median(joint),
              most(joint)));
    }
    return text + " " + from;
  }

  /// @param felt whether of the samples that the glove felt, or of those that the headset saw
  static MergedErrors of(EpisodeReader episode, Truth truth, HandSide side, boolean felt) {
    String glove = side.word() + "-glove";
    StreamSamples wrist = episode.signal(glove + "/merged-wrist").orElseThrow();
    StreamSamples joints = episode.signal(glove + "/merged-joints").orElseThrow();
    StreamSamples hand =
        episode.hands().stream()
            .filter(each -> each.spec().name().equals(glove + "/merged-hand"))
            .findFirst()
            .orElseThrow();
    assertTrue(hand.size() > 200, glove + " has " + hand.size() + " hands");
    MergedErrors errors = new MergedErrors(new HashMap<>(), new EnumMap<>(JointOrigin.class));
    WorldHand world = new WorldHand(side);
    double[] place = new double[HandPose.PER_JOINT];
    double[] all = new double[HandPose.VALUES];
    long before = Long.MIN_VALUE;
    // Where several came at once, nobody knows which wrist is whose.
    Set<Long> moments = new HashSet<>();
    for (int i = 0; i < hand.size(); i++) {
      long at = hand.captureNanos(i);
      assertTrue(at >= before, "never back in time");
      before = at;
      int seen = wrist.indexAt(at);
      if (seen < 0 || wrist.captureNanos(seen) != at || !moments.add(at)) {
        continue;
      }
      int told = joints.indexAt(at);
      JointOrigin from = JointOrigin.of(joints.value(told, 2 * HandJoint.INDEX_DISTAL.ordinal()));
      errors.from().merge(from, 1, Integer::sum);
      if (felt == (from == JointOrigin.SEEN)) {
        continue;
      }
      wrist.values(seen, place);
      hand.values(i, all);
      Pose merged = pose(place, 0);
      world.at(truth.at(at));
      for (HandJoint joint : HandJoint.values()) {
        Vec3 point = merged.apply(pose(all, joint.ordinal() * HandPose.PER_JOINT).position());
        errors
            .all()
            .computeIfAbsent(joint, _ -> new ArrayList<>())
            .add(1000 * point.distance(world.joint(joint).position()));
      }
    }
    return errors;
  }

  private static Pose pose(double[] v, int at) {
    return new Pose(
        new Vec3(v[at], v[at + 1], v[at + 2]),
        new Quat(v[at + 3], v[at + 4], v[at + 5], v[at + 6]).unit());
  }
}
