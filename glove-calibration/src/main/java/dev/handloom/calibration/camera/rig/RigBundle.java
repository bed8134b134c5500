package dev.handloom.calibration.camera.rig;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.board.BoardBundle;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.board.Turn;
import dev.handloom.calibration.equations.ArrowSystem;
import dev.handloom.calibration.equations.EvenCholesky;
import dev.handloom.calibration.equations.LevenbergMarquardt;
import dev.handloom.device.space.Pose;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Several cameras and the moments in which they saw one board. Shared are the poses of all cameras
/// but the first, and the numbers of those that are known with a bound; each moment has the board's
/// pose before the first camera.
final class RigBundle implements LevenbergMarquardt.Problem {
  static final int SIX = 6;

  /// Residuals beyond so many spreads pull no harder.
  private static final double MISTAKEN = 3;

  private static final double LOST_PIXELS = 1000;

  private final List<RigCamera> given;
  private final double[][][] precision;
  private final List<Map<Integer, BoardView>> moments;

  /// Where each camera's numbers begin among the unknowns.
  private final int[] inner;

  private final int unknowns;
  private CameraModel[] cameras;
  private Pose[] places;
  private Pose[] boards;

  /// The spread of each camera's corners, in pixels.
  private final double[] noise;

  private final double[] point = new double[3];
  private final double[] onBoard = new double[3];
  private final double[] onCamera = new double[3];
  private final double[] pixel = new double[2];
  private final double[] byPoint = new double[6];
  private final double[] byFirst = new double[6];

  /// @param places from the first camera's frame into each camera's
  /// @param boards the board before the first camera, moment by moment
  RigBundle(
      List<RigCamera> given, List<Map<Integer, BoardView>> moments, Pose[] places, Pose[] boards) {
    this.given = given;
    this.moments = moments;
    this.places = places.clone();
    this.boards = boards.clone();
    int n = given.size();
    cameras = new CameraModel[n];
    precision = new double[n][][];
    inner = new int[n];
    noise = new double[n];
    Arrays.fill(noise, 1);
    int at = SIX * (n - 1);
    for (int c = 0; c < n; c++) {
      cameras[c] = given.get(c).camera();
      inner[c] = at;
      precision[c] = new EvenCholesky(given.get(c).covariance()).inverse();
      at += precision[c].length;
    }
    unknowns = at;
  }

  ArrowSystem system() {
    return new ArrowSystem(unknowns, moments.size(), SIX);
  }

  /// From the first camera's frame into another's.
  Pose place(int camera) {
    return places[camera];
  }

  double noise(int camera) {
    return noise[camera];
  }

  void noise(int camera, double pixels) {
    noise[camera] = pixels;
  }

  @Override
  public double linearise(ArrowSystem into) {
    double cost = 0;
    for (int c = 0; c < cameras.length; c++) {
      if (precision[c].length > 0) {
        double[] away = away(cameras[c], c);
        into.addPrior(inner[c], precision[c], away);
        cost += quadratic(precision[c], away);
      }
    }
    for (int m = 0; m < boards.length; m++) {
      for (Map.Entry<Integer, BoardView> seen : moments.get(m).entrySet()) {
        cost += linearise(into, m, seen.getKey(), seen.getValue());
      }
    }
    return cost;
  }

  private double linearise(ArrowSystem into, int moment, int c, BoardView view) {
    int parameters = cameras[c].names().length;
    int poses = c == 0 ? 0 : SIX;
    int count = poses + precision[c].length;
    int[] columns = new int[count];
    for (int k = 0; k < count; k++) {
      columns[k] = k < poses ? SIX * (c - 1) + k : inner[c] + k - poses;
    }
    double[] byParameter = new double[2 * parameters];
    double[] byShared = new double[count];
    double[] bySix = new double[SIX];
    double[] byBoard = new double[SIX];
    double[] camera = Turn.matrix(places[c].rotation());
    double[] board = Turn.matrix(boards[moment].rotation());
    double cost = 0;
    for (BoardView.Corner corner : view.corners()) {
      lay(corner, board, boards[moment], camera, places[c]);
      if (!cameras[c].project(point, pixel, byPoint, byParameter)) {
        cost += 2 * cost(LOST_PIXELS);
        continue;
      }
      for (int row = 0; row < 2; row++) {
        double residual = (pixel[row] - (row == 0 ? corner.u() : corner.v())) / noise[c];
        cost += cost(residual);
        double root = Math.sqrt(weight(residual));
        double scale = root / noise[c];
        for (int k = 0; k < 3; k++) {
          byFirst[k] =
              byPoint[3 * row] * camera[k]
                  + byPoint[3 * row + 1] * camera[3 + k]
                  + byPoint[3 * row + 2] * camera[6 + k];
        }
        BoardBundle.own(onBoard, byFirst, 0, scale, byBoard);
        BoardBundle.own(onCamera, byPoint, 3 * row, scale, bySix);
        System.arraycopy(bySix, 0, byShared, 0, poses);
        for (int k = poses; k < count; k++) {
          byShared[k] = scale * byParameter[row * parameters + k - poses];
        }
        into.add(moment, columns, byShared, count, byBoard, root * residual);
      }
    }
    return cost;
  }

