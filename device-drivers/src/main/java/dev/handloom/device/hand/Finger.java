package dev.handloom.device.hand;

import java.util.Locale;

/// The five fingers, thumb first, with the joints they own.
public enum Finger {
  THUMB(HandJoint.THUMB_METACARPAL),
  INDEX(HandJoint.INDEX_METACARPAL),
  MIDDLE(HandJoint.MIDDLE_METACARPAL),
  RING(HandJoint.RING_METACARPAL),
  LITTLE(HandJoint.LITTLE_METACARPAL);

  private final HandJoint base;

  Finger(HandJoint base) {
    this.base = base;
  }

  /// The joint nearest the wrist.
  public HandJoint base() {
    return base;
  }

  /// The fingertip.
  public HandJoint tip() {
    return HandJoint.of(base.ordinal() + joints() - 1);
  }

  /// Joints including the tip: four of the thumb, five of the others.
  public int joints() {
    return this == THUMB ? 4 : 5;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
