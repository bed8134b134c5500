package dev.handloom.app.conformance;

import java.util.List;

/// One thing that a person is asked to do.
///
/// @param name in a word or two
/// @param words as one says it
/// @param share of the whole time
public record Gesture(String name, String words, double share) {
  /// For whatever is worn on a hand.
  public static final List<Gesture> HAND =
      List.of(
          new Gesture("still", "Lay your hand flat on the table and keep it still.", 0.15),
          new Gesture(
              "fist", "Close it to a fist and open it flat, slowly, again and again.", 0.15),
          new Gesture("spread", "Spread your fingers wide and close them, again and again.", 0.1),
          new Gesture("thumb", "Bend and stretch your thumb, as far as it goes.", 0.08),
          new Gesture("index", "Bend and stretch your index finger, as far as it goes.", 0.08),
          new Gesture("middle", "Bend and stretch your middle finger.", 0.08),
          new Gesture("ring", "Bend and stretch your ring finger.", 0.08),
          new Gesture("little", "Bend and stretch your little finger.", 0.08),
          new Gesture("wrist", "Turn and bend your wrist, as far as it goes.", 0.1),
          new Gesture("tap", "Tap on the table, five times, a second apart.", 0.1));

  /// For whatever is held, led or looked through.
  public static final List<Gesture> THING =
      List.of(
          new Gesture("still", "Lay it down and leave it alone.", 0.2),
          new Gesture("slow", "Move every part of it slowly, from one end to the other.", 0.35),
          new Gesture("fast", "The same, fast.", 0.25),
          new Gesture("tap", "Tap it, five times, a second apart.", 0.2));
}
