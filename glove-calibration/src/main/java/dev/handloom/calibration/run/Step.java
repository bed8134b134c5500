package dev.handloom.calibration.run;

import dev.handloom.device.hand.Finger;
import org.jspecify.annotations.Nullable;

/// A pose that the person is asked for.
public enum Step {
  FLAT("Flat hand", "Hold the hand flat, fingers straight and together, thumb along the palm."),
  SPREAD("Spread", "Spread all fingers as far as is comfortable, thumb out to the side."),
  FIST("Fist", "Make a fist, not too tight, thumb over the fingers."),
  THUMB_ACROSS("Thumb across", "Keep the fingers straight and lay the thumb across the palm."),
  PINCH_INDEX(
      "Pinch index", "Put the tips of thumb and index finger together, the others straight."),
  PINCH_MIDDLE(
      "Pinch middle", "Put the tips of thumb and middle finger together, the others straight."),
  PINCH_RING("Pinch ring", "Put the tips of thumb and ring finger together, the others straight."),
  PINCH_LITTLE(
      "Pinch little", "Put the tips of thumb and little finger together, the others straight."),
  WRIST("Wrist", "Bend the wrist up as far as is comfortable and hold it there."),
  REST("Rest", "Let the hand go loose.");

  private final String title;
  private final String words;

  Step(String title, String words) {
    this.title = title;
    this.words = words;
  }

  public String title() {
    return title;
  }

  /// What to do, in a sentence that can be spoken.
  public String words() {
    return words;
  }

  /// The finger whose tip meets the thumb's, or null in the other poses.
  public @Nullable Finger pinched() {
    return switch (this) {
      case PINCH_INDEX -> Finger.INDEX;
      case PINCH_MIDDLE -> Finger.MIDDLE;
      case PINCH_RING -> Finger.RING;
      case PINCH_LITTLE -> Finger.LITTLE;
      default -> null;
    };
  }

  /// The step that pinches a finger.
  public static Step pinch(Finger finger) {
    return switch (finger) {
      case THUMB -> throw new IllegalArgumentException("The thumb does not pinch itself");
      case INDEX -> PINCH_INDEX;
      case MIDDLE -> PINCH_MIDDLE;
      case RING -> PINCH_RING;
      case LITTLE -> PINCH_LITTLE;
    };
  }
}
