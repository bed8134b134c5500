package dev.handloom.preview.remote;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What servers say, as words for people.
final class Said {
  private static final int LONGEST = 400;

  private Said() {}

  static Map<String, String> of(Map<?, ?> map) {
    Map<String, String> said = new LinkedHashMap<>();
    map.forEach((key, value) -> said.put(String.valueOf(key), words(value)));
    return said;
  }

  static String words(@Nullable Object value) {
    String words =
        switch (value) {
          case null -> "";
          case Map<?, ?> map ->
              map.get("message") instanceof String message
                  ? message
                  : map.entrySet().stream()
                      .map(entry -> entry.getKey() + ": " + words(entry.getValue()))
                      .collect(Collectors.joining(", "));
          case List<?> list -> list.stream().map(Said::words).collect(Collectors.joining(", "));
          case byte[] bytes -> bytes.length + " bytes";
          default -> value.toString();
        };
    return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
  }
}
