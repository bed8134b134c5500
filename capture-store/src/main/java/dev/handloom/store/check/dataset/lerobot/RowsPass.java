package dev.handloom.store.check.dataset.lerobot;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.lerobot.LeRobotEpisode;
import dev.handloom.store.lerobot.LeRobotFeature;
import dev.handloom.store.lerobot.LeRobotFolder;
import dev.handloom.store.lerobot.Pointers;
import dev.handloom.store.parquet.FlatColumn;
import dev.handloom.store.parquet.Node;
import dev.handloom.store.parquet.ParquetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// Goes through all rows of a dataset, a group of rows and a column at a time.
final class RowsPass {
  private final LeRobotFolder dataset;
  private final DatasetFindings findings;
  private final ColumnPass columns;
  private final Map<Long, EpisodeSeen> episodes = new TreeMap<>();
  private final Set<String> said = new HashSet<>();
  private long rows;
  private long expectedIndex;
  private boolean indexTold;
  private @Nullable EpisodeSeen current;

  RowsPass(LeRobotFolder dataset, DatasetFindings findings) {
    this.dataset = dataset;
    this.findings = findings;
    columns = new ColumnPass(dataset.info(), findings);
  }

  /// By their numbers.
  Map<Long, EpisodeSeen> episodes() {
    return episodes;
  }

  long rows() {
    return rows;
  }

  /// Reads all of it.
  ///
  /// @param progress is told each file and how many rows were read
  void read(ObjLongConsumer<String> progress) {
    try {
      if (dataset.info().major() == 3) {
        three(progress);
      } else {
        two(progress);
      }
    } catch (IOException e) {
      findings.add(Code.UNREADABLE, "data", "The folder of the rows cannot be read: " + reason(e));
    }
  }

  /// What went wrong, for a person.
  static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private void three(ObjLongConsumer<String> progress) throws IOException {
    List<Path> files = dataset.tables();
    Set<Path> named = new LinkedHashSet<>();
    for (LeRobotEpisode episode : dataset.episodes()) {
      Path table = episode.table();
      if (table != null) {
        named.add(table);
      }
    }
    Set<Path> there = new HashSet<>();
    files.forEach(file -> there.add(file.normalize()));
    for (Path file : named) {
      if (!there.contains(file) && !Files.isRegularFile(file)) {
        findings.add(
            Code.FILE_MISSING,
            dataset.name(file),
            "Rows should be in this file, and it is missing");
      }
    }
    for (Path file : files) {
      progress.accept(dataset.name(file), rows);
      table(file, -1);
    }
  }

  private void two(ObjLongConsumer<String> progress) throws IOException {
    Set<Path> named = new HashSet<>();
    List<LeRobotEpisode> order = new ArrayList<>(dataset.episodes());
    order.sort(Comparator.comparingLong(LeRobotEpisode::number));
    for (LeRobotEpisode episode : order) {
      Path file = episode.table();
      if (file == null) {
        continue;
      }
      named.add(file.normalize());
      progress.accept(dataset.name(file), rows);
      if (!Files.isRegularFile(file)) {
        findings.add(
            Code.FILE_MISSING,
            dataset.name(file),
            episode.number(),
            "The rows of the episode are missing");
      } else {
        table(file, episode.number());
      }
    }
    for (Path file : dataset.tables()) {
      if (!named.contains(file.normalize())) {
        findings.add(
            Pointers.is(file) ? Code.POINTER : Code.FILE_UNKNOWN,
            dataset.name(file),
            Pointers.is(file)
                ? "Only a pointer to the rows is here, not the rows themselves"
                : "No episode refers to this file");
      }
    }
  }

  /// @param only the episode that it should hold; -1 for any
  private void table(Path file, long only) {
    String name = dataset.name(file);
    if (Pointers.is(file)) {
      findings.add(
          Code.POINTER, name, only, "Only a pointer to the rows is here, not the rows themselves");
      return;
    }
    try (ParquetFile table = ParquetFile.open(file)) {
      Map<String, List<Node.Leaf>> leaves = new LinkedHashMap<>();
      table
          .leaves()
          .forEach(leaf ->
              leaves.computeIfAbsent(leaf.path().getFirst(), key -> new ArrayList<>()).add(leaf));
      declared(leaves, name);
      for (int group = 0; group < table.groups(); group++) {
        group(table, group, leaves, file, only);
      }
    } catch (IOException e) {
      findings.add(Code.UNREADABLE, name, only, "Its rows cannot be read: " + reason(e));
    }
  }

