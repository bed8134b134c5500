package dev.handloom.calibration.camera.hand;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.board.BoardPose;
import dev.handloom.calibration.camera.board.BoardSight;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.BoardCorners;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.Map;
import java.util.Optional;

/// A printed board under a camera that is known, with a hand on it. Places are in millimetres from
/// the board's upper left corner, to the right and down, as it is printed.
///
/// @param camera what took the picture
/// @param cameraFromBoard where the board lies
/// @param rmsPixels how far off its corners lie
/// @param corners how many were seen
public record HandSheet(
    CameraModel camera, Board board, Pose cameraFromBoard, double rmsPixels, int corners) {
  /// With fewer the hand hides too much.
  public static final int LEAST_CORNERS = 8;

  /// Corners further off belong to a sheet that is not flat, or to another camera.
  private static final double MOST_PIXELS = 3;

  /// A camera that looks flatter than this over the sheet sees lengths too short to be trusted.
  private static final double LEAST_STEEP = Math.sin(Math.toRadians(40));

  /// The usual hand that heights are of.
  private static final double USUAL_MM = 186;

  /// Hands are so much higher or lower than usual ones of their length, one spread.
  private static final double HEIGHT_SHARE = 0.2;

  /// What printers make of a true size, when a ruler was laid on it.
  private static final double PRINT_SHARE = 0.003;

  /// In 95 cases of 100 the truth lies within so many spreads.
  private static final double SIGMAS = 2;

  private static final double MILLI = 1e-3;

  /// The sheet in a picture.
  ///
  /// @throws CameraRefusal in words, where it cannot be measured on
  public static HandSheet of(CameraModel camera, Board board, BoardCorners found)
      throws CameraRefusal {
    if (found.count() < LEAST_CORNERS) {
      throw new CameraRefusal(
          found.count() == 0
              ? "No board is seen. Is it the one that is chosen here?"
              : "Too little of the board is seen: lay the hand so that more of it shows around.");
    }
    BoardPose pose =
        BoardPose.of(camera, BoardSight.view(board, found))
            .orElseThrow(
                () -> new CameraRefusal("Where the board lies cannot be told: show more of it."));
    if (pose.rmsPixels() > MOST_PIXELS) {
      throw new CameraRefusal(
          "The board's corners do not lie as they should: is the sheet flat on the table, and is it"
              + " the board that is chosen here?");
    }
    HandSheet sheet = new HandSheet(camera, board, pose.board(), pose.rmsPixels(), found.count());
    if (sheet.steepness() < LEAST_STEEP) {
      throw new CameraRefusal("The camera looks too flat over the sheet: look down on it.");
    }
    return sheet;
  }

  /// Sine of the angle between the sheet and the way to its middle.
  private double steepness() {
    Vec3 eye = eye();
    Vec3 middle = new Vec3(board.widthMm() / 2, board.heightMm() / 2, 0);
    Vec3 way = eye.minus(middle);
    return Math.abs(way.z()) / way.length();
  }

  /// The camera in the sheet's frame, in millimetres; what is above the sheet has a negative z.
  private Vec3 eye() {
    return cameraFromBoard.inverse().position().times(1 / MILLI);
  }

  /// Where a place on the sheet is seen.
  public Optional<double[]> pixel(double xMm, double yMm) {
    return pixel(xMm, yMm, 0);
  }

  /// Where a place above the sheet is seen.
  public Optional<double[]> pixel(double xMm, double yMm, double heightMm) {
    Vec3 there = cameraFromBoard.apply(new Vec3(xMm * MILLI, yMm * MILLI, -heightMm * MILLI));
    double[] pixel = new double[2];
    return camera.project(new double[] {there.x(), there.y(), there.z()}, pixel)
        ? Optional.of(pixel)
        : Optional.empty();
  }

  /// A picture of the sheet as if seen from straight above, so many pixels a millimetre.
  ///
  /// @param aroundMm how much is shown beyond the board, in millimetres
  public GreyPicture rectified(GreyPicture picture, double aroundMm, double pixelsPerMm) {
    int width = (int) Math.round((board.widthMm() + 2 * aroundMm) * pixelsPerMm);
    int height = (int) Math.round((board.heightMm() + 2 * aroundMm) * pixelsPerMm);
    byte[] grey = new byte[width * height];
    for (int v = 0; v < height; v++) {
      for (int u = 0; u < width; u++) {
        double[] from =
            pixel((u + 0.5) / pixelsPerMm - aroundMm, (v + 0.5) / pixelsPerMm - aroundMm)
                .orElse(null);
        if (from != null && picture.holds(from[0], from[1], 1)) {
          grey[v * width + u] = (byte) Math.round(picture.at(from[0], from[1]));
        }
      }
    }
    return new GreyPicture(grey, width, height);
  }

  /// How large a hand is of which these places were marked.
  ///
  /// @param marks all of [Landmark], each where it is seen on the sheet, in millimetres: as in the
  ///   rectified picture, which knows nothing of how high a hand is
  public HandLengths measure(Map<Landmark, double[]> marks) {
    double length = USUAL_MM;
    for (int round = 0; round < 4; round++) {
      length = apart(marks, Landmark.WRIST, Landmark.MIDDLE_TIP, 1, 1, length / USUAL_MM);
    }
    double scale = length / USUAL_MM;
    return new HandLengths(
        length,
        doubt(marks, Landmark.WRIST, Landmark.MIDDLE_TIP, scale),
        apart(marks, Landmark.INDEX_KNUCKLE, Landmark.LITTLE_KNUCKLE, 1, 1, scale),
        doubt(marks, Landmark.INDEX_KNUCKLE, Landmark.LITTLE_KNUCKLE, scale));
  }

  /// Two marks' distance along the sheet, at their heights.
  private double apart(
      Map<Landmark, double[]> marks,
      Landmark from,
      Landmark to,
      double fromShare,
      double toShare,
      double scale) {
    double[] a = above(marks, from, fromShare * scale * from.heightMm());
    double[] b = above(marks, to, toShare * scale * to.heightMm());
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  /// What is seen at a place of the sheet, if it is so high above it: nearer to the camera's foot.
  private double[] above(Map<Landmark, double[]> marks, Landmark which, double heightMm) {
    double[] seen = marks.get(which);
    if (seen == null) {
      throw new IllegalArgumentException(which + " is not marked");
    }
    Vec3 eye = eye();
    double share = heightMm / Math.abs(eye.z());
    return new double[] {
      seen[0] + share * (eye.x() - seen[0]), seen[1] + share * (eye.y() - seen[1])
    };
  }

  private double doubt(Map<Landmark, double[]> marks, Landmark from, Landmark to, double scale) {
    double here = apart(marks, from, to, 1, 1, scale);
    double fromHigher = apart(marks, from, to, 1 + HEIGHT_SHARE, 1, scale) - here;
    double toHigher = apart(marks, from, to, 1, 1 + HEIGHT_SHARE, scale) - here;
    double print = PRINT_SHARE * here;
    // Corners that lie off by pixels say that the sheet is not quite where it is thought.
    double pixelMm = Math.abs(eye().z()) / Math.max(camera.fx(), camera.fy());
    double sheet = rmsPixels * pixelMm;
    return SIGMAS
        * Math.sqrt(
            from.metMm() * from.metMm()
                + to.metMm() * to.metMm()
                // A hand that is higher is so at both ends.
                + (fromHigher + toHigher) * (fromHigher + toHigher)
                + print * print
                + sheet * sheet);
  }
}
