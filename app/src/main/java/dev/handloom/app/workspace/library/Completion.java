package dev.handloom.app.workspace.library;

import dev.handloom.store.library.Library;
import dev.handloom.store.library.QueryKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What could stand in place of the word that is being typed in a search.
///
/// @param text all that is typed
/// @param from where the word begins
/// @param to where it ends
/// @param key of which a value is wanted; null while a key may be
record Completion(String text, int from, int to, @Nullable QueryKey key, String typed) {
  private static final int MOST_KEYS = 8;
  private static final int MOST_VALUES = 200;
  private static final int MOST_SHOWN = 8;
  private static final Pattern KEY = Pattern.compile("-?([a-z]+)(:|<=|>=|!=|=|<|>)(.*)");

  /// What may be written.
  ///
  /// @param word as it would stand there
  /// @param meaning for a person
  /// @param whole whether the next word may follow
  record Offer(String word, String meaning, boolean whole) {}

  /// @param caret where the person types
  static Completion at(String text, int caret) {
    int from = caret;
    boolean quoted = text.substring(0, caret).chars().filter(c -> c == '"').count() % 2 == 1;
    while (from > 0 && (quoted || !Character.isWhitespace(text.charAt(from - 1)))) {
      quoted ^= text.charAt(from - 1) == '"';
      from--;
    }
    int to = caret;
    while (to < text.length() && !Character.isWhitespace(text.charAt(to))) {
      to++;
    }
    String word = text.substring(from, to);
    Matcher keyed = KEY.matcher(word.toLowerCase(Locale.ROOT));
    if (keyed.matches()) {
      for (QueryKey key : QueryKey.values()) {
        if (key.word().equals(keyed.group(1))) {
          return new Completion(text, from, to, key, keyed.group(3).replace("\"", ""));
        }
      }
    }
    return new Completion(text, from, to, null, word.toLowerCase(Locale.ROOT));
  }

  boolean needsValues() {
    return key != null;
  }

  /// Keys that begin so; the usual ones where nothing is typed.
  List<Offer> keys() {
    String sign = typed.startsWith("-") ? "-" : "";
    String begun = typed.substring(sign.length());
    return Arrays.stream(QueryKey.values())
        .filter(k -> k.word().startsWith(begun))
        .limit(MOST_KEYS)
        .map(k -> new Offer(sign + k.beginning(), k.meaning(), false))
        .toList();
  }

  /// Values that the library has, those that begin so first.
  List<Offer> values(Library library) throws IOException {
    QueryKey wanted = key;
    if (wanted == null) {
      return List.of();
    }
    List<String> known = new ArrayList<>(wanted.choices());
    for (String value : library.values(wanted, MOST_VALUES)) {
      if (!known.contains(value)) {
        known.add(value);
      }
    }
    String word = text.substring(from, to);
    Matcher keyed = KEY.matcher(word.toLowerCase(Locale.ROOT));
    String begin = keyed.matches() ? word.substring(0, keyed.start(3)) : wanted.beginning();
    List<Offer> offers = new ArrayList<>();
    for (String value : known) {
      if (offers.size() < MOST_SHOWN && value.toLowerCase(Locale.ROOT).startsWith(typed)) {
        boolean blanks = value.chars().anyMatch(Character::isWhitespace) || value.contains(",");
        offers.add(
            new Offer(begin + (blanks ? "\"" + value + "\"" : value), wanted.meaning(), true));
      }
    }
    return offers;
  }

  String with(Offer offer) {
    return text.substring(0, from)
        + offer.word()
        + (offer.whole() ? " " : "")
        + text.substring(to).stripLeading();
  }

  int caretAfter(Offer offer) {
    return from + offer.word().length() + (offer.whole() ? 1 : 0);
  }
}
