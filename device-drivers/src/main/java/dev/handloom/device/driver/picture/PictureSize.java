package dev.handloom.device.driver.picture;

import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.stream.FrameFormat;

/// How large a camera's pictures are, as the rig file says; and what to say if they are not.
public final class PictureSize {
  public static final Setting.Whole WIDTH =
      new Setting.Whole("width", 640, 1, FrameFormat.LARGEST_SIDE, "pixels", "Width of a picture.");
  public static final Setting.Whole HEIGHT =
      new Setting.Whole(
          "height", 480, 1, FrameFormat.LARGEST_SIDE, "pixels", "Height of a picture.");
  public static final Setting.Rate FPS =
      new Setting.Rate("fps", 30, "Pictures a second that the camera is set to.");

  private PictureSize() {}

  /// JPEG pictures of the size that the rig file says.
  public static FrameFormat jpeg(DeviceConfig config) throws RigFileException {
    return new FrameFormat(config.whole(WIDTH), config.whole(HEIGHT), FrameFormat.Pixels.JPEG);
  }

  /// It sends pictures of another size.
  public static Concern other(FrameFormat wanted, int width, int height) {
    return new Concern(
        "It sends pictures of "
            + width
            + "×"
            + height
            + ", not of "
            + wanted.width()
            + "×"
            + wanted.height()
            + "; none is recorded",
        "Set width and height in the rig file, or on the camera");
  }
}
