package dev.handloom.calibration.profile;

import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.run.Hold;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSize;

/// How far fingertips may be from where they are said to be, in millimetres: from how far the
/// joints are known, and from how far the hand's size is.
///
/// Pinches judge the size: tips that touch and are said to stay apart have wrong bones between
/// them, or joints further off than was thought; either way the tips are no better known than that.
///
/// @param millimetres 19 times in 20, root mean square over the fingers that are there
/// @param ofSize how much of it comes from the size of the hand, as it was measured
/// @param ofPinches how far tips are apart that touch, root mean square; 0 without pinches
public record FingertipBound(double millimetres, double ofSize, double ofPinches) {
  /// With a ruler, or on a printed sheet, which is the coarser of the two.
  public static final double MEASURED_MM = 7;

  /// Nobody measured it: adults' hands differ by so much, twice their spread.
  public static final double NOT_MEASURED_MM = 22;

  /// Fingers of hands of one length differ by so much of their own.
  private static final double PROPORTIONS = 0.04;

  private static final double NUDGE = 1e-4;

  /// An adult's numbers, as they stand where nobody has entered others: rounded to millimetres.
  private static final double SAME_METRES = 0.0006;

  /// With the doubt that a size has by what it looks like.
  public static FingertipBound of(Profile profile) {
    return of(profile, measured(profile.size()) ? MEASURED_MM : NOT_MEASURED_MM);
  }

  /// Whether it is other than the size that stands where nobody measured.
  public static boolean measured(HandSize size) {
    return Math.abs(HandMeasure.length(size) - HandMeasure.length(HandSize.ADULT)) > SAME_METRES
        || Math.abs(HandMeasure.knuckles(size) - HandMeasure.knuckles(HandSize.ADULT))
            > SAME_METRES;
  }

  /// @param sizeDoubtMm how far the length of the hand is known, in 95 cases of 100
  public static FingertipBound of(Profile profile, double sizeDoubtMm) {
    ForwardKinematics kinematics = new ForwardKinematics(profile.side(), profile.size());
    GloveModel.Predictor predictor = profile.model().predictor();
    double[] angles = new double[HandAngles.COUNT];
    double[] bounds = new double[HandAngles.COUNT];
    double[] joints = new double[HandPose.VALUES];
    double[] nudged = new double[HandPose.VALUES];
    double lengthMm = 1000 * HandMeasure.length(profile.size());
    double byAngles = 0;
    double bySize = 0;
    int count = 0;
    for (Hold hold : profile.holds()) {
      predictor.angles(hold.mean(), angles);
      predictor.bounds(bounds);
      kinematics.solve(angles, joints);
      for (Finger finger : profile.fingers()) {
        int tip = finger.tip().ordinal() * HandPose.PER_JOINT;
        for (int a = 0; a < HandAngles.PER_FINGER; a++) {
          int index = HandAngles.index(finger, a);
          double kept = angles[index];
          angles[index] = kept + NUDGE;
          kinematics.solve(angles, nudged);
          angles[index] = kept;
          double lever = 1000 * distance(joints, nudged, tip) / NUDGE;
          byAngles += lever * lever * bounds[index] * bounds[index];
        }
        double share = sizeDoubtMm / lengthMm;
        double reach = 1000 * length(joints, tip);
        bySize += reach * reach * (share * share + PROPORTIONS * PROPORTIONS);
        count++;
      }
    }
    double fromSize = count == 0 ? Double.NaN : Math.sqrt(bySize / count);
    double fromPinches = pinches(profile);
    double fromAngles = count == 0 ? Double.NaN : Math.sqrt(byAngles / count);
    // A gap is shared by two tips; what angles and size explain of it is not counted twice.
    double known = Math.hypot(fromAngles, fromSize);
    double apart = fromPinches / Math.sqrt(2) * 2;
    return new FingertipBound(Math.max(known, apart), fromSize, fromPinches);
  }

  private static double pinches(Profile profile) {
    double sum = 0;
    int count = 0;
    for (double gap : profile.quality().pinches()) {
      if (!Double.isNaN(gap)) {
        sum += gap * gap;
        count++;
      }
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }

  private static double distance(double[] a, double[] b, int at) {
    double x = a[at] - b[at];
    double y = a[at + 1] - b[at + 1];
    double z = a[at + 2] - b[at + 2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  private static double length(double[] joints, int at) {
    return Math.sqrt(
        joints[at] * joints[at]
            + joints[at + 1] * joints[at + 1]
            + joints[at + 2] * joints[at + 2]);
  }
}