  private void declared(Map<String, List<Node.Leaf>> leaves, String name) {
    Map<String, LeRobotFeature> features = dataset.info().features();
    for (String column : leaves.keySet()) {
      LeRobotFeature feature = features.get(column);
      if (feature == null && said.add("+" + column)) {
        findings.add(
            Code.COLUMN_UNDECLARED, column, "It stands in " + name + " and is not declared");
      } else if (feature != null && feature.isVideo() && said.add("v" + column)) {
        findings.add(
            Code.COLUMN_UNDECLARED,
            column,
            "It is declared as a video, and stands in " + name + " as a column");
      }
    }
    for (LeRobotFeature feature : features.values()) {
      if (!feature.isVideo()
          && !leaves.containsKey(feature.key())
          && said.add("-" + feature.key())) {
        findings.add(Code.COLUMN_MISSING, feature.key(), "It is declared, and not in " + name);
      }
    }
    for (String usual : LeRobotFeature.USUAL) {
      if (!features.containsKey(usual) && said.add("u" + usual)) {
        findings.add(Code.COLUMN_MISSING, usual, "Every dataset should have this column");
      }
    }
  }

  private static @Nullable FlatColumn usual(
      ParquetFile table, int group, Map<String, List<Node.Leaf>> leaves, String key)
      throws IOException {
    List<Node.Leaf> found = leaves.getOrDefault(key, List.of());
    if (found.size() != 1) {
      return null;
    }
    FlatColumn column = table.flat(group, found.getFirst());
    return column.numeric() ? column : null;
  }

