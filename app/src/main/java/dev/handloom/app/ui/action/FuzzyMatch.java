package dev.handloom.app.ui.action;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Finds what a person means from a few letters of it, in order but not side by side.
public final class FuzzyMatch {

  /// The score of what does not match at all.
  public static final int NO_MATCH = -1;

  private static final int WORD_START = 10;
  private static final int ADJACENT = 5;
  private static final int EXACT_PART = 30;

  private FuzzyMatch() {}

  /// How well the typed letters fit; higher is better, [#NO_MATCH] when some letter is missing.
  public static int score(String typed, String candidate) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    String text = candidate.toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return 0;
    }
    int score = text.contains(wanted) ? EXACT_PART : 0;
    int from = 0;
    int previous = -2;
    for (int i = 0; i < wanted.length(); i++) {
      char letter = wanted.charAt(i);
      if (letter == ' ') {
        continue;
      }
      int at = wordStart(text, letter, from);
      if (at < 0 || text.indexOf(letter, from) == previous + 1) {
        at = text.indexOf(letter, from);
      }
      if (at < 0) {
        return fallback(wanted, text, score);
      }
      score += 1 + (isWordStart(text, at) ? WORD_START : 0) + (at == previous + 1 ? ADJACENT : 0);
      previous = at;
      from = at + 1;
    }
    return score;
  }

  // Jumping to word starts can run past the letters; then plain order decides.
  private static int fallback(String wanted, String text, int score) {
    int from = 0;
    for (int i = 0; i < wanted.length(); i++) {
      if (wanted.charAt(i) == ' ') {
        continue;
      }
      int at = text.indexOf(wanted.charAt(i), from);
      if (at < 0) {
        return NO_MATCH;
      }
      from = at + 1;
    }
    return score + wanted.length();
  }

  private static int wordStart(String text, char letter, int from) {
    for (int at = text.indexOf(letter, from); at >= 0; at = text.indexOf(letter, at + 1)) {
      if (isWordStart(text, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isWordStart(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }

  /// Those that match, best first; equals keep their order.
  public static <T> List<T> filter(String typed, List<T> all, Function<T, String> text) {
    record Scored<S>(S item, int score) {}
    return all.stream()
        .map(item -> new Scored<>(item, score(typed, text.apply(item))))
        .filter(scored -> scored.score() != NO_MATCH)
        .sorted(Comparator.comparingInt((Scored<T> scored) -> scored.score()).reversed())
        .map(Scored::item)
        .toList();
  }
}
