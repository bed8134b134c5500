package dev.handloom.device.hand;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person is asked to do with one hand, while the other one rests, so that what is worn on
/// it shows what it can.
public enum HandExercise {
  /// Flat on the table.
  STILL(null),
  /// Closed and opened, again and again.
  FIST(null),
  /// Fingers apart and together.
  SPREAD(null),
  THUMB(Finger.THUMB),
  INDEX(Finger.INDEX),
  MIDDLE(Finger.MIDDLE),
  RING(Finger.RING),
  LITTLE(Finger.LITTLE),
  /// Turned and bent.
  WRIST(null),
  /// On the table.
  TAP(null);

  private final @Nullable Finger finger;

  HandExercise(@Nullable Finger finger) {
    this.finger = finger;
  }

  /// The one finger that is asked for, where it is one.
  public @Nullable Finger finger() {
    return finger;
  }

  /// Whether the fingers bend in it.
  public boolean bends() {
    return this == FIST || finger != null;
  }

  /// In episodes and reports.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The exercise of that word.
  public static Optional<HandExercise> named(String word) {
    for (HandExercise each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
