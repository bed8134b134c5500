package dev.handloom.calibration.camera.sim;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.FisheyeCamera;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.PinholeCamera;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.board.Turn;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A camera whose numbers are drawn with a seed, and boards held before it as people hold them.
public final class PlantedCamera {
  private static final int[][] SIZES = {{640, 480}, {1280, 720}, {1296, 972}, {1920, 1080}};

  /// Tilts beyond this are seldom held.
  private static final double MOST_TILT = Math.toRadians(50);

  private final Random random;
  private final CameraModel camera;
  private final int columns;
  private final int rows;
  private final double square;

  /// @param camera the truth
  /// @param columns corners in a row
  /// @param square metres
  public PlantedCamera(CameraModel camera, int columns, int rows, double square, long seed) {
    this.camera = camera;
    this.columns = columns;
    this.rows = rows;
    this.square = square;
    random = new Random(seed);
  }

  /// A camera drawn from those that are sold, before a board of 9 by 6 corners.
  public static PlantedCamera drawn(LensKind kind, long seed) {
    Random random = new Random(seed);
    while (true) {
      CameraModel camera = draw(kind, random);
      if (seesItsCorners(camera)) {
        return new PlantedCamera(camera, 9, 6, 0.03, random.nextLong());
      }
    }
  }

  private static CameraModel draw(LensKind kind, Random random) {
    int[] size = SIZES[random.nextInt(SIZES.length)];
    boolean pinhole = kind == LensKind.PINHOLE;
    double degrees = pinhole ? 45 + 45 * random.nextDouble() : 110 + 70 * random.nextDouble();
    double[] p = kind.plain(size[0], size[1], Math.toRadians(degrees)).parameters();
    p[1] *= 1 + 0.01 * random.nextGaussian();
    p[2] += 0.02 * size[0] * random.nextGaussian();
    p[3] += 0.02 * size[0] * random.nextGaussian();
    double[] spread =
        pinhole
            ? new double[] {0.15, 0.05, 0.001, 0.001, 0.02}
            : new double[] {0.03, 0.015, 0.005, 0.001};
    for (int k = 0; k < spread.length; k++) {
      p[CameraModel.PLAIN + k] = spread[k] * random.nextGaussian();
    }
    CameraModel plain =
        pinhole
            ? new PinholeCamera(size[0], size[1], 1, 1, 0, 0, 0, 0, 0, 0, 0)
            : new FisheyeCamera(size[0], size[1], 1, 1, 0, 0, 0, 0, 0, 0);
    return plain.with(p);
  }

  private static boolean seesItsCorners(CameraModel camera) {
    double[] ray = new double[3];
    int w = camera.width();
    int h = camera.height();
    return camera.unproject(-0.1 * w, -0.1 * h, ray)
        && camera.unproject(1.1 * w, -0.1 * h, ray)
        && camera.unproject(-0.1 * w, 1.1 * h, ray)
        && camera.unproject(1.1 * w, 1.1 * h, ray);
  }

  public CameraModel truth() {
    return camera;
  }

  /// A board's pose before the camera: anywhere in the picture, tilted, nearer or farther.
  public Pose pose() {
    while (true) {
      double across = 0.1 + 0.8 * random.nextDouble();
      double down = 0.1 + 0.8 * random.nextDouble();
      if (camera.unproject(camera.width() * across, camera.height() * down, new double[3])) {
        return pose(across, down);
      }
    }
  }

  /// The same with its middle at a place in the picture.
  ///
  /// @param across share of the width
  /// @param down share of the height
  public Pose pose(double across, double down) {
    double[] ray = new double[3];
    camera.unproject(camera.width() * across, camera.height() * down, ray);
    Vec3 sight = new Vec3(ray[0], ray[1], ray[2]);
    // At this distance the board is as wide as so large a share of what the camera sees.
    double share = 0.3 + 0.4 * random.nextDouble();
    double angle = Math.min(2.2, share * camera.fieldOfView(true));
    double distance = columns * square / 2 / Math.tan(angle / 2);
    // Faces the camera, then is spun, then tilted.
    Vec3 axis = new Vec3(0, 0, 1).cross(sight);
    Quat face =
        axis.length() < 1e-9
            ? Quat.IDENTITY
            : Quat.about(axis, Math.acos(Math.clamp(sight.z(), -1, 1)));
    Quat spin = Quat.about(new Vec3(0, 0, 1), 0.5 * random.nextGaussian());
    double towards = 2 * Math.PI * random.nextDouble();
    Quat tilt =
        Quat.about(
            new Vec3(Math.cos(towards), Math.sin(towards), 0), MOST_TILT * random.nextDouble());
    Quat rotation = face.times(tilt).times(spin).unit();
    Vec3 middle = new Vec3((columns - 1) * square / 2, (rows - 1) * square / 2, 0);
    return new Pose(sight.times(distance).minus(rotation.rotate(middle)), rotation);
  }

  /// What the camera finds of a board.
  ///
  /// @param noise the spread of a corner, in pixels, in each direction
  public BoardView view(Pose board, double noise) {
    double[] m = Turn.matrix(board.rotation());
    double[] point = new double[3];
    double[] pixel = new double[2];
    List<BoardView.Corner> corners = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double x = column * square;
        double y = row * square;
        point[0] = m[0] * x + m[1] * y + board.position().x();
        point[1] = m[3] * x + m[4] * y + board.position().y();
        point[2] = m[6] * x + m[7] * y + board.position().z();
        double offU = noise * random.nextGaussian();
        double offV = noise * random.nextGaussian();
        if (camera.project(point, pixel) && camera.holds(pixel[0], pixel[1])) {
          corners.add(
              new BoardView.Corner(row * columns + column, x, y, pixel[0] + offU, pixel[1] + offV));
        }
      }
    }
    return new BoardView(corners);
  }

  /// Views in which at least half of the board is seen.
  public List<BoardView> views(int count, double noise) {
    List<BoardView> views = new ArrayList<>();
    while (views.size() < count) {
      BoardView view = view(pose(), noise);
      if (view.count() >= columns * rows / 2) {
        views.add(view);
      }
    }
    return views;
  }
}
