package dev.handloom.calibration.profile;

import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.hand.HandReading;
import dev.handloom.calibration.hand.JointSource;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.space.Pose;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A profile applied to the live stream of its glove: raw in, a hand of 26 joints out. Runs on the
/// glove's thread and allocates nothing per sample.
public final class ProfiledHand implements Processor {
  /// Version of the arithmetic; a derived stream names it so that it can be made again.
  static final int VERSION = 1;

  private final Profile profile;
  private final StreamSpec output;
  private final GloveReader reader;
  private final GloveModel.Predictor predictor;
  private final ForwardKinematics kinematics;
  private final double[] read;
  private final double[] angles = new double[HandAngles.COUNT];
  private final double[] bounds = new double[HandAngles.COUNT];

  /// @throws IllegalArgumentException where the profile was made on another glove
  public ProfiledHand(StreamSpec input, String outputName, Profile profile) {
    this.profile = profile;
    reader = GloveReader.of(input, profile.side());
    if (!profile.fits(reader.channels())) {
      throw new IllegalArgumentException(
          "The profile "
              + profile.id()
              + " was made on a glove with other channels than "
              + input.name());
    }
    output = HandPose.spec(outputName, input.nominalHz(), maker(profile));
    predictor = profile.model().predictor();
    kinematics = new ForwardKinematics(profile.side(), profile.size());
    read = new double[reader.channels().size()];
  }

  /// What made a derived stream: the arithmetic, its version and the profile.
  static String maker(Profile profile) {
    return "glove-profile " + VERSION + " " + profile.id();
  }

  @Override
  public StreamSpec output() {
    return output;
  }

  @Override
  public boolean process(Sample in, Sample out) {
    reader.read(in.values, read);
    if (silent(read)) {
      return false;
    }
    predictor.angles(read, angles);
    kinematics.solve(angles, out.values);
    for (Finger finger : FINGERS) {
      if (!profile.fingers().contains(finger)) {
        int from = finger.base().ordinal() * HandPose.PER_JOINT;
        Arrays.fill(out.values, from, from + finger.joints() * HandPose.PER_JOINT, Double.NaN);
      }
    }
    return true;
  }

  private static final Finger[] FINGERS = Finger.values();

  /// A glove that says nothing has no hand in it.
  static boolean silent(double[] read) {
    for (double value : read) {
      if (!Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  /// The last hand, with what stands behind each joint. Allocates; not for every sample.
  ///
  /// @param hand the values that the last [#process] gave
  public HandReading reading(double[] hand, @Nullable Pose wrist) {
    predictor.bounds(bounds);
    JointSource[] sources = new JointSource[HandJoint.COUNT];
    double[] confidence = new double[HandJoint.COUNT];
    JointTrust.fill(profile, bounds, sources, confidence);
    return new HandReading(profile.side(), hand.clone(), sources, confidence, wrist);
  }
}
