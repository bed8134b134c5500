package dev.handloom.store.camera;

import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What an operating system reaches its cameras with.
///
/// @param id of the driver
/// @param title of the driver
/// @param scheme of its addresses
/// @param example a whole address
/// @param system how the operating system's name begins, in lower case
/// @param format the video library's name of it
/// @param before what the library wants in front of a camera's name
/// @param after and behind it
/// @param ticksPerSecond of the times that it gives pictures
/// @param packed the option with which it hands on JPEG pictures as they are; empty if it cannot
record CameraSystem(
    String id,
    String title,
    String scheme,
    String example,
    String system,
    String format,
    String before,
    String after,
    long ticksPerSecond,
    String packed) {

  static final CameraSystem DIRECT_SHOW =
      new CameraSystem(
          "usb-camera-windows",
          "USB camera (Windows)",
          "dshow",
          "dshow:HD Pro Webcam C920",
          "windows",
          "dshow",
          "video=",
          "",
          10_000_000,
          "vcodec=mjpeg");

  static final CameraSystem AV_FOUNDATION =
      new CameraSystem(
          "usb-camera-macos",
          "USB camera (macOS)",
          "avfoundation",
          "avfoundation:HD Pro Webcam C920",
          "mac",
          "avfoundation",
          "",
          ":none",
          1_000_000,
          "");

  private static final long OPEN_NANOS = 10_000_000_000L;
  private static final long SILENCE_NANOS = 5_000_000_000L;

  boolean isThisOne() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith(system);
  }

  /// @param name of the camera, as the address has it
  Input input(String name, DeviceConfig config, boolean passThrough) throws RigFileException {
    Map<String, String> options = new LinkedHashMap<>();
    options.put(
        "video_size", config.whole(PictureSize.WIDTH) + "x" + config.whole(PictureSize.HEIGHT));
    options.put("framerate", config.text(PictureSize.FPS));
    if (passThrough) {
      int equals = packed.indexOf('=');
      options.put(packed.substring(0, equals), packed.substring(equals + 1));
    }
    return new Input(
        format, before + name + after, scheme + ":" + name, options, OPEN_NANOS, SILENCE_NANOS);
  }
}
