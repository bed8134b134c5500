package dev.handloom.device.hand;

import java.util.Locale;

/// Which hand.
public enum HandSide {
  LEFT,
  RIGHT;

  /// As used in stream names and messages.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// +1 where the thumb lies towards +X of the wrist's frame (a left hand, palm down), else −1.
  public int thumbSign() {
    return this == LEFT ? 1 : -1;
  }
}
