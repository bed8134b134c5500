package dev.handloom.calibration.merge;

import dev.handloom.calibration.hand.JointSource;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.space.Pose;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Merges what a glove feels with where something else sees the wrist, and with the hand that a
/// headset sees where the glove says nothing.
///
/// A glove's sample waits until the wrist has been seen after it, so that its place is read between
/// two sights and not foretold; not longer than [#patienceNanos]. While the glove is silent the
/// headset's hand stands in.
public final class HandMerge {
  /// Of how hands are merged; raised when the same streams would give others.
  public static final int VERSION = 1;

  /// A sight of the wrist older than this says nothing, where the rig does not say otherwise.
  public static final long USUAL_AGE_NANOS = 100_000_000L;

  /// A glove that says nothing for so long is silent.
  private static final long SILENT_NANOS = 250_000_000L;

  private static final int MOST_WAITING = 512;
  private static final int MOST_RECENT = 64;

  private static final double GUESSED = 0.4;

  private record Felt(
      long nanos, long bound, double[] joints, JointSource[] sources, double[] confidence) {}

  private record Sight(
      long nanos, long bound, double[] joints, double[] tracked, boolean guessed) {}

  private final long mostAgeNanos;
  private final long patienceNanos;
  private final WristTrack wrists;
  private final Deque<Felt> felt = new ArrayDeque<>();

  /// That may have to stand in for the glove.
  private final Deque<Sight> waiting = new ArrayDeque<>();

  /// That may fill in what the glove lacks.
  private final Deque<Sight> recent = new ArrayDeque<>();

  private long lastFelt = Long.MIN_VALUE / 2;
  private long lastGiven = Long.MIN_VALUE;

  /// @param mostAgeNanos how old a sight may be that is still used, and how far two may lie apart
  ///   between which a place is read
  /// @param patienceNanos how long a glove's sample waits for a sight after it
  public HandMerge(long mostAgeNanos, long patienceNanos) {
    if (mostAgeNanos <= 0 || patienceNanos < 0) {
      throw new IllegalArgumentException(mostAgeNanos + " ns, " + patienceNanos + " ns");
    }
    this.mostAgeNanos = mostAgeNanos;
    this.patienceNanos = patienceNanos;
    wrists = new WristTrack(mostAgeNanos);
  }

  /// The glove felt the fingers. Samples that came at once may have one time; one from before the
  /// last is left out.
  ///
  /// @param joints as [HandPose], in the wrist's frame
  public void felt(
      long nanos, long bound, double[] joints, JointSource[] sources, double[] confidence) {
    if (nanos < lastFelt) {
      return;
    }
    lastFelt = nanos;
    felt.addLast(new Felt(nanos, bound, joints.clone(), sources.clone(), confidence.clone()));
    if (felt.size() > MOST_WAITING) {
      felt.removeFirst();
    }
  }

  /// Somebody saw the wrist.
  public void wrist(long nanos, long bound, Pose pose) {
    wrists.add(nanos, bound, pose);
  }

  /// A headset saw the whole hand.
  ///
  /// @param joints in the wrist's frame
  /// @param tracked one a joint, 1 where it was seen and 0 where it was guessed
  /// @param guessed whether all of it was guessed, from a controller
  public void seen(long nanos, long bound, double[] joints, double[] tracked, boolean guessed) {
    Sight sight = new Sight(nanos, bound, joints.clone(), tracked.clone(), guessed);
    waiting.addLast(sight);
    recent.addLast(sight);
    if (waiting.size() > MOST_WAITING) {
      waiting.removeFirst();
    }
    if (recent.size() > MOST_RECENT) {
      recent.removeFirst();
    }
  }

  /// How long a glove's sample waits for a sight after it.
  public long patienceNanos() {
    return patienceNanos;
  }

