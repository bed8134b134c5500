package dev.handloom.app.ui.hand;

/// How far a hand can be believed.
public enum HandState {
  /// It is where it is drawn, now.
  LIVE,
  /// It was there; nothing new has come since.
  STALE,
  /// Nobody knows: no glove, no calibration, or a joint without a number.
  UNKNOWN
}
