package dev.handloom.store.export.lerobot;

import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.PreparedEpisode;
import dev.handloom.store.parquet.Node;
import dev.handloom.store.review.Review.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What reviewers said of the parts of an episode, as rows have it: the number of a subtask, which
/// every version reads, and the columns of language that LeRobot 0.6 brought.
final class SpokenRows {
  static final String SUBTASK = "subtask_index";
  static final String PERSISTENT = "language_persistent";
  static final String EVENTS = "language_events";

  /// Readers before 0.6 refuse a dataset that has them.
  private static final String COLUMNS = "columns";

  private final boolean subtasks;
  private final boolean columns;
  private final List<String> texts = new ArrayList<>();

  SpokenRows(DatasetOptions options) {
    columns = options.extra().getOrDefault(DatasetOptions.LANGUAGE, "").equals(COLUMNS);
    subtasks = options.extra().getOrDefault(DatasetOptions.SEGMENTS, "").equals("yes");
    // Of a row that nobody said anything about.
    texts.add("");
  }

  /// What goes on where a dataset stopped.
  SpokenRows(LeRobotSoFar base) {
    columns = base.info().features().containsKey(PERSISTENT);
    subtasks = base.info().features().containsKey(SUBTASK);
    texts.addAll(base.subtasks().isEmpty() ? List.of("") : base.subtasks());
  }

  List<Feature> features() {
    List<Feature> features = new ArrayList<>();
    if (subtasks) {
      features.add(Feature.scalar(SUBTASK, "int64"));
    }
    if (columns) {
      features.add(Feature.scalar(PERSISTENT, Feature.LANGUAGE));
      features.add(Feature.scalar(EVENTS, Feature.LANGUAGE));
    }
    return features;
  }

  /// By their numbers; empty where there are none.
  List<String> texts() {
    return subtasks ? List.copyOf(texts) : List.of();
  }

  /// The columns of a row of language.
  static Node node(String key) {
    List<Node> fields =
        new ArrayList<>(List.of(Node.text("role"), Node.text("content"), Node.text("style")));
    if (key.equals(PERSISTENT)) {
      fields.add(Node.float32("timestamp"));
    }
    fields.add(Node.text("camera"));
    fields.add(Node.list("tool_calls", Node.text("element")));
    return Node.list(key, Node.group("element", fields.toArray(Node[]::new)));
  }

  /// One episode's.
  Episode of(PreparedEpisode episode) {
    List<Segment> segments =
        episode.review().segments().stream()
            .filter(segment -> !segment.proposed() && !words(segment).isEmpty())
            .toList();
    int rows = episode.rows().rows();
    @Nullable Segment[] at = new Segment[rows];
    long start = episode.rows().episode().startNanos();
    // Where several overlap the shortest says the most.
    Comparator<Segment> longest =
        Comparator.comparingLong((Segment s) -> s.toNanos() - s.fromNanos()).reversed();
    for (Segment segment : segments.stream().sorted(longest).toList()) {
      for (int row = 0; row < rows; row++) {
        long nanos = episode.rows().nanos(row) - start;
        if (nanos >= segment.fromNanos() && nanos < segment.toNanos()) {
          at[row] = segment;
        }
      }
    }
    return new Episode(at, said(at, episode.rows().plan().rate().hz()));
  }

  private static String words(Segment segment) {
    return (segment.text().isBlank() ? segment.label() : segment.text()).strip();
  }

  /// What holds from when on, as a list that every row of the episode has.
  private List<Map<String, @Nullable Object>> said(@Nullable Segment[] at, double hz) {
    List<Map<String, @Nullable Object>> said = new ArrayList<>();
    if (!columns) {
      return said;
    }
    for (int row = 0; row < at.length; row++) {
      Segment now = at[row];
      if (Objects.equals(now, row == 0 ? null : at[row - 1])) {
        continue;
      }
      Map<String, @Nullable Object> line = new LinkedHashMap<>();
      line.put("role", "assistant");
      line.put("content", now == null ? "" : words(now));
      line.put("style", "subtask");
      line.put("timestamp", (float) (row / hz));
      line.put("camera", null);
      line.put("tool_calls", null);
      said.add(line);
    }
    return said;
  }

  /// What is said in the rows of one episode.
  final class Episode {
    private final @Nullable Segment[] at;
    private final List<Map<String, @Nullable Object>> said;

    private Episode(@Nullable Segment[] at, List<Map<String, @Nullable Object>> said) {
      this.at = at;
      this.said = said;
    }

    long subtask(int row) {
      Segment segment = at[row];
      String words = segment == null ? "" : words(segment);
      int known = texts.indexOf(words);
      if (known < 0) {
        known = texts.size();
        texts.add(words);
      }
      return known;
    }

    List<Map<String, @Nullable Object>> said() {
      return said;
    }
  }
}
