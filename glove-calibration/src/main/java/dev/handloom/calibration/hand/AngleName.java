package dev.handloom.calibration.hand;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;

/// What the angles of a hand are called.
public final class AngleName {
  private static final String[] THUMB = {"opposition", "abduction", "mcp", "ip"};
  private static final String[] FINGER = {"mcp", "spread", "pip", "dip"};

  private AngleName() {}

  /// As a channel: `index_mcp`.
  public static String of(int angle) {
    Finger finger = Finger.values()[angle / HandAngles.PER_FINGER];
    String[] names = finger == Finger.THUMB ? THUMB : FINGER;
    return finger.word() + "_" + names[angle % HandAngles.PER_FINGER];
  }
}
