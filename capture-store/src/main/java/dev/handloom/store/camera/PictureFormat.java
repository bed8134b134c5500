package dev.handloom.store.camera;

import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.stream.FrameFormat;
import java.util.List;

/// Whether a camera's pictures are unpacked, or stored as they come.
final class PictureFormat {
  private static final String ANY = "any";
  private static final String MJPEG = "mjpeg";

  static final Setting.Choice SETTING =
      new Setting.Choice(
          "format",
          ANY,
          List.of(ANY, MJPEG),
          "any: whatever it sends is unpacked, and packed anew in an episode; mjpeg: its JPEG"
              + " pictures are stored as they come.");

  private PictureFormat() {}

  static boolean passesThrough(DeviceConfig config) throws RigFileException {
    return config.text(SETTING).equals(MJPEG);
  }

  static FrameFormat of(DeviceConfig config) throws RigFileException {
    return passesThrough(config) ? PictureSize.jpeg(config) : unpacked(config);
  }

  /// They are packed as H.264 in an episode, which stores colours for two by two pixels.
  static FrameFormat unpacked(DeviceConfig config) throws RigFileException {
    for (Setting.Whole side : List.of(PictureSize.WIDTH, PictureSize.HEIGHT)) {
      if (config.whole(side) % 2 != 0) {
        throw config.wrong(side.name(), "must be even, not " + config.whole(side));
      }
    }
    return new FrameFormat(
        config.whole(PictureSize.WIDTH), config.whole(PictureSize.HEIGHT), FrameFormat.Pixels.BGRA);
  }
}
