package dev.handloom.device.driver;

/// How much what was heard is like what a driver's devices say.
///
/// @param score 0 it cannot be; 0.5 it may be; 0.9 and more only with a check that garbage fails
/// @param reason for a person; what was recognised, or what was not
public record Likeness(double score, String reason) {
  /// It is something else.
  public static final Likeness NONE = new Likeness(0, "");

  /// From here on it is said aloud.
  public static final double PROBABLE = 0.6;

  public Likeness {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("A likeness is from 0 to 1, not " + score);
    }
  }

  public boolean probable() {
    return score >= PROBABLE;
  }

  /// Of a stream of frames that were taken apart: how many were good, and how many of all the bytes
  /// they explain. A few good frames must stand before anything is believed.
  ///
  /// @param most what is believed at best: 0.98 for frames with a checksum of 16 bits or more, 0.9
  ///   for one of 8 bits, 0.8 for a strict grammar, 0.5 for what many devices could say
  public static Likeness frames(
      int good, int explainedBytes, int heardBytes, double most, String what) {
    if (good == 0 || heardBytes == 0) {
      return NONE;
    }
    // The first and the last frame are cut by the moment of listening.
    double share = Math.min(1, explainedBytes / Math.max(1.0, heardBytes));
    double belief = good >= 3 ? 1 : good == 2 ? 0.8 : 0.5;
    return new Likeness(
        most * share * belief,
        good + " " + what + ", " + Math.round(100 * share) + " % of the bytes");
  }
}
