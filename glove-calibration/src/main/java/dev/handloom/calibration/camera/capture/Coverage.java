package dev.handloom.calibration.camera.capture;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.board.BoardPose;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.fit.RegionErrors;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What the views so far have shown: parts of the picture, tilts, distances.
///
/// @param corners seen in each of nine parts of the picture
/// @param tilts views of each tilt
/// @param near views in which the board fills much of the picture
/// @param far views in which it is small
public record Coverage(int views, int[] corners, Map<Tilt, Integer> tilts, int near, int far) {
  /// Views below which no figures are trusted.
  public static final int LEAST_VIEWS = 12;

  private static final int CORNERS_A_REGION = 25;
  private static final int VIEWS_A_TILT = 2;
  private static final int VIEWS_A_DISTANCE = 2;

  /// Shares of the picture's area that the corners span.
  private static final double NEAR = 0.16;

  private static final double FAR = 0.08;

  /// @param camera about what it is: enough to tell tilts
  public static Coverage of(CameraModel camera, List<BoardView> views) {
    int[] corners = new int[RegionErrors.SIDE * RegionErrors.SIDE];
    Map<Tilt, Integer> tilts = new EnumMap<>(Tilt.class);
    int near = 0;
    int far = 0;
    for (BoardView view : views) {
      for (BoardView.Corner corner : view.corners()) {
        corners[RegionErrors.of(corner.u(), corner.v(), camera.width(), camera.height())]++;
      }
      Vec3 middle = middle(view);
      BoardPose.guess(camera, view)
          .ifPresent(pose -> tilts.merge(Tilt.of(pose, middle), 1, Integer::sum));
      double share = area(view) / ((double) camera.width() * camera.height());
      near += share >= NEAR ? 1 : 0;
      far += share <= FAR ? 1 : 0;
    }
    return new Coverage(views.size(), corners, tilts, near, far);
  }

  private static Vec3 middle(BoardView view) {
    double x = 0;
    double y = 0;
    for (BoardView.Corner corner : view.corners()) {
      x += corner.boardX() / view.count();
      y += corner.boardY() / view.count();
    }
    return new Vec3(x, y, 0);
  }

  /// Of the upright box around the corners.
  private static double area(BoardView view) {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = 0;
    double bottom = 0;
    for (BoardView.Corner corner : view.corners()) {
      left = Math.min(left, corner.u());
      right = Math.max(right, corner.u());
      top = Math.min(top, corner.v());
      bottom = Math.max(bottom, corner.v());
    }
    return view.count() == 0 ? 0 : (right - left) * (bottom - top);
  }

  /// What is missing most, as one thing to do.
  public Guidance next() {
    int region = poorest();
    Tilt tilt = rarest();
    boolean regionMissing = corners[region] < CORNERS_A_REGION;
    boolean tiltMissing = tilts.getOrDefault(tilt, 0) < VIEWS_A_TILT;
    boolean nearMissing = near < VIEWS_A_DISTANCE;
    boolean farMissing = far < VIEWS_A_DISTANCE;
    double wanted = corners.length + Tilt.values().length - 1 + 2;
    double there = 0;
    for (int each : corners) {
      there += Math.min(1, (double) each / CORNERS_A_REGION);
    }
    for (Tilt each : Tilt.values()) {
      there +=
          each == Tilt.FLAT ? 0 : Math.min(1, (double) tilts.getOrDefault(each, 0) / VIEWS_A_TILT);
    }
    there += Math.min(1, (double) near / VIEWS_A_DISTANCE);
    there += Math.min(1, (double) far / VIEWS_A_DISTANCE);
    boolean enough =
        !regionMissing && !tiltMissing && !nearMissing && !farMissing && views >= LEAST_VIEWS;
    List<String> parts = new ArrayList<>();
    if (regionMissing) {
      parts.add("to the " + place(region));
    }
    if (tiltMissing) {
      parts.add("with " + tilt.words());
    }
    // One who goes near is not at the same time far away.
    if (nearMissing && (views % 2 == 0 || !farMissing)) {
      parts.add("closer to the camera");
    } else if (farMissing) {
      parts.add("farther from the camera");
    }
    String words =
        parts.isEmpty()
            ? "Tilt and turn the board differently than before."
            : "Move the board " + String.join(", ", parts) + ".";
    return new Guidance(
        enough ? "That is enough of all." : words,
        regionMissing ? region : -1,
        Math.min(there / wanted, (double) views / LEAST_VIEWS),
        enough);
  }

  private static String place(int region) {
    String name = RegionErrors.name(region);
    return switch (name) {
      case "left", "right" -> name + " edge of the picture";
      case "upper", "lower" -> name + " edge of the picture";
      case "middle" -> "middle of the picture";
      default -> name + " corner of the picture";
    };
  }

  private int poorest() {
    int poorest = 0;
    for (int i = 1; i < corners.length; i++) {
      poorest = corners[i] < corners[poorest] ? i : poorest;
    }
    return poorest;
  }

  private Tilt rarest() {
    Tilt rarest = Tilt.LEFT;
    for (Tilt each : Tilt.values()) {
      boolean fewer = tilts.getOrDefault(each, 0) < tilts.getOrDefault(rarest, 0);
      rarest = each != Tilt.FLAT && fewer ? each : rarest;
    }
    return rarest;
  }
}
