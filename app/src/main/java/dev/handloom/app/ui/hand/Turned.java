package dev.handloom.app.ui.hand;

/// A view that can be turned, with another one or alone.
@FunctionalInterface
public interface Turned {
  /// Looks from elsewhere: yaw 0, pitch 0 is straight on the back of the hand. Radians.
  void lookFrom(double yaw, double pitch);
}
