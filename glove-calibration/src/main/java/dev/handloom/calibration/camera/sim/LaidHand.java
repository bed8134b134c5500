package dev.handloom.calibration.camera.sim;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.hand.Landmark;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A person's flat hand on a sheet, its palm down: drawn into a picture of the sheet as thick round
/// bones, and the places on it that a person would mark. Its thickness is the person's own.
public final class LaidHand {
  private static final double USUAL_METRES = 0.186;
  private static final int SKIN = 150;

  /// A bone with flesh, in the sheet's frame: up has a negative z.
  private record Limb(Vec3 from, Vec3 to, double radius) {}

  private final List<Limb> limbs = new ArrayList<>();
  private final Map<Landmark, Vec3> places = new EnumMap<>(Landmark.class);

  /// @param thickness 1 for a usual one
  /// @param sheetFromWrist x and y in metres on the sheet, and which way the fingers point
  public LaidHand(
      HandSize size, HandSide side, double thickness, Vec3 sheetFromWrist, double towards) {
    double scale = thickness * HandMeasure.length(size) / USUAL_METRES;
    double[] joints = new double[HandPose.VALUES];
    new ForwardKinematics(side, size).solve(new double[HandAngles.COUNT], joints);
    Map<Landmark, Double> heights = new EnumMap<>(Landmark.class);
    for (Landmark each : Landmark.values()) {
      heights.put(each, each.heightMm() / 1000 * scale);
    }
    Vec3 wrist = at(Vec3.ZERO, sheetFromWrist, towards, 0.017 * scale);
    for (Finger finger : Finger.values()) {
      int base = finger.base().ordinal();
      int bones = size.bones()[finger.ordinal()].length;
      Vec3 before = wrist;
      for (int b = 0; b <= bones; b++) {
        boolean palm = b <= 1 && finger != Finger.THUMB;
        Vec3 joint = at(joint(joints, base + b), sheetFromWrist, towards, 0.010 * scale);
        limbs.add(new Limb(before, joint, (palm ? 0.0125 : 0.0085) * scale));
        before = joint;
      }
    }
    places.put(
        Landmark.WRIST,
        at(Vec3.ZERO, sheetFromWrist, towards, heights.getOrDefault(Landmark.WRIST, 0.0)));
    place(Landmark.MIDDLE_TIP, joints, Finger.MIDDLE, true, sheetFromWrist, towards, heights);
    place(Landmark.INDEX_KNUCKLE, joints, Finger.INDEX, false, sheetFromWrist, towards, heights);
    place(Landmark.LITTLE_KNUCKLE, joints, Finger.LITTLE, false, sheetFromWrist, towards, heights);
  }

  private void place(
      Landmark which,
      double[] joints,
      Finger finger,
      boolean tip,
      Vec3 wrist,
      double towards,
      Map<Landmark, Double> heights) {
    int joint = finger.base().ordinal() + (tip ? 4 : 1);
    places.put(which, at(joint(joints, joint), wrist, towards, heights.getOrDefault(which, 0.0)));
  }

  private static Vec3 joint(double[] joints, int index) {
    int at = index * HandPose.PER_JOINT;
    return new Vec3(joints[at], joints[at + 1], joints[at + 2]);
  }

  /// From the wrist's frame, which looks along its own negative z, onto the sheet.
  private static Vec3 at(Vec3 joint, Vec3 wrist, double towards, double height) {
    double forward = -joint.z();
    double across = joint.x();
    double cos = Math.cos(towards);
    double sin = Math.sin(towards);
    return new Vec3(
        wrist.x() + forward * cos - across * sin,
        wrist.y() + forward * sin + across * cos,
        -height);
  }

  /// Where each landmark is seen, in a picture.
  public Map<Landmark, double[]> pixels(CameraModel camera, Pose cameraFromSheet) {
    Map<Landmark, double[]> seen = new EnumMap<>(Landmark.class);
    places.forEach((which, place) -> {
      Vec3 there = cameraFromSheet.apply(place);
      double[] pixel = new double[2];
      camera.project(new double[] {there.x(), there.y(), there.z()}, pixel);
      seen.put(which, pixel);
    });
    return seen;
  }

  /// Draws it over a picture of the sheet.
  public void draw(byte[] grey, CameraModel camera, Pose cameraFromSheet, Random random) {
    Pose sheetFromCamera = cameraFromSheet.inverse();
    Vec3 eye = sheetFromCamera.position();
    double[] ray = new double[3];
    for (int v = 0; v < camera.height(); v++) {
      for (int u = 0; u < camera.width(); u++) {
        if (camera.unproject(u, v, ray)) {
          Vec3 way = sheetFromCamera.rotation().rotate(new Vec3(ray[0], ray[1], ray[2])).unit();
          double light = shade(eye, way);
          if (light > 0) {
            double value = SKIN * light + 2 * random.nextGaussian();
            grey[v * camera.width() + u] = (byte) Math.clamp(Math.round(value), 0, 255);
          }
        }
      }
    }
  }

  /// How bright it is along a ray: brighter where it is met full; 0 where the ray passes by.
  private double shade(Vec3 eye, Vec3 way) {
    double most = 0;
    for (Limb limb : limbs) {
      Vec3 bone = limb.to.minus(limb.from);
      double length = bone.length();
      Vec3 along = bone.times(1 / Math.max(length, 1e-9));
      // The nearest points of the ray and the bone.
      Vec3 between = eye.minus(limb.from);
      double d = way.dot(along);
      double e = way.dot(between);
      double f = along.dot(between);
      double across = Math.max(1e-9, 1 - d * d);
      double on = Math.clamp((f - d * e) / across, 0, length);
      Vec3 point = limb.from.plus(along.times(on));
      double far = point.minus(eye).dot(way);
      double off = eye.plus(way.times(far)).distance(point);
      if (off < limb.radius) {
        double met = Math.sqrt(1 - off * off / (limb.radius * limb.radius));
        most = Math.max(most, 0.45 + 0.55 * met);
      }
    }
    return most;
  }
}
