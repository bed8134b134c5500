package dev.handloom.store.importer.mcap;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Names of streams that topics get, each of them once.
final class StreamLabels {
  private final Set<String> taken = new HashSet<>();

  /// @param after what comes behind the topic, as `video`; empty for nothing
  String of(String topic, String after) {
    String plain = slug(topic.isBlank() ? "topic" : topic);
    String rest = after.isEmpty() ? "" : "/" + slug(after);
    String free = plain + rest;
    for (int i = 2; !taken.add(free); i++) {
      free = plain + "-" + i + rest;
    }
    return free;
  }

  private static String slug(String name) {
    String made =
        Arrays.stream(
                Normalizer.normalize(name, Normalizer.Form.NFKD)
                    .toLowerCase(Locale.ROOT)
                    .split("/"))
            .map(part -> part.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", ""))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("/"));
    return made.isEmpty() ? "x" : made;
  }
}
