package dev.handloom.device.sim.instrument;

/// Writes a packet of text, byte by byte.
public final class Ascii {
  private byte[] into = new byte[0];
  private int at;

  public Ascii begin(byte[] into) {
    this.into = into;
    at = 0;
    return this;
  }

  public Ascii put(String text) {
    for (int i = 0; i < text.length(); i++) {
      into[at++] = (byte) text.charAt(i);
    }
    return this;
  }

  public Ascii put(long number) {
    if (number >= 10) {
      put(number / 10);
    }
    into[at++] = (byte) ('0' + number % 10);
    return this;
  }

  public int length() {
    return at;
  }
}
