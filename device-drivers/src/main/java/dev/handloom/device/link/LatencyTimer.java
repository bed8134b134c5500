package dev.handloom.device.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/// How long an FTDI adapter waits for more bytes before it hands over what it has. Linux shows it;
/// 16 ms, the usual value, delays short packets by so much and halves the rate of a servo bus.
final class LatencyTimer {
  static final Path SYSFS = Path.of("/sys");

  /// Above this it can be felt.
  private static final int GOOD_MILLIS = 2;

  private LatencyTimer() {}

  /// In milliseconds; empty if this port has none.
  static OptionalInt millis(Path sysfs, String port) {
    try {
      String name = String.valueOf(Path.of(port).toRealPath().getFileName());
      Path file = sysfs.resolve("class/tty").resolve(name).resolve("device/latency_timer");
      return OptionalInt.of(Integer.parseInt(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /// What to do about it, if anything.
  static java.util.List<LinkAdvice> advice(Path sysfs, String port) {
    OptionalInt millis = millis(sysfs, port);
    if (millis.isEmpty() || millis.getAsInt() <= GOOD_MILLIS) {
      return java.util.List.of();
    }
    String name = String.valueOf(Path.of(port).getFileName());
    return java.util.List.of(
        new LinkAdvice(
            "The USB adapter holds bytes back for up to "
                + millis.getAsInt()
                + " ms (its latency timer).",
            "As administrator: echo 1 > /sys/class/tty/" + name + "/device/latency_timer"));
  }
}
