package dev.handloom.test.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Changes JSON by its tokens, so that most of it is still JSON: values of other kinds, numbers out
/// of range, names that are missing, double or strange, nesting without end.
final class JsonMutation {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|-?\\d[\\d.eE+-]*+|true|false|null|[\\[\\]{},:]");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1e999",
          "1e-999",
          "-1e999999999",
          "1E400000000",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "4294967296",
          "NaN",
          "0.1",
          "1.0",
          "\"\"",
          "\"\\u0000\"",
          "\"../../x\"",
          "\"/dev/zero\"",
          "[]",
          "{}",
          "[[]]",
          "{\"a\":{}}",
          "[null]",
          "\"2147483648\"",
          "\"-5\"",
          "\"NaN\"",
          "\"1e300\"",
          "\"sim:left-glove\"",
          "\"LEFT\"");

  /// What long texts are made of.
  private static final List<String> PIECES = List.of("x", "a-", "a,", "1", " ", ".", "\\u0000");

  private static final int DEEP = 3000;
  private static final int LONG = 60_000;

  private final Random random;

  JsonMutation(Random random) {
    this.random = random;
  }

  byte[] of(byte[] json) {
    List<String> tokens = tokens(new String(json, StandardCharsets.UTF_8));
    for (int i = random.nextInt(4); i >= 0 && !tokens.isEmpty(); i--) {
      once(tokens);
    }
    return String.join(" ", tokens).getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private void once(List<String> tokens) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4 -> {
        // A value, not punctuation, if there is one within reach.
        for (int i = 0; i < 6 && tokens.get(at).length() == 1; i++) {
          at = random.nextInt(tokens.size());
        }
        tokens.set(at, VALUES.get(random.nextInt(VALUES.size())));
      }
      case 5 -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
      case 6 -> tokens.remove(at);
      case 7 -> {
        // A stretch twice: names that are there already.
        int to = Math.min(tokens.size(), at + 1 + random.nextInt(12));
        tokens.addAll(at, new ArrayList<>(tokens.subList(at, to)));
      }
      case 8 -> {
        int to = Math.min(tokens.size(), at + 1 + random.nextInt(12));
        tokens.subList(at, to).clear();
      }
      case 9 -> tokens.set(at, nested());
      case 10 -> {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        tokens.set(at, "\"" + piece.repeat(random.nextInt(LONG)) + "\"");
      }
      default -> tokens.set(at, "1" + "0".repeat(random.nextInt(LONG)));
    }
  }

  private String nested() {
    int deep = random.nextInt(DEEP);
    return random.nextBoolean()
        ? "[".repeat(deep) + "]".repeat(deep)
        : "{\"a\":".repeat(deep) + "0" + "}".repeat(deep);
  }
}
