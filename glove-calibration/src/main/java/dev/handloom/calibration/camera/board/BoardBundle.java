package dev.handloom.calibration.camera.board;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.equations.ArrowSystem;
import dev.handloom.calibration.equations.LevenbergMarquardt;
import dev.handloom.device.space.Pose;
import java.util.List;

/// One camera and its views of a board: the camera's free parameters are shared, each view has a
/// pose. What is made small is the distance in pixels between corners found and foretold.
public final class BoardBundle implements LevenbergMarquardt.Problem {
  /// Three of rotation, three of place.
  public static final int OWN = 6;

  /// A corner that the model cannot show at all counts as if it were so far off.
  private static final double LOST_PIXELS = 1000;

  private CameraModel camera;
  private final int[] free;
  private final int[] columns;
  private final List<BoardView> views;
  private Pose[] poses;
  private final double mistaken;

  private final double[] point = new double[3];
  private final double[] turned = new double[3];
  private final double[] pixel = new double[2];
  private final double[] byPoint = new double[6];

  /// @param free which of the camera's parameters are searched
  /// @param mistaken residuals beyond so many pixels pull no harder than that; infinite for none
  public BoardBundle(
      CameraModel camera, int[] free, List<BoardView> views, Pose[] poses, double mistaken) {
    this.camera = camera;
    this.free = free;
    this.views = views;
    this.poses = poses.clone();
    this.mistaken = mistaken;
    columns = new int[free.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = i;
    }
  }

  public CameraModel camera() {
    return camera;
  }

  public Pose[] poses() {
    return poses.clone();
  }

  @Override
  public double linearise(ArrowSystem into) {
    double cost = 0;
    double[] byParameter = new double[2 * camera.names().length];
    double[] byFree = new double[free.length];
    double[] byOwn = new double[OWN];
    for (int v = 0; v < views.size(); v++) {
      double[] m = Turn.matrix(poses[v].rotation());
      for (BoardView.Corner corner : views.get(v).corners()) {
        place(corner, m, poses[v]);
        if (!camera.project(point, pixel, byPoint, byParameter)) {
          cost += 2 * cost(LOST_PIXELS);
          continue;
        }
        for (int row = 0; row < 2; row++) {
          double residual = pixel[row] - (row == 0 ? corner.u() : corner.v());
          cost += cost(residual);
          double weight = Math.sqrt(weight(residual));
          for (int k = 0; k < free.length; k++) {
            byFree[k] = weight * byParameter[row * (byParameter.length / 2) + free[k]];
          }
          own(turned, byPoint, 3 * row, weight, byOwn);
          into.add(v, columns, byFree, free.length, byOwn, weight * residual);
        }
      }
    }
    return cost;
  }

  /// Slopes by a small turn and a small move of the board.
  ///
  /// @param turned the corner from the board's origin, along the camera's axes
  public static void own(double[] turned, double[] byPoint, int at, double weight, double[] byOwn) {
    double x = weight * byPoint[at];
    double y = weight * byPoint[at + 1];
    double z = weight * byPoint[at + 2];
    byOwn[0] = z * turned[1] - y * turned[2];
    byOwn[1] = x * turned[2] - z * turned[0];
    byOwn[2] = y * turned[0] - x * turned[1];
    byOwn[3] = x;
    byOwn[4] = y;
    byOwn[5] = z;
  }

  private void place(BoardView.Corner corner, double[] m, Pose pose) {
    for (int r = 0; r < 3; r++) {
      turned[r] = m[3 * r] * corner.boardX() + m[3 * r + 1] * corner.boardY();
    }
    point[0] = turned[0] + pose.position().x();
    point[1] = turned[1] + pose.position().y();
    point[2] = turned[2] + pose.position().z();
  }

  /// After Huber: squares near, straight beyond.
  private double cost(double residual) {
    double away = Math.abs(residual);
    return away <= mistaken ? away * away : mistaken * (2 * away - mistaken);
  }

  private double weight(double residual) {
    double away = Math.abs(residual);
    return away <= mistaken ? 1 : mistaken / away;
  }

  @Override
  public double costAfter(ArrowSystem.Step step) {
    CameraModel next = stepped(step);
    double[] byParameter = new double[2 * camera.names().length];
    double cost = 0;
    for (int v = 0; v < views.size(); v++) {
      Pose pose = Turn.step(poses[v], step.views()[v], 0);
      double[] m = Turn.matrix(pose.rotation());
      for (BoardView.Corner corner : views.get(v).corners()) {
        place(corner, m, pose);
        if (next.project(point, pixel, byPoint, byParameter)) {
          cost += cost(pixel[0] - corner.u()) + cost(pixel[1] - corner.v());
        } else {
          cost += 2 * cost(LOST_PIXELS);
        }
      }
    }
    return cost;
  }

  private CameraModel stepped(ArrowSystem.Step step) {
    double[] p = camera.parameters();
    for (int k = 0; k < free.length; k++) {
      p[free[k]] += step.shared()[k];
    }
    return camera.with(p);
  }

  @Override
  public void take(ArrowSystem.Step step) {
    camera = stepped(step);
    for (int v = 0; v < poses.length; v++) {
      poses[v] = Turn.step(poses[v], step.views()[v], 0);
    }
  }

  /// How far off each corner of a view lies, in u and v by turns.
  public double[] residuals(int view) {
    List<BoardView.Corner> corners = views.get(view).corners();
    double[] residuals = new double[2 * corners.size()];
    double[] byParameter = new double[2 * camera.names().length];
    double[] m = Turn.matrix(poses[view].rotation());
    for (int i = 0; i < corners.size(); i++) {
      place(corners.get(i), m, poses[view]);
      boolean shown = camera.project(point, pixel, byPoint, byParameter);
      residuals[2 * i] = shown ? pixel[0] - corners.get(i).u() : LOST_PIXELS;
      residuals[2 * i + 1] = shown ? pixel[1] - corners.get(i).v() : LOST_PIXELS;
    }
    return residuals;
  }
}
