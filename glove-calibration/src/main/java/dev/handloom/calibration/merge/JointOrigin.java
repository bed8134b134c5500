package dev.handloom.calibration.merge;

import dev.handloom.calibration.hand.JointSource;

/// Where a joint of a merged hand comes from; its number in a stream is its place in this list.
public enum JointOrigin {
  /// Nothing tells where it is.
  NOTHING,
  /// The glove feels it bend.
  GLOVE_MEASURED,
  /// The glove feels a neighbour bend with it.
  GLOVE_INFERRED,
  /// The glove does not feel it: it stands where it usually does.
  GLOVE_ASSUMED,
  /// A headset's cameras see it.
  SEEN,
  /// A headset guesses it, from a controller that is held or from the rest of the hand.
  GUESSED;

  private static final JointOrigin[] ALL = values();

  /// That of a number in a stream.
  public static JointOrigin of(double number) {
    int place = (int) number;
    return place >= 0 && place < ALL.length ? ALL[place] : NOTHING;
  }

  static JointOrigin of(JointSource felt) {
    return switch (felt) {
      case MEASURED -> GLOVE_MEASURED;
      case INFERRED -> GLOVE_INFERRED;
      case ASSUMED -> GLOVE_ASSUMED;
      case MISSING -> NOTHING;
    };
  }
}
