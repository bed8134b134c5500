package dev.handloom.app.merge;

import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.calibration.hand.JointSource;
import dev.handloom.calibration.merge.HandMerge;
import dev.handloom.calibration.merge.MergedHand;
import dev.handloom.calibration.merge.MergedStreams;
import dev.handloom.calibration.profile.JointTrust;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.space.Pose;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A glove's hand with the wrist that something else sees, live, as derived streams beside the
/// glove's.
public final class LiveMerge implements AutoCloseable {
  private static final long POLL_NANOS = 4_000_000L;

  /// How long a glove's sample waits for a sight of the wrist after it: a headset tells ninety
  /// times a second, a room's trackers send theirs on late by some ten milliseconds.
  private static final long PATIENCE_NANOS = 60_000_000L;

  /// A hand that is guessed from the range of its glove.
  private static final double UNCALIBRATED = 0.3;

  /// What a skeleton that a glove's own program makes is taken for: nobody says how good it is.
  private static final double UNKNOWN = 0.5;

  private static final int FROM_JOINTS = 2;

  private final Rig rig;
  private final RigGlove glove;
  private final WristSource source;
  private final Pose place;
  private final HandMerge merge;
  private final List<LiveStream> out = new ArrayList<>();
  private final Feed wrist;
  private final @Nullable Feed seen;
  private final @Nullable Sample surety;
  private final Thread thread;
  private volatile @Nullable Profile profile;
  private volatile boolean closed;
  private @Nullable Feed hand;
  private long count;

  LiveMerge(Rig rig, RigGlove glove, WristSource source, Pose place, long mostAgeNanos) {
    this.rig = rig;
    this.glove = glove;
    this.source = source;
    this.place = place;
    merge = new HandMerge(mostAgeNanos, PATIENCE_NANOS);
    List<String> from = new ArrayList<>(felt());
    from.addAll(source.names());
    MergedStreams streams = MergedStreams.of(glove.prefix(), glove.spec().nominalHz(), from);
    for (var spec : List.of(streams.wrist(), streams.hand(), streams.joints())) {
      out.add(rig.beside(spec));
    }
    wrist = new Feed(source.stream());
    LiveStream whole = source.hand();
    LiveStream joints = source.joints();
    seen = whole == null || joints == null ? null : new Feed(whole);
    surety = joints == null ? null : new Sample(joints.spec());
    thread = Thread.ofPlatform().name("merge " + glove.prefix()).daemon(true).unstarted(this::run);
  }

  /// The names of the glove's hand, the best first: a glove that sends hands has one before it is
  /// calibrated.
  private List<String> felt() {
    return glove.spec().kind() == StreamKind.HAND
        ? List.of(glove.handName(), glove.spec().name())
        : List.of(glove.handName());
  }

  void start() {
    thread.start();
  }

  public RigGlove glove() {
    return glove;
  }

  /// The device in whose space the wrist is told.
  public String space() {
    return source.stream().spec().device();
  }

  /// What the glove's hand is computed by from now on; null for a guess.
  public void wears(@Nullable Profile worn) {
    profile = worn;
  }

  private void run() {
    Sample[] samples = new Sample[out.size()];
    Arrays.setAll(samples, i -> new Sample(out.get(i).spec()));
    MergedHand merged = new MergedHand();
    while (!closed) {
      wrists();
      sights();
      fingers();
      while (merge.next(StudioClock.now(), merged)) {
        int known = MergedStreams.fill(merged, samples[0], samples[1], samples[2]);
        long arrival = StudioClock.now();
        for (int i = 0; i < samples.length; i++) {
          samples[i].sequence = count;
          samples[i].arrivalNanos = arrival;
          if ((known & 1 << i) != 0) {
            out.get(i).health().arrived(arrival);
            out.get(i).ring().publish(samples[i]);
          }
        }
        count++;
      }
      LockSupport.parkNanos(this, POLL_NANOS);
    }
  }

  private void wrists() {
    while (wrist.next()) {
      Sample at = wrist.sample();
      source
          .in(at)
          .ifPresent(pose -> merge.wrist(at.captureNanos, at.boundNanos, pose.then(place)));
    }
  }

  private void sights() {
    LiveStream joints = source.joints();
    if (seen == null || surety == null || joints == null) {
      return;
    }
    double[] tracked = new double[HandJoint.COUNT];
    while (seen.next()) {
      boolean guessed = false;
      if (joints.ring().latest(surety)) {
        for (int j = 0; j < tracked.length; j++) {
          tracked[j] = surety.values[FROM_JOINTS * j + 1];
        }
        guessed = surety.values[FROM_JOINTS * HandJoint.COUNT] > 1.5;
      }
      Sample at = seen.sample();
      merge.seen(at.captureNanos, at.boundNanos, at.values, tracked, guessed);
    }
  }

  private void fingers() {
    LiveStream now = null;
    for (String name : felt()) {
      now = now == null ? rig.hub().find(name).orElse(null) : now;
    }
    Feed feed = hand;
    if (now == null) {
      return;
    }
    if (feed == null || !feed.stream().equals(now)) {
      // Another calibration was put on: its hand is another stream of the same name.
      feed = new Feed(now);
      hand = feed;
    }
    JointSource[] sources = new JointSource[HandJoint.COUNT];
    double[] confidence = new double[HandJoint.COUNT];
    boolean told = false;
    while (feed.next()) {
      if (!told) {
        trust(sources, confidence);
        told = true;
      }
      Sample at = feed.sample();
      if (at.values.length == HandPose.VALUES) {
        merge.felt(at.captureNanos, at.boundNanos, at.values, sources, confidence);
      }
    }
  }

  private void trust(JointSource[] sources, double[] confidence) {
    Profile worn = profile;
    LiveStream angles = rig.hub().find(glove.anglesName()).orElse(null);
    if (worn != null && angles != null && angles.spec().channels().size() == 2 * HandAngles.COUNT) {
      Sample newest = new Sample(angles.spec());
      if (angles.ring().latest(newest)) {
        double[] bounds = Arrays.copyOfRange(newest.values, HandAngles.COUNT, 2 * HandAngles.COUNT);
        JointTrust.fill(worn, bounds, sources, confidence);
        return;
      }
    }
    boolean skeleton = glove.spec().kind() == StreamKind.HAND;
    Arrays.fill(sources, skeleton ? JointSource.MEASURED : JointSource.ASSUMED);
    Arrays.fill(confidence, skeleton ? UNKNOWN : UNCALIBRATED);
  }

  /// Takes the streams off again. The thread ends by itself.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    out.forEach(stream -> rig.underive(stream.spec().name()));
  }
}