  private void group(
      ParquetFile table, int group, Map<String, List<Node.Leaf>> leaves, Path file, long only)
      throws IOException {
    FlatColumn number = usual(table, group, leaves, "episode_index");
    FlatColumn index = usual(table, group, leaves, "index");
    FlatColumn frame = usual(table, group, leaves, "frame_index");
    FlatColumn time = usual(table, group, leaves, "timestamp");
    FlatColumn task = usual(table, group, leaves, "task_index");
    long claimed = table.rows(group);
    int count = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(0, claimed));
    for (FlatColumn each : new FlatColumn[] {number, index, frame, time, task}) {
      if (each != null && each.rows() != claimed) {
        throw new IOException(
            "a group of "
                + claimed
                + " rows has "
                + each.rows()
                + " in “"
                + each.leaf().name()
                + "”");
      }
    }
    if (number == null && index == null && frame == null && time == null) {
      // Only so many as there really are.
      count = leaves.isEmpty() ? 0 : first(table, group, leaves);
    }
    List<Stretch> stretches = stretches(number, count, only, file);
    if (number != null && only < 0 && stretches.size() > 1 && said.add("groups")) {
      findings.add(
          Code.GROUPS,
          dataset.name(file),
          "A group of rows has "
              + stretches.size()
              + " episodes; their rows are found all the same");
    }
    for (Stretch stretch : stretches) {
      numbers(stretch, index, frame, time, task);
    }
    for (Map.Entry<String, List<Node.Leaf>> entry : leaves.entrySet()) {
      LeRobotFeature feature = dataset.info().features().get(entry.getKey());
      if (feature == null || feature.isVideo()) {
        continue;
      }
      columns.column(table, group, feature, entry.getValue(), stretches, dataset.name(file));
    }
    rows += count;
  }

  private static int first(ParquetFile table, int group, Map<String, List<Node.Leaf>> leaves)
      throws IOException {
    return table.flat(group, leaves.values().iterator().next().getFirst()).rows();
  }

  /// Rows of one episode that stand together in a group.
  record Stretch(EpisodeSeen episode, int from, int to, long firstRow) {
    /// The number of a row within its episode.
    long row(int at) {
      return firstRow + at - from;
    }
  }

  private List<Stretch> stretches(@Nullable FlatColumn number, int count, long only, Path file) {
    List<Stretch> stretches = new ArrayList<>();
    for (int from = 0; from < count; ) {
      long episode = number == null ? Math.max(0, only) : number.whole(from, -1);
      int to = from + 1;
      while (to < count && (number == null || number.whole(to, -1) == episode)) {
        to++;
      }
      if (number != null && only >= 0 && episode != only) {
        findings.add(
            Code.EPISODE_PLACE,
            dataset.name(file),
            only,
            from,
            "Its rows say that they are of episode " + episode);
        episode = only;
      }
      EpisodeSeen seen = seen(episode, file, rows + from);
      stretches.add(new Stretch(seen, from, to, seen.rows));
      seen.rows += to - from;
      from = to;
    }
    return stretches;
  }

  private EpisodeSeen seen(long number, Path file, long position) {
    EpisodeSeen last = current;
    if (last != null && last.number == number) {
      return last;
    }
    EpisodeSeen before = episodes.get(number);
    if (before != null) {
      findings.add(
          Code.EPISODE_ORDER,
          dataset.name(file),
          number,
          "Its rows do not stand together: there are others between");
      current = before;
      return before;
    }
    long expected = last == null ? 0 : last.number + 1;
    if (number != expected) {
      findings.add(
          Code.EPISODE_ORDER,
          dataset.name(file),
          number,
          last == null
              ? "The first rows are of episode " + number
              : "After the rows of episode " + last.number + " come those of " + number);
    }
    EpisodeSeen made = new EpisodeSeen(number, file, position);
    episodes.put(number, made);
    current = made;
    return made;
  }

  private void numbers(
      Stretch stretch,
      @Nullable FlatColumn index,
      @Nullable FlatColumn frame,
      @Nullable FlatColumn time,
      @Nullable FlatColumn task) {
    EpisodeSeen episode = stretch.episode();
    double worst = 0;
    long worstRow = -1;
    long late = 0;
    for (int at = stretch.from(); at < stretch.to(); at++) {
      long row = stretch.row(at);
      if (index != null) {
        index(episode, row, index.whole(at, -1));
      }
      if (frame != null) {
        long number = frame.whole() ? frame.whole(at, -1) : (long) frame.number(at, 0);
        if (number != episode.nextFrame) {
          findings.add(
              Code.FRAME_INDEX,
              "frame_index",
              episode.number,
              row,
              "The row has number " + number + " where " + episode.nextFrame + " should be");
        }
        episode.nextFrame = number + 1;
      }
      if (time != null) {
        double said = time.width(at) == 0 ? Double.NaN : time.number(at, 0);
        double should = row / dataset.info().fps();
        double off = Math.abs(said - should);
        if (!(off <= 1e-4 + Math.ulp((float) should))) {
          late++;
          if (!(off <= worst)) {
            worst = off;
            worstRow = row;
          }
        }
      }
      if (task != null) {
        episode.tasks.add(task.whole() ? task.whole(at, -1) : (long) task.number(at, 0));
      }
    }
    if (late > 0) {
      findings.add(
          Code.ROW_TIME,
          "timestamp",
          episode.number,
          worstRow,
          String.format(
              java.util.Locale.ROOT,
              "%d %s not at %s, by up to %.4f s",
              late,
              late == 1 ? "row is" : "rows are",
              "number ÷ rate",
              worst));
    }
  }

  private void index(EpisodeSeen episode, long row, long number) {
    if (number != expectedIndex && !(indexTold && number == -1)) {
      indexTold = true;
      findings.add(
          Code.INDEX,
          "index",
          episode.number,
          row,
          "The row has number " + number + " where " + expectedIndex + " should be");
    }
    expectedIndex = number + 1;
  }

  /// Of all rows, by column.
  Map<String, RowFigures> figures() {
    Map<String, RowFigures> all = new HashMap<>();
    for (EpisodeSeen episode : episodes.values()) {
      episode.figures.forEach((key, figures) ->
          all.computeIfAbsent(key, k -> new RowFigures(figures.width())).add(figures));
    }
    return all;
  }
}
