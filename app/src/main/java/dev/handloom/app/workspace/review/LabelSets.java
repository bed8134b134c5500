package dev.handloom.app.workspace.review;

import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The labels that segments of a task may have, kept beside the episodes so that all reviewers of a
/// library share them. The first nine have a key each.
final class LabelSets {
  private static final Logger LOG = LoggerFactory.getLogger(LabelSets.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MOST_BYTES = 4L << 20;

  /// For a task that nobody has made labels for.
  static final List<LabelWord> USUAL =
      List.of(
          new LabelWord("reach", ""),
          new LabelWord("grasp", ""),
          new LabelWord("move", ""),
          new LabelWord("place", ""),
          new LabelWord("release", ""));

  /// @param text the instruction of the subtask, in a sentence; may be empty
  record LabelWord(String label, String text) {}

  private LabelSets() {}

  private static Path file(Path library) {
    return library.resolve("labels.json");
  }

  private static Map<String, List<LabelWord>> all(Path library) {
    Path file = file(library);
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
        Map<String, List<LabelWord>> sets =
            JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
        return sets == null ? new LinkedHashMap<>() : new LinkedHashMap<>(sets);
      }
    } catch (IOException | JacksonException e) {
      LOG.warn("The labels cannot be read: {}", file, e);
    }
    return new LinkedHashMap<>();
  }

  private static String key(String task) {
    return task.strip().toLowerCase(Locale.ROOT);
  }

  /// Reads those of a task. Not on the JavaFX thread.
  static List<LabelWord> read(Path library, String task) {
    List<LabelWord> set = all(library).get(key(task));
    return set == null || set.isEmpty() ? USUAL : List.copyOf(set);
  }

  /// Writes those of a task. Not on the JavaFX thread.
  static void write(Path library, String task, List<LabelWord> set) throws IOException {
    Map<String, List<LabelWord>> sets = all(library);
    sets.put(key(task), set);
    Durable.replace(file(library), JSON.writeValueAsString(sets) + "\n");
  }

  /// One a line, what comes after a colon is the instruction.
  static List<LabelWord> parse(String lines) {
    List<LabelWord> set = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      int colon = line.indexOf(':');
      String label = (colon < 0 ? line : line.substring(0, colon)).strip();
      if (!label.isEmpty()) {
        set.add(new LabelWord(label, colon < 0 ? "" : line.substring(colon + 1).strip()));
      }
    }
    return set;
  }

  static String lines(List<LabelWord> set) {
    StringBuilder lines = new StringBuilder();
    for (LabelWord each : set) {
      lines.append(each.label()).append(each.text().isEmpty() ? "" : ": " + each.text());
      lines.append('\n');
    }
    return lines.toString();
  }
}
