package dev.handloom.device.sim.instrument;

/// Writes a packet of text, byte by byte.
final class Ascii {
  private byte[] into = new byte[0];
  private int at;

  Ascii begin(byte[] into) {
    this.into = into;
    at = 0;
    return this;
  }

  Ascii put(String text) {
    for (int i = 0; i < text.length(); i++) {
      into[at++] = (byte) text.charAt(i);
    }
    return this;
  }

  Ascii put(long number) {
    if (number >= 10) {
      put(number / 10);
    }
    into[at++] = (byte) ('0' + number % 10);
    return this;
  }

  int length() {
    return at;
  }
}
