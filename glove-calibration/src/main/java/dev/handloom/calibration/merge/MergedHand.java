package dev.handloom.calibration.merge;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.space.Pose;
import org.jspecify.annotations.Nullable;

/// A hand at one moment, put together. A holder that is filled again and again.
public final class MergedHand {
  /// Studio time of the glove's sample, or of the headset's where the glove is silent.
  public long captureNanos;

  /// How far that may be from the truth.
  public long boundNanos;

  /// All joints in the wrist's frame, laid out as [HandPose]; NaN where missing.
  public final double[] joints = new double[HandPose.VALUES];

  public final JointOrigin[] origins = new JointOrigin[HandJoint.COUNT];

  /// One a joint, 0 to 1.
  public final double[] confidence = new double[HandJoint.COUNT];

  /// In the space of whatever sees it; null where it is not known at that time.
  public @Nullable Pose wrist;

  /// How far the nearest sight of the wrist lies from the time of the hand.
  public long wristAgeNanos;

  /// 0 to 1: less for a wrist that was only seen before, less the longer ago.
  public double wristConfidence;

  /// Whether anything is known of the fingers.
  public boolean fingers() {
    for (int joint = 0; joint < HandJoint.COUNT; joint++) {
      if (joint != HandJoint.WRIST.ordinal()
          && joint != HandJoint.PALM.ordinal()
          && origins[joint] != JointOrigin.NOTHING) {
        return true;
      }
    }
    return false;
  }
}
