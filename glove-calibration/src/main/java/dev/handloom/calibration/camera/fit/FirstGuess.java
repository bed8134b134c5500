package dev.handloom.calibration.camera.fit;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.PinholeCamera;
import dev.handloom.calibration.camera.board.BoardBundle;
import dev.handloom.calibration.camera.board.BoardPose;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.equations.ArrowSystem;
import dev.handloom.calibration.equations.LevenbergMarquardt;
import dev.handloom.calibration.mark.Homography;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Where the search for a camera begins: what Zhang's equations say of a pinhole, and lenses of
/// several widths, each tried on a few views.
final class FirstGuess {
  private static final int TRIED_VIEWS = 8;
  private static final int TRIED_LENSES = 4;
  private static final int[] PINHOLE_DEGREES = {30, 45, 60, 75, 90, 110, 130};
  private static final int[] FISHEYE_DEGREES = {60, 80, 100, 120, 140, 160, 180, 210};

  /// Two focal lengths and the first distortion: enough to tell a good beginning from a bad one.
  private static final int[] ROUGH = {0, 1, CameraModel.PLAIN};

  private FirstGuess() {}

  /// Beginnings, the likeliest first; views whose pose cannot be guessed are absent from them.
  static List<CameraModel> of(LensKind kind, int width, int height, List<BoardView> views) {
    List<CameraModel> tries = new ArrayList<>();
    if (kind == LensKind.PINHOLE) {
      zhang(width, height, views).ifPresent(tries::add);
    }
    for (int degrees : kind == LensKind.PINHOLE ? PINHOLE_DEGREES : FISHEYE_DEGREES) {
      tries.add(kind.plain(width, height, Math.toRadians(degrees)));
    }
    List<BoardView> few =
        IntStream.range(0, Math.min(TRIED_VIEWS, views.size()))
            .mapToObj(i -> views.get(i * views.size() / Math.min(TRIED_VIEWS, views.size())))
            .toList();
    record Tried(CameraModel camera, double cost) {}
    return tries.stream()
        .map(camera -> new Tried(camera, roughly(camera, few)))
        .sorted(Comparator.comparingDouble(Tried::cost))
        .limit(TRIED_LENSES)
        .map(Tried::camera)
        .map(camera -> {
          BoardBundle rough = bundle(camera, ROUGH, few, 5);
          double cost =
              LevenbergMarquardt.solve(
                  rough, new ArrowSystem(ROUGH.length, few.size(), BoardBundle.OWN));
          return new Tried(rough.camera(), sound(rough.camera()) ? cost : 1e30);
        })
        .sorted(Comparator.comparingDouble(Tried::cost))
        .map(Tried::camera)
        .limit(2)
        .toList();
  }

  /// How far off the corners lie that lie best, poses guessed without search.
  private static double roughly(CameraModel camera, List<BoardView> few) {
    double sum = 0;
    for (BoardView view : few) {
      Optional<Pose> pose = BoardPose.guess(camera, view);
      if (pose.isEmpty()) {
        return Double.MAX_VALUE;
      }
      BoardBundle one =
          new BoardBundle(camera, new int[0], List.of(view), new Pose[] {pose.get()}, 0);
      double[] away = one.residuals(0);
      Arrays.setAll(away, i -> Math.abs(away[i]));
      Arrays.sort(away);
      sum += away[away.length / 2];
    }
    return sum;
  }

  private static boolean sound(CameraModel camera) {
    return camera.fx() > 0 && camera.fy() > 0 && Double.isFinite(camera.fx() + camera.fy());
  }

  /// A bundle whose poses are guessed with that camera.
  static BoardBundle bundle(
      CameraModel camera, int[] free, List<BoardView> views, double mistaken) {
    Pose[] poses = new Pose[views.size()];
    for (int v = 0; v < poses.length; v++) {
      poses[v] =
          BoardPose.of(camera, views.get(v))
              .map(BoardPose::board)
              .orElseGet(() -> new Pose(new Vec3(0, 0, 1), Quat.IDENTITY));
    }
    return new BoardBundle(camera, free, views, poses, mistaken);
  }

  /// The focal lengths that make the two axes of every board equally long and square to each other,
  /// with the centre of the picture taken for the lens's.
  private static Optional<CameraModel> zhang(int width, int height, List<BoardView> views) {
    double x = (width - 1) / 2.0;
    double y = (height - 1) / 2.0;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    for (BoardView view : views) {
      double[][] from = new double[view.count()][];
      double[][] to = new double[view.count()][];
      for (int i = 0; i < from.length; i++) {
        BoardView.Corner corner = view.corners().get(i);
        from[i] = new double[] {corner.boardX(), corner.boardY()};
        to[i] = new double[] {(corner.u() - x) / width, (corner.v() - y) / width};
      }
      Homography flat = Homography.between(from, to);
      if (flat == null) {
        continue;
      }
      double[] h = flat.numbers();
      double scale = 0;
      for (int i : new int[] {0, 1, 3, 4, 6, 7}) {
        scale += h[i] * h[i];
      }
      // In p = 1/fx² and q = 1/fy²: the axes are square, and as long as each other.
      double[][] rows = {
        {h[0] * h[1], h[3] * h[4], -h[6] * h[7]},
        {h[0] * h[0] - h[1] * h[1], h[3] * h[3] - h[4] * h[4], h[7] * h[7] - h[6] * h[6]}
      };
      for (double[] row : rows) {
        double p = row[0] / scale;
        double q = row[1] / scale;
        double r = row[2] / scale;
        a += p * p;
        b += p * q;
        c += q * q;
        d += p * r;
        e += q * r;
      }
    }
    double area = a * c - b * b;
    double p = (c * d - b * e) / area;
    double q = (a * e - b * d) / area;
    if (!(p > 0 && q > 0 && p < 1e3 && q < 1e3)) {
      return Optional.empty();
    }
    double fx = width / Math.sqrt(p);
    double fy = width / Math.sqrt(q);
    return Optional.of(new PinholeCamera(width, height, fx, fy, x, y, 0, 0, 0, 0, 0));
  }
}