  /// Gives the next hand, in the order of time.
  ///
  /// @param nowNanos studio time; the greatest number where nothing more will come
  /// @return false where there is none yet
  public boolean next(long nowNanos, MergedHand into) {
    while (!felt.isEmpty()) {
      Felt first = felt.getFirst();
      if (first.nanos >= lastGiven
          && !wrists.reaches(first.nanos)
          && nowNanos - first.nanos < patienceNanos) {
        return false;
      }
      felt.removeFirst();
      if (first.nanos >= lastGiven) {
        begin(into, first.nanos, first.bound);
        take(first, into);
        lastGiven = first.nanos;
        return true;
      }
    }
    while (!waiting.isEmpty()) {
      Sight first = waiting.getFirst();
      boolean alone = first.nanos - lastFelt > SILENT_NANOS;
      if (alone && nowNanos - first.nanos < patienceNanos) {
        // The glove may only be late.
        return false;
      }
      waiting.removeFirst();
      if (alone && first.nanos > lastGiven) {
        begin(into, first.nanos, first.bound);
        fill(first, into);
        lastGiven = first.nanos;
        return true;
      }
    }
    return false;
  }

  private void begin(MergedHand into, long nanos, long bound) {
    into.captureNanos = nanos;
    into.boundNanos = bound;
    Arrays.fill(into.joints, Double.NaN);
    Arrays.fill(into.origins, JointOrigin.NOTHING);
    Arrays.fill(into.confidence, 0);
    wrists.at(nanos, into);
    int at = HandJoint.WRIST.ordinal() * HandPose.PER_JOINT;
    Arrays.fill(into.joints, at, at + HandPose.PER_JOINT - 1, 0);
    into.joints[at + HandPose.PER_JOINT - 1] = 1;
  }

  private void take(Felt hand, MergedHand into) {
    Sight sight = nearest(hand.nanos);
    for (int joint = 0; joint < HandJoint.COUNT; joint++) {
      if (whole(hand.joints, joint) && hand.sources[joint] != JointSource.MISSING) {
        copy(hand.joints, joint, into);
        into.origins[joint] = JointOrigin.of(hand.sources[joint]);
        into.confidence[joint] = hand.confidence[joint];
      } else if (sight != null) {
        look(sight, joint, into);
      }
    }
    wristJoint(into);
  }

  private static void fill(Sight sight, MergedHand into) {
    for (int joint = 0; joint < HandJoint.COUNT; joint++) {
      look(sight, joint, into);
    }
    wristJoint(into);
  }

  /// What is said of the wrist is said of its place in the room.
  private static void wristJoint(MergedHand into) {
    int wrist = HandJoint.WRIST.ordinal();
    into.origins[wrist] = into.wrist == null ? JointOrigin.NOTHING : JointOrigin.SEEN;
    into.confidence[wrist] = into.wristConfidence;
  }

  private static void look(Sight sight, int joint, MergedHand into) {
    double[] joints = sight.joints;
    if (!whole(joints, joint)) {
      return;
    }
    boolean guess = sight.guessed || sight.tracked[joint] == 0;
    if (joint != HandJoint.WRIST.ordinal()) {
      copy(joints, joint, into);
    }
    into.origins[joint] = guess ? JointOrigin.GUESSED : JointOrigin.SEEN;
    into.confidence[joint] = guess ? GUESSED : 1;
  }

  private @Nullable Sight nearest(long nanos) {
    Sight best = null;
    for (Sight each : recent) {
      if (best == null || Math.abs(each.nanos - nanos) < Math.abs(best.nanos - nanos)) {
        best = each;
      }
    }
    return best == null || Math.abs(best.nanos - nanos) > mostAgeNanos ? null : best;
  }

  private static boolean whole(double[] joints, int joint) {
    int at = joint * HandPose.PER_JOINT;
    return Double.isFinite(joints[at] + joints[at + 1] + joints[at + 2]);
  }

  private static void copy(double[] from, int joint, MergedHand into) {
    if (joint == HandJoint.WRIST.ordinal()) {
      return;
    }
    int at = joint * HandPose.PER_JOINT;
    System.arraycopy(from, at, into.joints, at, HandPose.PER_JOINT);
  }
}
