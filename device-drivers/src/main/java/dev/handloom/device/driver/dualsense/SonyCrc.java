package dev.handloom.device.driver.dualsense;

import java.util.zip.CRC32;

/// The check that Bluetooth reports of Sony's controllers carry in their last four bytes: CRC-32
/// over a byte that says which way the report goes, and the report.
public final class SonyCrc {
  /// To the host.
  public static final int INPUT = 0xA1;

  /// To the controller.
  public static final int OUTPUT = 0xA2;

  /// A feature report to the host.
  public static final int FEATURE = 0xA3;

  private static final int BYTES = 4;
  private final CRC32 crc = new CRC32();

  /// Whether a report ends in its check.
  public boolean good(int way, byte[] report, int length) {
    return length > BYTES && read(report, length - BYTES) == of(way, report, length - BYTES);
  }

  /// Writes the check over the last four bytes of a report.
  public void seal(int way, byte[] report, int length) {
    int sum = of(way, report, length - BYTES);
    for (int i = 0; i < BYTES; i++) {
      report[length - BYTES + i] = (byte) (sum >> (8 * i));
    }
  }

  private int of(int way, byte[] report, int length) {
    crc.reset();
    crc.update(way);
    crc.update(report, 0, length);
    return (int) crc.getValue();
  }

  private static int read(byte[] from, int at) {
    return (from[at] & 0xFF)
        | ((from[at + 1] & 0xFF) << 8)
        | ((from[at + 2] & 0xFF) << 16)
        | ((from[at + 3] & 0xFF) << 24);
  }
}
