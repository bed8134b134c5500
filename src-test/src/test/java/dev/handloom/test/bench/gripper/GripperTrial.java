package dev.handloom.test.bench.gripper;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.gripper.GripperException;
import dev.handloom.calibration.gripper.GripperEye;
import dev.handloom.calibration.gripper.GripperFit;
import dev.handloom.calibration.gripper.GripperRun;
import dev.handloom.calibration.gripper.GripperTags;
import dev.handloom.calibration.gripper.GripperWidth;
import dev.handloom.calibration.gripper.TagView;
import dev.handloom.calibration.gripper.WidthSource;
import dev.handloom.calibration.gripper.WidthTrack;
import dev.handloom.calibration.gripper.sim.DrawnGripper;
import dev.handloom.calibration.gripper.sim.GripperMotion;
import dev.handloom.calibration.gripper.sim.Hindrance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// One simulated gripper: a guided run in good light, then a video with something in the way, both
/// seen through intrinsics that are a little wrong.
final class GripperTrial {
  static final double FRAME_SECONDS = 1 / 30.0;

  /// By so much the lens's focal length is believed wrong at most.
  private static final double LENS_WRONG = 0.003;

  private static final double REPEAT_MM = 0.15;

  final List<Double> errors = new ArrayList<>();
  final Map<WidthSource, Integer> sources = new EnumMap<>(WidthSource.class);
  int covered;
  long lookNanos;
  int frames;
  GripperFit fit;

  GripperTrial(long seed, Hindrance hindrance, double seconds) throws GripperException {
    SplittableRandom random = new SplittableRandom(seed);
    CameraModel real = DrawnGripper.UMI_LENS;
    double[] parameters = real.parameters();
    double wrong = 1 + random.nextDouble(-LENS_WRONG, LENS_WRONG);
    parameters[0] *= wrong;
    parameters[1] *= wrong;
    CameraModel believed = real.with(parameters);
    GripperEye eye = new GripperEye(GripperTags.UMI, believed);
    GripperMotion ends = GripperMotion.ends(random.split(), DrawnGripper.OPEN_MM, 2, REPEAT_MM);
    fit = run(new DrawnGripper(real, GripperTags.UMI, Hindrance.NONE, ends, seed), ends, eye);
    GripperMotion grasps = GripperMotion.grasps(random.split(), DrawnGripper.OPEN_MM, seconds);
    watch(new DrawnGripper(real, GripperTags.UMI, hindrance, grasps, seed), eye, seconds);
  }

  private static GripperFit run(DrawnGripper drawn, GripperMotion ends, GripperEye eye)
      throws GripperException {
    GripperRun run = new GripperRun(2);
    for (double t = 0; t < ends.seconds(); t += 2 * FRAME_SECONDS) {
      run.add(eye.look(drawn.picture(t), Math.round(t * 1e9)));
    }
    return run.finish(Double.NaN);
  }

  private void watch(DrawnGripper drawn, GripperEye eye, double seconds) {
    List<TagView> views = new ArrayList<>();
    for (double t = 0; t < seconds; t += FRAME_SECONDS) {
      var picture = drawn.picture(t);
      long from = System.nanoTime();
      views.add(eye.look(picture, Math.round(t * 1e9)));
      lookNanos += System.nanoTime() - from;
      frames++;
    }
    for (GripperWidth width : WidthTrack.of(views, fit.model())) {
      sources.merge(width.source(), 1, Integer::sum);
      if (width.source() != WidthSource.NONE) {
        double error = Math.abs(width.widthMm() - drawn.widthAt(width.nanos() / 1e9));
        errors.add(error);
        covered += error <= width.doubtMm() ? 1 : 0;
      }
    }
  }
}
