package dev.handloom.device.sim.wearer;

/// What a wearer can be asked to do.
public enum Asked {
  FLAT,
  SPREAD,
  FIST,
  THUMB_ACROSS,
  PINCH_INDEX,
  PINCH_MIDDLE,
  PINCH_RING,
  PINCH_LITTLE,
  WRIST,
  REST
}
