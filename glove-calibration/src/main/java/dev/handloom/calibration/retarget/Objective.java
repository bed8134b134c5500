package dev.handloom.calibration.retarget;

import java.util.Locale;
import java.util.Optional;

/// What a robot's hand is to take over from the person's.
public enum Objective {
  /// Fingertips at the places of the person's, the whole hand scaled by one number.
  POSITION,
  /// Each finger reaches as far out of its knuckle as the person's does, for its own length.
  VECTOR,
  /// As [#VECTOR], and where a fingertip comes near the thumb, that they meet counts for more than
  /// where.
  PINCH;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Objective> named(String word) {
    for (Objective each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
