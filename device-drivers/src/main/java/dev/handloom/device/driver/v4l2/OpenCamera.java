package dev.handloom.device.driver.v4l2;

import dev.handloom.device.link.CameraPort;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A camera that streams as its rig file wants it.
///
/// @param fps pictures a second that it promised
record OpenCamera(
    CameraPort port,
    Camera camera,
    Camera.Identity identity,
    Camera.Layout layout,
    double fps,
    Controls controls) {
  /// Rates that are further apart are not the same.
  private static final double NEAR = 0.02;

  /// @param rest of its address
  /// @throws IOException if it cannot be had now
  /// @throws RigFileException if it will never give what is wanted
  static OpenCamera open(DeviceConfig config, String rest) throws IOException, RigFileException {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      throw new RigFileException(
          config.line(),
          "USB cameras are read on Linux only so far; device " + config.id() + " cannot work here");
    }
    CameraPort port = CameraPort.pick(rest, CameraPort.nodes(CameraPort.SYSTEM));
    try {
      return start(config, port, VideoNode.open(port.path()));
    } catch (Refusal e) {
      throw Trouble.words(e, port);
    }
  }

  /// Asks for what the rig file wants, and begins.
  static OpenCamera start(DeviceConfig config, CameraPort port, Kernel kernel)
      throws IOException, RigFileException {
    Camera camera = new Camera(kernel);
    Controls controls = new Controls(kernel);
    try {
      return started(config, port, camera, controls);
    } catch (IOException | RigFileException | RuntimeException e) {
      controls.restore();
      camera.close();
      throw e;
    }
  }

  private static OpenCamera started(
      DeviceConfig config, CameraPort port, Camera camera, Controls controls)
      throws IOException, RigFileException {
    Camera.Identity identity = camera.identity();
    String which =
        "Camera " + identity.card() + " (device " + config.id() + ", " + port.path() + ") ";
    if (!identity.pictures()) {
      throw new RigFileException(
          config.line(),
          which
              + "gives no pictures at this path. A camera has several; `handloom devices` names the"
              + " right one");
    }
    PixelFormat pixels = PixelFormat.of(config.text(V4l2Driver.FORMAT));
    int width = config.whole(V4l2Driver.WIDTH);
    int height = config.whole(V4l2Driver.HEIGHT);
    double hz = config.rateHz(V4l2Driver.FPS);
    Offers offers = camera.offers();
    String complaint = offers.complaint(pixels, width, height, hz);
    Offers.Format format = offers.format(pixels);
    if (complaint != null || format == null) {
      throw new RigFileException(config.line(), which + complaint);
    }
    Camera.Layout layout = camera.set(format.fourcc(), width, height);
    if (layout.pixels() != pixels || layout.width() != width || layout.height() != height) {
      throw new RigFileException(
          config.line(),
          which
              + "gives %s pictures of %d×%d when asked for %s of %d×%d"
                  .formatted(
                      layout.pixels().word(),
                      layout.width(),
                      layout.height(),
                      pixels.word(),
                      width,
                      height));
    }
    double fps = pace(camera, offers, pixels, width, height, hz);
    if (Math.abs(fps - hz) > NEAR * hz) {
      throw new RigFileException(
          config.line(),
          which + "gives %.2f pictures a second when asked for %.2f".formatted(fps, hz));
    }
    set(config, which, controls);
    camera.start();
    return new OpenCamera(port, camera, identity, layout, fps, controls);
  }

  private static double pace(
      Camera camera, Offers offers, PixelFormat pixels, int width, int height, double hz)
      throws Refusal {
    Offers.Interval listed = offers.interval(pixels, width, height, hz);
    double given =
        listed != null && listed.gives(hz) && listed.numerator() == listed.mostNumerator()
            ? camera.pace(listed.numerator(), listed.denominator())
            : camera.pace(1000, (int) Math.round(hz * 1000));
    return given == 0 ? hz : given;
  }

  private static void set(DeviceConfig config, String which, Controls controls)
      throws RigFileException {
    if (config.flag(V4l2Driver.KEEP_RATE)) {
      controls.keepRate();
    }
    double exposure = config.number(V4l2Driver.EXPOSURE);
    if (exposure > 0) {
      within(
          config,
          which,
          "an exposure",
          controls.range(Controls.EXPOSURE),
          exposure,
          Controls.EXPOSURE_UNIT_NANOS / 1e6,
          "ms");
      if (!controls.exposure(exposure)) {
        throw new RigFileException(config.line(), which + "does not let its exposure be set");
      }
    }
    int kelvin = config.whole(V4l2Driver.WHITE_BALANCE);
    if (kelvin > 0) {
      within(
          config,
          which,
          "a white balance",
          controls.range(Controls.WHITE_BALANCE_KELVIN),
          kelvin,
          1,
          "K");
      if (!controls.whiteBalance(kelvin)) {
        throw new RigFileException(config.line(), which + "does not let its white balance be set");
      }
    }
  }

  private static void within(
      DeviceConfig config,
      String which,
      String what,
      Controls.@Nullable Range range,
      double wanted,
      double unit,
      String name)
      throws RigFileException {
    if (range == null) {
      throw new RigFileException(config.line(), which + "has not " + what + " that can be set");
    }
    if (wanted < range.low() * unit || wanted > range.high() * unit) {
      throw new RigFileException(
          config.line(),
          which
              + "takes %s from %s to %s %s, not %s"
                  .formatted(what, range.low() * unit, range.high() * unit, name, wanted));
    }
  }

  /// Puts back what was changed, and lets go of it.
  void close() {
    controls.restore();
    camera.close();
  }
}
