package dev.handloom.app.preview;

import dev.handloom.device.space.Vec3;
import java.util.List;

/// The plan that a person bends where it is drawn in a picture: which path and step they are at.
final class PathEdit {
  private static final double NEAR_PIXELS = 16;

  private final PlanEdit plan;
  private int path;
  private int step;

  PathEdit(PlanEdit plan) {
    this.plan = plan;
    step = plan.steps() / 2;
  }

  PlanEdit plan() {
    return plan;
  }

  int path() {
    return path;
  }

  int step() {
    return step;
  }

  void goOn(int steps) {
    step = Math.clamp(step + steps, 0, plan.steps() - 1);
  }

  void other(int by, int paths) {
    path = Math.clamp(path + by, 0, Math.max(0, paths - 1));
  }

  /// Goes to the step that is drawn nearest to a pixel.
  ///
  /// @param scale screen points of a pixel
  /// @return whether one is near
  boolean point(List<PathChannels> paths, PathLook look, double u, double v, double scale) {
    double best = NEAR_PIXELS / scale;
    boolean found = false;
    double[] pixel = new double[2];
    float[][] rows = plan.rows();
    for (int p = 0; p < paths.size(); p++) {
      for (int row = 0; row < rows.length; row++) {
        if (look.project(paths.get(p).planned(rows[row]), pixel)) {
          double off = Math.hypot(pixel[0] - u, pixel[1] - v);
          if (off < best) {
            best = off;
            path = p;
            step = row;
            found = true;
          }
        }
      }
    }
    return found;
  }

  /// Draws the path at the step to a pixel, as far before the camera as it was.
  void drag(List<PathChannels> paths, PathLook look, double u, double v) {
    if (path >= paths.size()) {
      return;
    }
    PathChannels one = paths.get(path);
    Vec3 from = one.planned(plan.rows()[step]);
    Vec3 by = look.at(from, u, v).minus(from);
    plan.nudge(step, one.x().column(), by.x());
    plan.nudge(step, one.y().column(), by.y());
    plan.nudge(step, one.z().column(), by.z());
  }

  /// Draws it on by so many pixels.
  void move(List<PathChannels> paths, PathLook look, double right, double down) {
    double[] pixel = new double[2];
    if (path < paths.size() && look.project(paths.get(path).planned(plan.rows()[step]), pixel)) {
      drag(paths, look, pixel[0] + right, pixel[1] + down);
    }
  }
}