  /// A corner along the first camera's axes, along this camera's, and before this camera.
  private void lay(
      BoardView.Corner corner, double[] board, Pose boardPose, double[] camera, Pose place) {
    for (int r = 0; r < 3; r++) {
      onBoard[r] = board[3 * r] * corner.boardX() + board[3 * r + 1] * corner.boardY();
    }
    double x = onBoard[0] + boardPose.position().x();
    double y = onBoard[1] + boardPose.position().y();
    double z = onBoard[2] + boardPose.position().z();
    for (int r = 0; r < 3; r++) {
      onCamera[r] = camera[3 * r] * x + camera[3 * r + 1] * y + camera[3 * r + 2] * z;
    }
    point[0] = onCamera[0] + place.position().x();
    point[1] = onCamera[1] + place.position().y();
    point[2] = onCamera[2] + place.position().z();
  }

  private double[] away(CameraModel camera, int c) {
    double[] now = camera.parameters();
    double[] known = given.get(c).camera().parameters();
    for (int k = 0; k < now.length; k++) {
      now[k] -= known[k];
    }
    return now;
  }

  private static double quadratic(double[][] precision, double[] away) {
    double sum = 0;
    for (int i = 0; i < precision.length; i++) {
      for (int j = 0; j < precision.length; j++) {
        sum += away[i] * precision[i][j] * away[j];
      }
    }
    return sum;
  }

  private static double cost(double residual) {
    double away = Math.abs(residual);
    return away <= MISTAKEN ? away * away : MISTAKEN * (2 * away - MISTAKEN);
  }

  private static double weight(double residual) {
    double away = Math.abs(residual);
    return away <= MISTAKEN ? 1 : MISTAKEN / away;
  }

  @Override
  public double costAfter(ArrowSystem.Step step) {
    CameraModel[] beforeCameras = cameras;
    Pose[] beforePlaces = places;
    Pose[] beforeBoards = boards;
    take(step);
    double cost = 0;
    for (int c = 0; c < cameras.length; c++) {
      cost += quadratic(precision[c], away(cameras[c], c));
    }
    for (int m = 0; m < boards.length; m++) {
      for (Map.Entry<Integer, BoardView> seen : moments.get(m).entrySet()) {
        for (double r : residuals(m, seen.getKey(), seen.getValue())) {
          cost += cost(r / noise[seen.getKey()]);
        }
      }
    }
    cameras = beforeCameras;
    places = beforePlaces;
    boards = beforeBoards;
    return cost;
  }

  @Override
  public void take(ArrowSystem.Step step) {
    CameraModel[] nextCameras = cameras.clone();
    Pose[] nextPlaces = places.clone();
    Pose[] nextBoards = boards.clone();
    for (int c = 0; c < nextCameras.length; c++) {
      if (c > 0) {
        nextPlaces[c] = Turn.step(places[c], step.shared(), SIX * (c - 1));
      }
      double[] p = nextCameras[c].parameters();
      for (int k = 0; k < precision[c].length; k++) {
        p[k] += step.shared()[inner[c] + k];
      }
      nextCameras[c] = nextCameras[c].with(p);
    }
    for (int m = 0; m < nextBoards.length; m++) {
      nextBoards[m] = Turn.step(boards[m], step.views()[m], 0);
    }
    cameras = nextCameras;
    places = nextPlaces;
    boards = nextBoards;
  }

  /// How far off corners lie, in u and v by turns, in pixels.
  double[] residuals(int moment, int c, BoardView view) {
    double[] camera = Turn.matrix(places[c].rotation());
    double[] board = Turn.matrix(boards[moment].rotation());
    double[] byParameter = new double[2 * cameras[c].names().length];
    double[] away = new double[2 * view.count()];
    for (int i = 0; i < view.count(); i++) {
      BoardView.Corner corner = view.corners().get(i);
      lay(corner, board, boards[moment], camera, places[c]);
      boolean shown = cameras[c].project(point, pixel, byPoint, byParameter);
      away[2 * i] = shown ? pixel[0] - corner.u() : LOST_PIXELS;
      away[2 * i + 1] = shown ? pixel[1] - corner.v() : LOST_PIXELS;
    }
    return away;
  }
}
