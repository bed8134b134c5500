package dev.handloom.calibration.camera.rig;

import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.board.Turn;
import dev.handloom.calibration.equations.ArrowSystem;
import dev.handloom.calibration.equations.LevenbergMarquardt;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// From a beginning to the poses that make the board stand still best, moments that disagree left
/// out.
final class HandEyeSearch implements LevenbergMarquardt.Problem {
  private static final int UNKNOWN = 12;
  private static final int SIX = 6;
  private static final int ROUNDS = 6;

  /// A moment so many usual distances off is a mistake.
  private static final double MISTAKE = 4;

  /// From the median of a root of the mean of three squares to their spread.
  private static final double MEDIAN_TO_SIGMA = 1.126;

  private static final double SMALL = 1e-6;

  /// No tracker is better than this: keeps perfect data solvable.
  private static final double LEAST = 1e-9;

  private final List<HandEye.Moment> moments;
  private final boolean[] used;
  private Pose camera;
  private Pose board;
  private double radians = LEAST;
  private double metres = LEAST;

  private HandEyeSearch(List<HandEye.Moment> moments, Pose camera) {
    this.moments = moments;
    this.camera = camera;
    used = new boolean[moments.size()];
    board = middle();
  }

  /// Where most moments put the board.
  private Pose middle() {
    Pose best = Pose.IDENTITY;
    double least = Double.MAX_VALUE;
    List<Pose> all = moments.stream().map(m -> seen(m, camera)).toList();
    for (Pose one : all) {
      double far =
          median(
              all.stream()
                  .mapToDouble(o ->
                      o.position().distance(one.position()) + o.rotation().angleTo(one.rotation()))
                  .toArray());
      if (far < least) {
        least = far;
        best = one;
      }
    }
    return best;
  }

  private static Pose seen(HandEye.Moment moment, Pose camera) {
    return moment.worldFromTracker().then(camera).then(moment.cameraFromBoard());
  }

  static HandEye from(List<HandEye.Moment> moments, Pose camera) throws CameraRefusal {
    HandEyeSearch search = new HandEyeSearch(moments, camera);
    ArrowSystem system = new ArrowSystem(UNKNOWN, 1, 0);
    for (int round = 0; round < ROUNDS; round++) {
      search.judge();
      LevenbergMarquardt.solve(search, system);
    }
    return search.result(system);
  }

  /// Spreads as the medians tell them, and which moments are far beyond.
  private void judge() {
    double[] turned = new double[moments.size()];
    double[] moved = new double[moments.size()];
    for (int i = 0; i < turned.length; i++) {
      double[] r = residual(moments.get(i), camera, board);
      turned[i] = Math.sqrt((r[0] * r[0] + r[1] * r[1] + r[2] * r[2]) / 3);
      moved[i] = Math.sqrt((r[3] * r[3] + r[4] * r[4] + r[5] * r[5]) / 3);
    }
    radians = Math.max(LEAST, MEDIAN_TO_SIGMA * median(turned));
    metres = Math.max(LEAST, MEDIAN_TO_SIGMA * median(moved));
    for (int i = 0; i < used.length; i++) {
      used[i] = turned[i] <= MISTAKE * radians && moved[i] <= MISTAKE * metres;
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /// How far a moment's board is turned and moved from where it stands.
  private static double[] residual(HandEye.Moment moment, Pose camera, Pose board) {
    Pose there = seen(moment, camera);
    Vec3 turned = Turn.vector(board.rotation().inverse().times(there.rotation()));
    Vec3 moved = there.position().minus(board.position());
    return new double[] {turned.x(), turned.y(), turned.z(), moved.x(), moved.y(), moved.z()};
  }

  private double spread(int row) {
    return row < 3 ? radians : metres;
  }

  @Override
  public double linearise(ArrowSystem into) {
    int[] columns = new int[UNKNOWN];
    Arrays.setAll(columns, i -> i);
    double[] none = new double[0];
    double cost = 0;
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        continue;
      }
      double[] here = residual(moments.get(i), camera, board);
      double[][] slopes = slopes(moments.get(i));
      for (int row = 0; row < SIX; row++) {
        double r = here[row] / spread(row);
        cost += r * r;
        into.add(0, columns, slopes[row], UNKNOWN, none, r);
      }
    }
    return cost;
  }

  private double[][] slopes(HandEye.Moment moment) {
    double[][] slopes = new double[SIX][UNKNOWN];
    double[] nudge = new double[UNKNOWN];
    for (int k = 0; k < UNKNOWN; k++) {
      nudge[k] = SMALL;
      double[] up = residual(moment, Turn.step(camera, nudge, 0), Turn.step(board, nudge, SIX));
      nudge[k] = -SMALL;
      double[] down = residual(moment, Turn.step(camera, nudge, 0), Turn.step(board, nudge, SIX));
      nudge[k] = 0;
      for (int row = 0; row < SIX; row++) {
        slopes[row][k] = (up[row] - down[row]) / (2 * SMALL) / spread(row);
      }
    }
    return slopes;
  }

  @Override
  public double costAfter(ArrowSystem.Step step) {
    Pose nextCamera = Turn.step(camera, step.shared(), 0);
    Pose nextBoard = Turn.step(board, step.shared(), SIX);
    double cost = 0;
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        double[] r = residual(moments.get(i), nextCamera, nextBoard);
        for (int row = 0; row < SIX; row++) {
          cost += r[row] * r[row] / (spread(row) * spread(row));
        }
      }
    }
    return cost;
  }

  @Override
  public void take(ArrowSystem.Step step) {
    camera = Turn.step(camera, step.shared(), 0);
    board = Turn.step(board, step.shared(), SIX);
  }

  private HandEye result(ArrowSystem system) throws CameraRefusal {
    double turned = 0;
    double moved = 0;
    int count = 0;
    List<Integer> leftOut = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        leftOut.add(i);
        continue;
      }
      double[] r = residual(moments.get(i), camera, board);
      turned += r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
      moved += r[3] * r[3] + r[4] * r[4] + r[5] * r[5];
      count++;
    }
    if (count < HandEye.LEAST_MOMENTS || count < used.length / 2) {
      throw new CameraRefusal(
          "Only "
              + count
              + " of "
              + used.length
              + " moments agree with each other. Did the board stay in its place, and was the"
              + " tracker sure of itself?");
    }
    // Twelve unknowns have been fitted to six numbers a moment.
    double free = 6.0 * count / (6.0 * count - UNKNOWN);
    double asTurned = turned / (3 * count) / (radians * radians);
    double asMoved = moved / (3 * count) / (metres * metres);
    double stretch = free * Math.max(1, Math.max(asTurned, asMoved));
    double[][] covariance = system.covariance();
    for (double[] row : covariance) {
      for (int k = 0; k < row.length; k++) {
        row[k] *= stretch;
      }
    }
    return new HandEye(
        camera,
        board,
        PoseBound.of(covariance),
        Math.sqrt(moved / count),
        Math.sqrt(turned / count),
        List.copyOf(leftOut));
  }
}
