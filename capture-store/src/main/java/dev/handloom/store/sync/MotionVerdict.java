package dev.handloom.store.sync;

import dev.handloom.device.delay.MotionMatch;
import java.util.List;
import java.util.Objects;

/// What the motion that two sides saw says of their times.
///
/// @param stream whose motion it is held against: a camera, or a gyroscope
/// @param others the streams of hands that moved, together; or another gyroscope
/// @param verdict what it comes to
/// @param why where it says nothing; else empty
/// @param laterNanos by which the others' times seem too late (negative: too early); 0 where it
///   says nothing
/// @param spreadNanos of that
/// @param allowedNanos up to which it counts as agreement
public record MotionVerdict(
    String stream,
    List<String> others,
    Verdict verdict,
    String why,
    long laterNanos,
    long spreadNanos,
    long allowedNanos) {
  /// Said of two sides.
  public enum Verdict {
    AGREES,
    CONTRADICTS,
    NOTHING
  }

  public MotionVerdict {
    Objects.requireNonNull(stream, "stream");
    others = List.copyOf(others);
  }

  /// By so many deviations of chance the best lag must be clearer than the times as they are.
  private static final double CLEARER = 0.7;

  /// What a match comes to.
  ///
  /// @param leastLikeness with less, the two do not belong together
  public static MotionVerdict of(
      String stream, List<String> others, MotionMatch match, double leastLikeness, long allowed) {
    Verdict verdict = Verdict.NOTHING;
    String why = match.said().words();
    if (match.said() == MotionMatch.Said.CLEAR) {
      if (match.likeness() < leastLikeness) {
        why = MotionMatch.Said.UNLIKE.words();
      } else if (Math.abs(match.laterNanos()) <= allowed) {
        verdict = Verdict.AGREES;
      } else if (match.clearness() - match.clearnessAsTimed() > CLEARER) {
        verdict = Verdict.CONTRADICTS;
      } else {
        why = "the motion fits the times as they are nearly as well";
      }
    }
    boolean said = verdict != Verdict.NOTHING;
    return new MotionVerdict(
        stream,
        others,
        verdict,
        said ? "" : why,
        said ? match.laterNanos() : 0,
        said ? match.spreadNanos() : 0,
        allowed);
  }
}
