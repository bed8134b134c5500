package dev.handloom.calibration.camera.board;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.equations.ArrowSystem;
import dev.handloom.calibration.equations.LevenbergMarquardt;
import dev.handloom.calibration.mark.Homography;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a board stands before a camera that is known.
///
/// @param board the board's frame in the camera's
/// @param rmsPixels how far off corners lie, both directions together
public record BoardPose(Pose board, double rmsPixels) {
  /// Fewer corners leave a pose open.
  public static final int LEAST_CORNERS = 4;

  /// Corners further off than this count as if they were mistaken, while a pose is searched.
  private static final double MISTAKEN_PIXELS = 3;

  /// The best pose; empty where the corners say too little.
  public static Optional<BoardPose> of(CameraModel camera, BoardView view) {
    Optional<Pose> first = guess(camera, view);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    BoardPose best = refine(camera, view, first.get());
    // From afar, a board tilted one way looks much like one tilted the other way.
    BoardPose other = refine(camera, view, tiltedOtherWay(best.board));
    return Optional.of(other.rmsPixels < best.rmsPixels ? other : best);
  }

  /// A pose by straight equations, without search.
  public static Optional<Pose> guess(CameraModel camera, BoardView view) {
    List<BoardView.Corner> seen = new ArrayList<>();
    List<Vec3> rays = new ArrayList<>();
    double[] ray = new double[3];
    Vec3 middle = Vec3.ZERO;
    for (BoardView.Corner corner : view.corners()) {
      if (camera.unproject(corner.u(), corner.v(), ray)) {
        Vec3 direction = new Vec3(ray[0], ray[1], ray[2]);
        seen.add(corner);
        rays.add(direction);
        middle = middle.plus(direction);
      }
    }
    if (seen.size() < LEAST_CORNERS) {
      return Optional.empty();
    }
    // Looked at along their middle, rays at the rim of a fisheye lie before a plane as others do.
    Quat towards = between(middle.unit(), new Vec3(0, 0, 1));
    double[][] from = new double[seen.size()][];
    double[][] to = new double[seen.size()][];
    for (int i = 0; i < from.length; i++) {
      Vec3 turned = towards.rotate(rays.get(i));
      if (turned.z() < 0.05) {
        return Optional.empty();
      }
      from[i] = new double[] {seen.get(i).boardX(), seen.get(i).boardY()};
      to[i] = new double[] {turned.x() / turned.z(), turned.y() / turned.z()};
    }
    Homography flat = Homography.between(from, to);
    if (flat == null) {
      return Optional.empty();
    }
    Pose pose = fromPlane(flat.numbers());
    boolean finite = Double.isFinite(pose.position().length() + pose.rotation().w());
    return finite
        ? Optional.of(new Pose(Vec3.ZERO, towards.inverse()).then(pose))
        : Optional.empty();
  }

  private static Quat between(Vec3 a, Vec3 b) {
    Vec3 axis = a.cross(b);
    double angle = Math.atan2(axis.length(), a.dot(b));
    return axis.length() < 1e-12 ? Quat.IDENTITY : Quat.about(axis, angle);
  }

  /// The columns of the map are the board's axes and its place, but for one scale.
  private static Pose fromPlane(double[] h) {
    Vec3 x = new Vec3(h[0], h[3], h[6]);
    Vec3 y = new Vec3(h[1], h[4], h[7]);
    Vec3 place = new Vec3(h[2], h[5], h[8]);
    double scale = 2 / (x.length() + y.length());
    if (place.z() < 0) {
      scale = -scale;
    }
    x = x.times(scale);
    y = y.times(scale);
    Vec3 z = x.cross(y);
    double[] m = {x.x(), y.x(), z.x(), x.y(), y.y(), z.y(), x.z(), y.z(), z.z()};
    return new Pose(place.times(scale), Turn.nearest(m));
  }

  private static Pose tiltedOtherWay(Pose pose) {
    Vec3 sight = pose.position().unit();
    Vec3 normal = pose.rotation().rotate(new Vec3(0, 0, 1));
    Vec3 axis = normal.cross(sight);
    double angle = Math.atan2(axis.length(), normal.dot(sight));
    if (axis.length() < 1e-9) {
      return pose;
    }
    return new Pose(pose.position(), Quat.about(axis, 2 * angle).times(pose.rotation()).unit());
  }

  /// The best pose near another.
  public static BoardPose refine(CameraModel camera, BoardView view, Pose near) {
    BoardBundle bundle =
        new BoardBundle(camera, new int[0], List.of(view), new Pose[] {near}, MISTAKEN_PIXELS);
    LevenbergMarquardt.solve(bundle, new ArrowSystem(0, 1, BoardBundle.OWN));
    return new BoardPose(bundle.poses()[0], rms(bundle.residuals(0)));
  }

  /// The root of the mean square of distances, of residuals in pairs.
  public static double rms(double[] residuals) {
    double sum = 0;
    for (double r : residuals) {
      sum += r * r;
    }
    return Math.sqrt(2 * sum / Math.max(1, residuals.length));
  }
}
