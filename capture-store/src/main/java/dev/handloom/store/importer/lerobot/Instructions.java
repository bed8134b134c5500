package dev.handloom.store.importer.lerobot;

import dev.handloom.store.lerobot.EpisodeRows;
import dev.handloom.store.lerobot.LeRobotEpisode;
import dev.handloom.store.lerobot.LeRobotFeature;
import dev.handloom.store.lerobot.LeRobotFolder;
import dev.handloom.store.review.ReviewEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was to be done in an episode, and in its parts, in words.
///
/// @param task of the whole episode
/// @param review the parts, as segments
record Instructions(String task, List<ReviewEntry> review) {
  private static final String WHO = "import";
  private static final String PERSISTENT = "language_persistent";
  private static final String ANNOTATION = "annotation.";
  private static final String SUBTASK = "subtask_index";
  private static final String NO_WORDS = "imported";

  /// Whether a column is only the number of a text.
  static boolean isWords(LeRobotFeature feature) {
    return feature.width() == 1
        && (feature.key().startsWith(ANNOTATION) || feature.key().equals(SUBTASK))
        && !feature.isReal();
  }

  static Instructions of(
      LeRobotFolder dataset, LeRobotEpisode episode, EpisodeRows rows, long[] nanos, long stop)
      throws IOException {
    List<ReviewEntry> review = new ArrayList<>();
    String task = "";
    long[] tasks = rows.wholes("task_index");
    if (tasks != null && tasks.length > 0) {
      task = dataset.tasks().getOrDefault(tasks[0], "");
      parts(tasks, dataset.tasks(), nanos, stop, task, "task", review);
    }
    if (task.isBlank()) {
      task = episode.tasks().stream().filter(text -> !text.isBlank()).findFirst().orElse(NO_WORDS);
    }
    Map<Long, String> subtasks = dataset.subtasks();
    for (LeRobotFeature feature : dataset.info().features().values()) {
      if (isWords(feature)) {
        long[] numbers = rows.wholes(feature.key());
        if (numbers != null) {
          parts(
              numbers,
              feature.key().equals(SUBTASK) ? subtasks : dataset.tasks(),
              nanos,
              stop,
              task,
              feature.key(),
              review);
        }
      } else if (feature.key().equals(PERSISTENT)) {
        language(rows.first(PERSISTENT), stop, review);
      }
    }
    return new Instructions(task, review);
  }

  /// Stretches of rows with the same text.
  private static void parts(
      long[] numbers,
      Map<Long, String> words,
      long[] nanos,
      long stop,
      String task,
      String tier,
      List<ReviewEntry> into) {
    for (int from = 0; from < numbers.length; ) {
      int to = from + 1;
      while (to < numbers.length && numbers[to] == numbers[from]) {
        to++;
      }
      String text = words.getOrDefault(numbers[from], "").strip();
      boolean whole = from == 0 && to == numbers.length;
      if (!text.isEmpty() && !(whole && text.equals(task))) {
        into.add(segment(text, nanos[from], to < nanos.length ? nanos[to] : stop, tier));
      }
      from = to;
    }
  }

  private static ReviewEntry segment(String text, long from, long to, String tier) {
    return ReviewEntry.segment(WHO, text, from, to, text, tier);
  }

  /// Texts with the time from which they hold, until the next of their kind.
  private static void language(@Nullable Object cell, long stop, List<ReviewEntry> into) {
    if (!(cell instanceof List<?> lines)) {
      return;
    }
    Map<String, List<Map.Entry<Long, String>>> tiers = new HashMap<>();
    for (Object line : lines) {
      if (line instanceof Map<?, ?> said
          && said.get("content") instanceof String text
          && said.get("timestamp") instanceof Number seconds
          && !text.isBlank()) {
        String style = said.get("style") instanceof String word ? word : "";
        if (style.equals("subtask") || style.equals("motion")) {
          tiers
              .computeIfAbsent(style, key -> new ArrayList<>())
              .add(Map.entry(Math.round(seconds.doubleValue() * 1e9), text.strip()));
        }
      }
    }
    tiers.forEach((style, texts) -> {
      texts.sort(Map.Entry.comparingByKey());
      for (int i = 0; i < texts.size(); i++) {
        long from = Math.max(0, texts.get(i).getKey());
        long to = i + 1 < texts.size() ? texts.get(i + 1).getKey() : stop;
        if (to > from) {
          into.add(
              segment(texts.get(i).getValue(), from, to, style.equals("subtask") ? "" : style));
        }
      }
    });
  }
}
