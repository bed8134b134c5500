package dev.handloom.app.space.touch;

import dev.handloom.app.merge.WristSource;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the tip of an index finger is, as a headset sees it. Belongs to one thread.
final class FingerTip {
  private static final int AT = HandJoint.INDEX_TIP.ordinal() * HandPose.PER_JOINT;

  /// Wrist and hand of one sight have one time.
  private static final long TOGETHER_NANOS = 1_000_000L;

  /// @param tip the middle of the fingertip, under the skin
  /// @param radiusMetres from there to the skin; 0 where the headset does not say
  record Seen(long nanos, Vec3 tip, Vec3 wrist, double radiusMetres) {}

  private final WristSource source;
  private final RingReader hands;
  private final RingReader wrists;
  private final Sample hand;
  private final Sample wrist;
  private final @Nullable LiveStream joints;
  private final @Nullable Sample sure;
  private final int radius;
  private final int tracked;
  private boolean any;

  FingerTip(WristSource source) {
    this.source = source;
    LiveStream whole = Objects.requireNonNull(source.hand(), "a hand");
    hands = whole.ring().reader();
    wrists = source.stream().ring().readerFromOldest();
    hand = new Sample(whole.spec());
    wrist = new Sample(source.stream().spec());
    joints = source.joints();
    sure = joints == null ? null : new Sample(joints.spec());
    List<String> names =
        joints == null ? List.of() : joints.spec().channels().stream().map(Channel::name).toList();
    radius = names.indexOf("index_tip_radius");
    tracked = names.indexOf("index_tip_tracked");
  }

  /// The next that has come; empty where none has, or where it is not seen.
  Optional<Seen> poll() {
    while (hands.poll(hand)) {
      Optional<Seen> seen = seen();
      if (seen.isPresent()) {
        return seen;
      }
    }
    return Optional.empty();
  }

  private Optional<Seen> seen() {
    // The wrist of a sight is published before its hand.
    while ((!any || wrist.captureNanos < hand.captureNanos - TOGETHER_NANOS)
        && wrists.poll(wrist)) {
      any = true;
    }
    if (!any || Math.abs(wrist.captureNanos - hand.captureNanos) > TOGETHER_NANOS) {
      return Optional.empty();
    }
    double thick = 0;
    if (joints != null && sure != null && joints.ring().latest(sure)) {
      if (tracked >= 0 && sure.values[tracked] < 0.5) {
        return Optional.empty();
      }
      thick = radius < 0 ? 0 : sure.values[radius];
    }
    Optional<Pose> at = source.in(wrist);
    if (at.isEmpty()) {
      return Optional.empty();
    }
    Vec3 local = new Vec3(hand.values[AT], hand.values[AT + 1], hand.values[AT + 2]);
    return Optional.of(
        new Seen(hand.captureNanos, at.get().apply(local), at.get().position(), thick));
  }
}
