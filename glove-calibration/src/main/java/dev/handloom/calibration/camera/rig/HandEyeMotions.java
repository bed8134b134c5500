package dev.handloom.calibration.camera.rig;

import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.board.Turn;
import dev.handloom.calibration.equations.Equations;
import dev.handloom.calibration.equations.SymmetricEigen;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Motions between moments: what the tracker says of each, and what the camera. The camera's place
/// on the tracker is what makes the two one (AX = XB).
final class HandEyeMotions {
  /// A motion turned less than this about its second axis leaves the place along the first open.
  private static final double LEAST_SECOND_TURN = Math.toRadians(5);

  /// Near half a turn nobody knows which way round it was.
  private static final double MOST_TURN = 0.9 * Math.PI;

  private static final int ROUNDS = 12;
  private static final int MOST_PAIRS = 4000;

  private record Pair(Vec3 byTracker, Vec3 byCamera, Pose tracker, Pose camera) {}

  private final List<Pair> pairs = new ArrayList<>();
  private final double[] weights;

  HandEyeMotions(List<HandEye.Moment> moments) {
    int n = moments.size();
    int stride = Math.max(1, n * n / 2 / MOST_PAIRS);
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j += stride) {
        HandEye.Moment a = moments.get(i);
        HandEye.Moment b = moments.get(j);
        Pose tracker = b.worldFromTracker().inverse().then(a.worldFromTracker());
        Pose camera = b.cameraFromBoard().then(a.cameraFromBoard().inverse());
        Vec3 byTracker = Turn.vector(tracker.rotation());
        if (byTracker.length() < MOST_TURN) {
          pairs.add(new Pair(byTracker, Turn.vector(camera.rotation()), tracker, camera));
        }
      }
    }
    weights = new double[pairs.size()];
    Arrays.fill(weights, 1);
  }

  /// The camera on the tracker.
  Pose camera() throws CameraRefusal {
    refuseOneAxis();
    Quat turn = Quat.IDENTITY;
    double[] all = weights.clone();
    for (int round = 0; round < ROUNDS; round++) {
      turn = rotation();
      double[] away = new double[all.length];
      for (int i = 0; i < away.length; i++) {
        away[i] = pairs.get(i).byTracker.distance(turn.rotate(pairs.get(i).byCamera));
      }
      weigh(away, all);
    }
    return new Pose(place(turn), turn);
  }

  private void refuseOneAxis() throws CameraRefusal {
    double[][] spread = new double[3][3];
    for (Pair pair : pairs) {
      double[] a = {pair.byCamera.x(), pair.byCamera.y(), pair.byCamera.z()};
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          spread[i][j] += a[i] * a[j] / pairs.size();
        }
      }
    }
    SymmetricEigen axes = SymmetricEigen.of(spread);
    if (Math.sqrt(Math.max(0, axes.values()[2])) < LEAST_SECOND_TURN) {
      throw new CameraRefusal(
          "The camera was hardly turned, so that its place on the tracker stays open."
              + " Nod, pan and roll it by 30° and more, with the board in view.");
    }
    if (Math.sqrt(Math.max(0, axes.values()[1])) < LEAST_SECOND_TURN) {
      int axis = strongest(axes.vectors()[2]);
      throw new CameraRefusal(
          "The camera was turned about one axis only ("
              + List.of("nodding", "panning", "rolling").get(axis)
              + "), so that its place along that axis stays open. Also "
              + List.of("pan or roll it", "nod or roll it", "nod or pan it").get(axis)
              + ", with the board in view.");
    }
  }

  private static int strongest(double[] axis) {
    int best = 0;
    for (int i = 1; i < 3; i++) {
      best = Math.abs(axis[i]) > Math.abs(axis[best]) ? i : best;
    }
    return best;
  }

  /// The rotation that takes the camera's turns to the tracker's.
  private Quat rotation() {
    double[] m = new double[9];
    for (int i = 0; i < weights.length; i++) {
      Vec3 a = pairs.get(i).byTracker;
      Vec3 b = pairs.get(i).byCamera;
      double[] left = {a.x(), a.y(), a.z()};
      double[] right = {b.x(), b.y(), b.z()};
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          m[3 * r + c] += weights[i] * left[r] * right[c];
        }
      }
    }
    return Turn.nearest(m);
  }

  /// Motions that do not agree with the rest weigh little.
  private void weigh(double[] away, double[] before) {
    double[] sorted = away.clone();
    Arrays.sort(sorted);
    double usual = Math.max(1e-9, 2 * sorted[sorted.length / 2]);
    for (int i = 0; i < away.length; i++) {
      double share = away[i] / usual;
      weights[i] = before[i] / (1 + share * share * share * share);
    }
  }

  /// (A - 1) t = R b - a, where A turns and a moves as the tracker says, b as the camera.
  private Vec3 place(Quat turn) throws CameraRefusal {
    Vec3 place = Vec3.ZERO;
    double[] before = weights.clone();
    for (int round = 0; round < ROUNDS; round++) {
      double[][] rows = new double[3][4];
      for (int i = 0; i < weights.length; i++) {
        Pair pair = pairs.get(i);
        double[] m = Turn.matrix(pair.tracker.rotation());
        Vec3 want = turn.rotate(pair.camera.position()).minus(pair.tracker.position());
        double[] right = {want.x(), want.y(), want.z()};
        for (int r = 0; r < 3; r++) {
          double[] slopes = {m[3 * r], m[3 * r + 1], m[3 * r + 2]};
          slopes[r] -= 1;
          for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
              rows[a][b] += weights[i] * slopes[a] * slopes[b];
            }
            rows[a][3] += weights[i] * slopes[a] * right[r];
          }
        }
      }
      try {
        double[] t = Equations.solve(rows);
        place = new Vec3(t[0], t[1], t[2]);
      } catch (IllegalArgumentException e) {
        throw new CameraRefusal("The motion leaves the camera's place on the tracker open.", e);
      }
      double[] away = new double[weights.length];
      for (int i = 0; i < away.length; i++) {
        Pair pair = pairs.get(i);
        away[i] =
            pair.tracker.apply(place).distance(turn.rotate(pair.camera.position()).plus(place));
      }
      weigh(away, before);
    }
    return place;
  }
}
