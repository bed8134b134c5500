package dev.handloom.device.driver.mjpeg;

import java.nio.charset.StandardCharsets;

/// Looks for a delimiter at the beginning of a line, in bytes that come in pieces (Knuth, Morris
/// and Pratt: every byte is looked at once).
final class DelimiterWatch {
  private byte[] wanted = new byte[0];
  private int[] fallback = new int[0];
  private int matched;

  /// What to look for from now on.
  void expect(String boundary) {
    wanted = ("\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    fallback = new int[wanted.length];
    for (int i = 1, k = 0; i < wanted.length; i++) {
      while (k > 0 && wanted[i] != wanted[k]) {
        k = fallback[k - 1];
      }
      if (wanted[i] == wanted[k]) {
        k++;
      }
      fallback[i] = k;
    }
    matched = 0;
  }

  /// A part begins: what came before does not count.
  void begin() {
    matched = 0;
  }

  /// How many bytes it takes to the end of the delimiter; more than there are if it is not there.
  int find(byte[] bytes, int from, int length) {
    if (wanted.length == 0) {
      return Integer.MAX_VALUE;
    }
    for (int i = 0; i < length; i++) {
      byte b = bytes[from + i];
      if (matched == 0 && b != '\n') {
        continue;
      }
      while (matched > 0 && b != wanted[matched]) {
        matched = fallback[matched - 1];
      }
      if (b == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        matched = 0;
        return i + 1;
      }
    }
    return Integer.MAX_VALUE;
  }
}
