package dev.handloom.store.library;

import dev.handloom.store.library.QueryKey.Kind;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Which episodes are wanted. Every condition must hold.
///
/// @param sql a condition on `episode`, with a question mark for each argument
/// @param arguments numbers and texts
record Query(String sql, List<Object> arguments) {
  static final Query ALL = new Query("1", List.of());

  /// Reads what a person typed, as `pour person:p07 -tag:left-handed sync<2ms since:2026-11-01`.
  static Query parse(String text) throws QueryException {
    return parse(text, Clock.system(ZoneId.systemDefault()));
  }

  /// @param clock says what day it is, and where
  static Query parse(String text, Clock clock) throws QueryException {
    Query.Builder query = new Builder(clock);
    for (QueryWord word : QueryWord.of(text)) {
      query.add(word);
    }
    return query.build();
  }

  private static final class Builder {
    private final QueryValues values;
    private final List<String> phrases = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    Builder(Clock clock) {
      values = new QueryValues(clock);
    }

    Query build() {
      if (!phrases.isEmpty()) {
        // One question to the index of words is quicker than one for each.
        conditions.add("number IN (SELECT rowid FROM words WHERE words MATCH ?)");
        arguments.add(String.join(" AND ", phrases));
      }
      return conditions.isEmpty()
          ? ALL
          : new Query(String.join(" AND ", conditions), List.copyOf(arguments));
    }

    void add(QueryWord word) throws QueryException {
      if (word.key().isEmpty()) {
        words(word, "", true);
        return;
      }
      QueryKey key =
          QueryKey.of(word.key())
              .orElseThrow(() ->
                  new QueryException(
                      word.typed(),
                      "Episodes cannot be searched by \""
                          + word.key()
                          + "\". Use words, or "
                          + QueryKey.all()));
      if (word.value().isEmpty()) {
        throw values.wrong(key, word, "Something must follow");
      }
      boolean equal = word.operator().equals(":") || word.operator().equals("=");
      if (!equal && !key.kind().compares()) {
        throw values.wrong(key, word, "Only \":\" can stand here");
      }
      switch (key.kind()) {
        case BEGINNINGS -> words(word, "{" + key.column() + "} : ", true);
        case WORDS -> words(word, "{" + key.column() + "} : ", false);
        case NAMES -> names(key, word);
        case CHOICE -> choice(key, word);
        case ID -> id(word);
        case DATE -> date(key, word);
        case TIME, BYTES, NUMBER -> compare(key, word);
        case SHARE -> share(key, word);
      }
    }

    private void words(QueryWord word, String column, boolean goOn) throws QueryException {
      if (!Words.anyWord(word.value())) {
        throw new QueryException(
            word.typed(),
            "There is neither a letter nor a digit in \""
                + word.typed()
                + "\". Write words, or "
                + QueryKey.all());
      }
      List<String> either = new ArrayList<>();
      for (String value : column.isEmpty() || word.quoted() ? List.of(word.value()) : parts(word)) {
        boolean star = value.endsWith("*");
        either.add(column + Words.phrase(value, star || (goOn && !word.quoted())));
      }
      String phrase = "(" + String.join(" OR ", either) + ")";
      if (word.negated()) {
        conditions.add("number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)");
        arguments.add(phrase);
      } else {
        phrases.add(phrase);
      }
    }

    /// What stands between commas; one of it is enough.
    private static List<String> parts(QueryWord word) {
      List<String> parts =
          Arrays.stream(word.value().split(",")).map(String::strip).filter(Words::anyWord).toList();
      return parts.isEmpty() ? List.of(word.value()) : parts;
    }

    private void condition(QueryWord word, String sql) {
      // What is not known does not hold, and its opposite does.
      conditions.add(word.negated() ? "NOT coalesce((" + sql + "), 0)" : "(" + sql + ")");
    }

