package dev.handloom.store.library;

import dev.handloom.store.review.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which episodes are wanted: words, and `field:value` for one field.
///
/// @param sql a condition, with a question mark for each argument
record Query(String sql, List<String> arguments) {

  /// Reads what a person typed, as `pour person:p07 verdict:success tag:left-handed`.
  static Query parse(String text) throws QueryException {
    List<String> conditions = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      if (word.isEmpty()) {
        continue;
      }
      int colon = word.indexOf(':');
      String field = colon < 0 ? "" : word.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = word.substring(colon + 1);
      switch (field) {
        case "" -> {
          conditions.add(
              "(task LIKE ? ESCAPE '\\' OR person LIKE ? ESCAPE '\\' OR rig LIKE ? ESCAPE '\\'"
                  + " OR note LIKE ? ESCAPE '\\' OR tags LIKE ? ESCAPE '\\'"
                  + " OR id LIKE ? ESCAPE '\\')");
          for (int i = 0; i < 6; i++) {
            arguments.add("%" + escaped(value) + "%");
          }
        }
        case "task", "person", "rig", "note" -> {
          conditions.add(field + " LIKE ? ESCAPE '\\'");
          arguments.add("%" + escaped(value) + "%");
        }
        case "tag" -> {
          conditions.add("tags LIKE ? ESCAPE '\\'");
          arguments.add("% " + escaped(value) + " %");
        }
        case "id" -> {
          conditions.add("id LIKE ? ESCAPE '\\'");
          arguments.add(escaped(value) + "%");
        }
        case "verdict" -> {
          conditions.add("verdict = ?");
          arguments.add(verdict(value).name());
        }
        default ->
            throw new QueryException(
                "Episodes cannot be searched by \""
                    + field
                    + "\". Use words, or task: person: rig: note: tag: id: verdict:");
      }
    }
    return new Query(
        conditions.isEmpty() ? "1" : String.join(" AND ", conditions), List.copyOf(arguments));
  }

  private static Verdict verdict(String value) throws QueryException {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.name().equalsIgnoreCase(value)) {
        return verdict;
      }
    }
    throw new QueryException(
        "There is no verdict \"" + value + "\". Use success, fail, unsure or none");
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
