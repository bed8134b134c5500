package dev.handloom.store.library;

import java.text.Normalizer;
import java.util.Locale;

/// Texts as they are searched: without case and accents, in words.
final class Words {
  private Words() {}

  /// Without case and accents, for names that are compared whole.
  static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT);
  }

  /// For the index of words: scripts that write no spaces are cut into characters, which a search
  /// looks for in their order.
  static String spaced(String text) {
    if (text.codePoints().noneMatch(Words::writtenWithoutSpaces)) {
      return text;
    }
    StringBuilder spaced = new StringBuilder(2 * text.length());
    text.codePoints()
        .forEach(c -> {
          if (writtenWithoutSpaces(c)) {
            spaced.append(' ').appendCodePoint(c).append(' ');
          } else {
            spaced.appendCodePoint(c);
          }
        });
    return spaced.toString();
  }

  private static boolean writtenWithoutSpaces(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(c);
      default -> false;
    };
  }

  /// Whether there is anything in a text that the index of words knows.
  static boolean anyWord(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /// A text as a phrase of the index's own language.
  ///
  /// @param beginning whether the last word may go on
  static String phrase(String text, boolean beginning) {
    return "\"" + spaced(text).replace("\"", " ") + "\"" + (beginning ? " *" : "");
  }
}
