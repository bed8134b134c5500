package dev.handloom.store.library;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One condition of a search, as it was typed: `-tag:"left handed"`, `sync<2ms`, `pour`.
///
/// @param typed all of it
/// @param negated whether it must not hold
/// @param key empty for words alone
/// @param operator as `:` or `<=`; empty for words alone
/// @param value without its quotes
/// @param quoted whether the value stood in quotes
record QueryWord(
    String typed, boolean negated, String key, String operator, String value, boolean quoted) {
  private static final Pattern KEY = Pattern.compile("([\\p{L}]+)(:|<=|>=|!=|=|<|>)");

  /// A quoted text may have blanks; a quote that is never closed holds to the end.
  static List<QueryWord> of(String typed) {
    String text = typed.replace('\0', ' ');
    List<QueryWord> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      boolean inside = false;
      while (end < text.length() && (inside || !Character.isWhitespace(text.charAt(end)))) {
        inside ^= text.charAt(end) == '"';
        end++;
      }
      QueryWord word = word(text.substring(at, end));
      if (word != null) {
        words.add(word);
      }
      at = end;
    }
    return words;
  }

  private static @Nullable QueryWord word(String typed) {
    boolean negated = typed.startsWith("-") && typed.length() > 1;
    String rest = negated ? typed.substring(1) : typed;
    Matcher key = KEY.matcher(rest);
    boolean keyed = key.lookingAt();
    String value = keyed ? rest.substring(key.end()) : rest;
    boolean quoted = value.startsWith("\"");
    String bare = value.replace("\"", "").strip();
    if (!keyed && bare.isEmpty()) {
      // An empty pair of quotes, or one that was just opened.
      return null;
    }
    return new QueryWord(
        typed, negated, keyed ? key.group(1) : "", keyed ? key.group(2) : "", bare, quoted);
  }
}
