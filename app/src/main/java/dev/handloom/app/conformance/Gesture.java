package dev.handloom.app.conformance;

import dev.handloom.device.hand.HandExercise;
import dev.handloom.device.hand.HandSide;
import java.util.List;

/// One thing that a person is asked to do.
///
/// @param name in a word or two
/// @param words as one says it
/// @param share of the whole time
public record Gesture(String name, String words, double share) {
  /// For whatever is worn on a hand; the other one rests, so that it can be told which one moves.
  public static List<Gesture> hand(HandSide side) {
    String hand = side.word() + " hand";
    return List.of(
        of(
            HandExercise.STILL,
            "Lay your "
                + hand
                + " flat on the table and keep it still. The other one rests all the"
                + " time.",
            0.15),
        of(
            HandExercise.FIST,
            "Close your " + hand + " to a fist and open it flat, slowly, again and again.",
            0.15),
        of(HandExercise.SPREAD, "Spread your fingers wide and close them, again and again.", 0.1),
        of(HandExercise.THUMB, "Bend and stretch your thumb, as far as it goes.", 0.08),
        of(HandExercise.INDEX, "Bend and stretch your index finger, as far as it goes.", 0.08),
        of(HandExercise.MIDDLE, "Bend and stretch your middle finger.", 0.08),
        of(HandExercise.RING, "Bend and stretch your ring finger.", 0.08),
        of(HandExercise.LITTLE, "Bend and stretch your little finger.", 0.08),
        of(HandExercise.WRIST, "Turn and bend your wrist, as far as it goes.", 0.1),
        of(HandExercise.TAP, "Tap on the table, five times, a second apart.", 0.1));
  }

  private static Gesture of(HandExercise exercise, String words, double share) {
    return new Gesture(exercise.word(), words, share);
  }

  /// For whatever is held, led or looked through.
  public static final List<Gesture> THING =
      List.of(
          new Gesture("still", "Lay it down and leave it alone.", 0.2),
          new Gesture("slow", "Move every part of it slowly, from one end to the other.", 0.35),
          new Gesture("fast", "The same, fast.", 0.25),
          new Gesture("tap", "Tap it, five times, a second apart.", 0.2));
}
