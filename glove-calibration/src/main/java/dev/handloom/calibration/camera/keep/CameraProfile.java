package dev.handloom.calibration.camera.keep;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.FisheyeCamera;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.PinholeCamera;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.fit.CameraQuality;
import dev.handloom.calibration.camera.fit.Intrinsics;
import dev.handloom.calibration.camera.fit.LensChoice;
import dev.handloom.calibration.camera.fit.RegionErrors;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.quality.Grade;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A camera at one time: its numbers, how far they are to be trusted, and the corners that they
/// rest on, so that a later studio can fit again.
///
/// @param id unique among the camera's, sorts by time
/// @param camera as the rig knows it
/// @param software version of the studio that made it
/// @param simulated whether the camera was one
/// @param lens `pinhole` or `fisheye`
/// @param parameters by name: `fx`, `fy`, `cx`, `cy`, then distortions
/// @param bounds by name: the truth is within so much, in at least 95 cases of 100
/// @param covariance in the order of the parameters
/// @param heldOutPixels how far off corners lie in views it was not fitted to; null if there were
///   too few
/// @param regionPixels how far off corners lie in nine parts of the picture, row by row; null where
///   none was seen
/// @param leftOut corners that were taken for mistakes
/// @param fixed distortions of which the views say nothing
/// @param why this lens and not the other
/// @param grade how far it can be trusted, in a word
/// @param reasons why not further, and what would help
/// @param views the corners as they were found
public record CameraProfile(
    int format,
    String id,
    String camera,
    Instant taken,
    String software,
    boolean simulated,
    String lens,
    int width,
    int height,
    Map<String, Double> parameters,
    Map<String, Double> bounds,
    double[][] covariance,
    double noisePixels,
    double rmsPixels,
    @Nullable Double heldOutPixels,
    List<@Nullable Double> regionPixels,
    List<Integer> regionCorners,
    int leftOut,
    List<String> fixed,
    String why,
    Grade grade,
    List<String> reasons,
    UsedBoard board,
    List<BoardView> views) {
  static final int FORMAT = 1;

  static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// The board that was shown.
  public record UsedBoard(
      String family, int firstId, int columns, int rows, double squareMm, double markMm) {
    public static UsedBoard of(Board board) {
      return new UsedBoard(
          board.family().name(),
          board.firstId(),
          board.columns(),
          board.rows(),
          board.squareMm(),
          board.markMm());
    }
  }

  /// Of a run that has just ended.
  public static CameraProfile of(
      String camera,
      Instant taken,
      String software,
      boolean simulated,
      LensChoice choice,
      Board board,
      List<BoardView> views) {
    Intrinsics best = choice.best();
    CameraQuality quality = CameraQuality.of(best);
    CameraModel model = best.camera();
    Map<String, Double> parameters = new LinkedHashMap<>();
    Map<String, Double> bounds = new LinkedHashMap<>();
    String[] names = model.names();
    double[] values = model.parameters();
    for (int i = 0; i < names.length; i++) {
      parameters.put(names[i], values[i]);
      bounds.put(names[i], best.bounds()[i]);
    }
    List<@Nullable Double> regions = new ArrayList<>();
    List<Integer> corners = new ArrayList<>();
    for (int i = 0; i < RegionErrors.SIDE * RegionErrors.SIDE; i++) {
      regions.add(orNull(best.regions().rmsPixels()[i]));
      corners.add(best.regions().corners()[i]);
    }
    return new CameraProfile(
        FORMAT,
        STAMP.format(taken),
        camera,
        taken,
        software,
        simulated,
        LensKind.of(model).words(),
        model.width(),
        model.height(),
        parameters,
        bounds,
        best.covariance(),
        best.noisePixels(),
        best.rmsPixels(),
        orNull(best.heldOutPixels()),
        regions,
        corners,
        best.leftOut(),
        best.fixed(),
        choice.why(),
        quality.grade(),
        quality.reasons(),
        UsedBoard.of(board),
        views);
  }

  /// Without the corners it rests on, for what only uses it.
  public CameraProfile withoutViews() {
    return new CameraProfile(
        format,
        id,
        camera,
        taken,
        software,
        simulated,
        lens,
        width,
        height,
        parameters,
        bounds,
        covariance,
        noisePixels,
        rmsPixels,
        heldOutPixels,
        regionPixels,
        regionCorners,
        leftOut,
        fixed,
        why,
        grade,
        reasons,
        board,
        List.of());
  }

  /// In a line.
  public String words() {
    return String.format(
        Locale.ROOT,
        "Lens %s: %s of %d × %d, %s, corners %.2f px off",
        id,
        lens,
        width,
        height,
        grade.word().toLowerCase(Locale.ROOT),
        rmsPixels);
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /// The camera itself.
  ///
  /// @throws IllegalArgumentException where the parts do not fit together
  public CameraModel model() {
    CameraModel plain =
        lens.equals(LensKind.PINHOLE.words())
            ? new PinholeCamera(width, height, 1, 1, 0, 0, 0, 0, 0, 0, 0)
            : new FisheyeCamera(width, height, 1, 1, 0, 0, 0, 0, 0, 0);
    String[] names = plain.names();
    double[] values = new double[names.length];
    for (int i = 0; i < names.length; i++) {
      Double value = parameters.get(names[i]);
      if (value == null || !Double.isFinite(value)) {
        throw new IllegalArgumentException("no " + names[i]);
      }
      values[i] = value;
    }
    if (covariance.length != names.length || width < 1 || height < 1) {
      throw new IllegalArgumentException("parts that do not fit together");
    }
    return plain.with(values);
  }
}
