package dev.handloom.device.link;

import java.io.IOException;

/// Reports of a human interface device.
public non-sealed interface HidLink extends Link {
  /// Waits for an input report, for at most the given time. Its first byte is the report's number
  /// if the device numbers its reports.
  ///
  /// @return its length; 0 when the time is up
  /// @throws IOException when the device is gone
  int read(byte[] report, int waitMillis) throws IOException;

  /// Studio time at which the last read report was in the studio's hands.
  long arrivalNanos();

  /// Sends an output report.
  ///
  /// @param report its number first, 0 if the device does not number them
  void write(byte[] report, int length) throws IOException;

  /// Asks for a feature report. The first byte of the answer is its number.
  ///
  /// @return its length
  int feature(int number, byte[] into) throws IOException;

  /// Sends a feature report.
  ///
  /// @param report its number first, 0 if the device does not number them
  void sendFeature(byte[] report, int length) throws IOException;

  /// Which device it is.
  HidPort port();
}
