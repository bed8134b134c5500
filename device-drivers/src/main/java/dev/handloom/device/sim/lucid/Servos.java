package dev.handloom.device.sim.lucid;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the firmware makes of the lines that the host sends: where each finger's servo stands.
final class Servos {
  /// Shorter lines are an answer without a meaning.
  private static final int SHORTEST = 5;

  private static final int LONGEST = 100;
  private static final int FINGERS = 5;
  private static final double FULL = 1000;
  private static final Pattern ALPHA = Pattern.compile("([A-E])([0-9]{1,4})");

  private final int[] force = new int[FINGERS];
  private final StringBuilder line = new StringBuilder();

  void hear(byte[] bytes, int length, boolean legacy) {
    String text = new String(bytes, 0, length, StandardCharsets.US_ASCII);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\n') {
        line.append(text.charAt(i));
        line.setLength(Math.min(line.length(), LONGEST));
        continue;
      }
      if (line.length() >= SHORTEST) {
        obey(line.toString(), legacy);
      }
      line.setLength(0);
    }
  }

  private void obey(String said, boolean legacy) {
    if (legacy) {
      String[] numbers = said.split("&");
      for (int f = 0; f < Math.min(FINGERS, numbers.length); f++) {
        force[f] = numbers[f].matches("[0-9]{1,4}") ? Integer.parseInt(numbers[f]) : 0;
      }
      return;
    }
    if (said.indexOf('Z') >= 0) {
      return;
    }
    Matcher matcher = ALPHA.matcher(said);
    while (matcher.find()) {
      force[matcher.group(1).charAt(0) - 'A'] = Integer.parseInt(matcher.group(2));
    }
  }

  /// How far a finger can bend, 0 to 1.
  double stop(int finger) {
    return Math.max(0, 1 - force[finger] / FULL);
  }

  void reset() {
    Arrays.fill(force, 0);
    line.setLength(0);
  }
}
