package dev.handloom.calibration.gripper;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.FisheyeCamera;
import dev.handloom.calibration.camera.PinholeCamera;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A gripper at one time: its tags, the lens they were seen through, and what widths follow.
///
/// @param gripper what the rig calls its wrist camera, or what a video is called
/// @param lens kind, size and parameters of the wrist camera
/// @param openMm the width when fully open
/// @param encoder the gripper's own encoder beside the tags during the run, where it has one
public record GripperProfile(
    int format,
    String gripper,
    Instant taken,
    String software,
    GripperTags tags,
    Lens lens,
    WidthModel model,
    double openMm,
    GripperQuality quality,
    @Nullable Encoder encoder) {
  static final int FORMAT = 1;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

  /// @param channel stream and channel, as `gripper/encoder/encoder`
  public record Encoder(String channel, EncoderCheck check) {}

  /// @param kind pinhole or fisheye
  /// @param parameters in the order of [CameraModel#parameters]
  public record Lens(String kind, int width, int height, double[] parameters) {
    static Lens of(CameraModel camera) {
      String kind =
          switch (camera) {
            case FisheyeCamera ignored -> "fisheye";
            case PinholeCamera ignored -> "pinhole";
          };
      return new Lens(kind, camera.width(), camera.height(), camera.parameters());
    }

    public CameraModel camera() {
      CameraModel plain =
          kind.equals("fisheye")
              ? new FisheyeCamera(width, height, 1, 1, 0, 0, 0, 0, 0, 0)
              : new PinholeCamera(width, height, 1, 1, 0, 0, 0, 0, 0, 0, 0);
      return plain.with(parameters);
    }

    /// Whether a file that somebody edited still says a camera.
    boolean whole() {
      int wanted = kind.equals("fisheye") ? 8 : kind.equals("pinhole") ? 9 : -1;
      return width > 0 && height > 0 && parameters.length == wanted;
    }
  }

  public static GripperProfile of(
      String gripper,
      Instant taken,
      String software,
      GripperTags tags,
      CameraModel camera,
      GripperFit fit,
      @Nullable Encoder encoder) {
    return new GripperProfile(
        FORMAT,
        gripper,
        taken,
        software,
        tags,
        Lens.of(camera),
        fit.model(),
        fit.openMm(),
        fit.quality(),
        encoder);
  }

  /// Unique among those of a gripper, sorts by time.
  public String id() {
    return STAMP.format(taken);
  }

  /// In a line, for a person.
  public String words() {
    return String.format(
        Locale.ROOT,
        "%s, %s, %s, opens %.1f mm, known to ±%.1f mm",
        gripper,
        DAY.format(taken.atZone(ZoneId.systemDefault())),
        quality.grade().word().toLowerCase(Locale.ROOT),
        openMm,
        model.doubtMm(openMm / 2));
  }
}
