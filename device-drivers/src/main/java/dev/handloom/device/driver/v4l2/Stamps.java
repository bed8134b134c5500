package dev.handloom.device.driver.v4l2;

import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.stream.StampSource;
import org.jspecify.annotations.Nullable;

/// What the stamps of a camera's pictures mean, and how long after the middle of the exposure, of
/// the middle row, they are taken.
///
/// With a rolling shutter the rows are exposed one after the other for as long as the read-out
/// takes, which nobody tells; it is at most the time from picture to picture, and so is the
/// exposure where it is not known.
///
/// @param source as it goes into the records
/// @param what is stamped, for a person
/// @param earliestNanos least time from the middle of the exposure to the stamp
/// @param latestNanos greatest time from the middle of the exposure to the stamp
/// @param exposureDoubtNanos how far the middle of an unknown exposure may lie from where it lay
///   when somebody measured
record Stamps(
    StampSource source,
    String what,
    long earliestNanos,
    long latestNanos,
    long exposureDoubtNanos) {
  /// Isochronous packets are handed over by the controller in groups of up to 32, one each 125 µs.
  private static final long USB_GROUP_NANOS = 4_000_000L;

  /// For an exposure that the camera chooses by itself.
  static final long UNKNOWN = -1;

  /// @param driver of the kernel
  /// @param startOfExposure whether the kernel says that its stamps are of that, and not of the end
  ///   of a picture
  /// @param hardware whether the USB driver reckons with the camera's own stamps
  /// @param periodNanos from picture to picture
  /// @param exposureNanos or [#UNKNOWN]
  static Stamps of(
      String driver,
      boolean startOfExposure,
      boolean hardware,
      long periodNanos,
      long exposureNanos) {
    long shortest = exposureNanos == UNKNOWN ? 0 : exposureNanos;
    long longest = exposureNanos == UNKNOWN ? periodNanos : exposureNanos;
    long doubt = (longest - shortest) / 2;
    boolean usb = driver.equals("uvcvideo");
    if (startOfExposure && usb && !hardware) {
      // It says start of exposure, but looks at the clock when the first bytes come: after the
      // first
      // row was read, or after the whole picture was, and packed.
      return new Stamps(
          StampSource.KERNEL_FIRST_BYTES,
          "a picture's first bytes",
          shortest / 2 - periodNanos / 2,
          longest / 2 + periodNanos / 2 + periodNanos + USB_GROUP_NANOS,
          doubt);
    }
    if (startOfExposure && usb) {
      // The camera stamps "when the raw frame capture begins"; some take that for the read-out.
      return new Stamps(
          StampSource.KERNEL_EXPOSURE_START,
          "the start of a picture by the camera's own clock",
          -longest / 2 - periodNanos / 2,
          longest / 2,
          doubt);
    }
    if (startOfExposure) {
      return new Stamps(
          StampSource.KERNEL_EXPOSURE_START,
          "the start of a picture's exposure",
          -longest / 2 - periodNanos / 2,
          -shortest / 2,
          doubt);
    }
    return new Stamps(
        StampSource.KERNEL_FRAME_END,
        "a picture's last bytes",
        shortest / 2,
        longest / 2 + periodNanos / 2 + periodNanos,
        doubt);
  }

  /// What is taken off a stamp.
  ///
  /// @param measured on this camera, with the exposure that is used; null where nobody has
  PathDelay lag(@Nullable PathDelay measured) {
    return measured == null
        ? assumed()
        : new PathDelay(
            measured.leastNanos(),
            measured.uncertaintyNanos() + exposureDoubtNanos,
            measured.origin());
  }

  /// As long as nobody has measured: the middle of what is possible.
  PathDelay assumed() {
    long middle = Math.floorDiv(earliestNanos + latestNanos, 2);
    return new PathDelay(middle, latestNanos - middle, "assumed, not measured");
  }
}