    private void names(QueryKey key, QueryWord word) {
      List<String> either = new ArrayList<>();
      for (String value : parts(word)) {
        String folded = Words.folded(value);
        if (key == QueryKey.FINDING && key.choices().contains(folded)) {
          either.add(
              switch (folded) {
                case "any" -> "worst_finding <> ''";
                case "none" -> "checked_unix_ns IS NOT NULL AND worst_finding = ''";
                default -> "worst_finding = '" + folded + "'";
              });
        } else if (folded.contains("*")) {
          either.add(
              "number IN (SELECT number FROM name WHERE kind = ? AND folded LIKE ? ESCAPE '\\')");
          arguments.add(key.column());
          arguments.add(escaped(folded).replace('*', '%'));
        } else {
          either.add("number IN (SELECT number FROM name WHERE kind = ? AND folded = ?)");
          arguments.add(key.column());
          arguments.add(folded);
        }
      }
      condition(word, String.join(" OR ", either));
    }

    private void choice(QueryKey key, QueryWord word) throws QueryException {
      List<String> either = new ArrayList<>();
      for (String value : parts(word)) {
        String wanted =
            switch (value.toLowerCase(Locale.ROOT)) {
              case "accepted", "accept" -> "success";
              case "rejected", "reject", "failed" -> "fail";
              default -> value.toLowerCase(Locale.ROOT);
            };
        if (!key.choices().contains(wanted)) {
          throw new QueryException(
              word.typed(),
              "There is no "
                  + key.word()
                  + " \""
                  + value
                  + "\". Use "
                  + String.join(", ", key.choices()));
        }
        if (key == QueryKey.DISPUTED || key == QueryKey.PROPOSED) {
          either.add(
              "number "
                  + (wanted.equals("yes") ? "" : "NOT ")
                  + "IN (SELECT number FROM name WHERE kind = '"
                  + key.column()
                  + "')");
        } else if (key == QueryKey.CHECKED) {
          either.add(key.column() + (wanted.equals("yes") ? " IS NOT NULL" : " IS NULL"));
        } else {
          either.add(key.column() + " = ?");
          arguments.add(wanted.toUpperCase(Locale.ROOT));
        }
      }
      condition(word, String.join(" OR ", either));
    }

    private void id(QueryWord word) {
      condition(word, "id LIKE ? ESCAPE '\\' OR id LIKE ? ESCAPE '\\'");
      arguments.add(escaped(word.value()) + "%");
      arguments.add("%" + escaped(word.value()));
    }

    private void date(QueryKey key, QueryWord word) throws QueryException {
      QueryValues.Day day = values.day(key, word);
      switch (key) {
        case SINCE -> {
          condition(word, "start_unix_ns >= ?");
          arguments.add(day.beginUnixNanos());
        }
        case UNTIL -> {
          condition(word, "start_unix_ns < ?");
          arguments.add(day.endUnixNanos());
        }
        default -> {
          condition(word, "start_unix_ns >= ? AND start_unix_ns < ?");
          arguments.add(day.beginUnixNanos());
          arguments.add(day.endUnixNanos());
        }
      }
    }

    private void compare(QueryKey key, QueryWord word) throws QueryException {
      double value =
          switch (key.kind()) {
            case TIME -> values.nanos(key, word);
            case BYTES -> values.bytes(key, word);
            default -> values.number(key, word);
          };
      String operator =
          switch (word.operator()) {
            case ":" -> "=";
            case "!=" -> "<>";
            default -> word.operator();
          };
      if (operator.equals("=") && key.kind() != Kind.NUMBER) {
        throw values.wrong(key, word, "Write <, <=, > or >=");
      }
      // Whole numbers are compared exactly, as the columns are.
      condition(word, key.column() + " " + operator + " CAST(? AS INTEGER)");
      arguments.add(Math.round(value));
    }

    /// By a scattering of the row's number, so that the same episodes are drawn every time.
    private void share(QueryKey key, QueryWord word) throws QueryException {
      double percent = values.number(key, word);
      condition(word, "(" + key.column() + " * 2654435761 % 4294967296) / 65536 % 10000 < ?");
      arguments.add(Math.round(Math.clamp(percent, 0, 100) * 100));
    }

    private static String escaped(String value) {
      return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
  }
}
