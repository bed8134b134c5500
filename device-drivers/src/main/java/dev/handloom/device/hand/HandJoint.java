package dev.handloom.device.hand;

/// The 26 joints of a hand, in the order of OpenXR's hand tracking extension.
public enum HandJoint {
  PALM,
  WRIST,
  THUMB_METACARPAL,
  THUMB_PROXIMAL,
  THUMB_DISTAL,
  THUMB_TIP,
  INDEX_METACARPAL,
  INDEX_PROXIMAL,
  INDEX_INTERMEDIATE,
  INDEX_DISTAL,
  INDEX_TIP,
  MIDDLE_METACARPAL,
  MIDDLE_PROXIMAL,
  MIDDLE_INTERMEDIATE,
  MIDDLE_DISTAL,
  MIDDLE_TIP,
  RING_METACARPAL,
  RING_PROXIMAL,
  RING_INTERMEDIATE,
  RING_DISTAL,
  RING_TIP,
  LITTLE_METACARPAL,
  LITTLE_PROXIMAL,
  LITTLE_INTERMEDIATE,
  LITTLE_DISTAL,
  LITTLE_TIP;

  public static final int COUNT = 26;

  private static final HandJoint[] ALL = values();

  /// The joint of an index in OpenXR's order.
  public static HandJoint of(int index) {
    return ALL[index];
  }
}
