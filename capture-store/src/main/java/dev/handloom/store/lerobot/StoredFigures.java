package dev.handloom.store.lerobot;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.parquet.ParquetFile;
import dev.handloom.store.parquet.RowAssembler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The statistics that a dataset says it has: numbers by the name of the figure, by column.
public final class StoredFigures {
  public static final String ALL = "meta/stats.json";
  public static final String LINES = "meta/episodes_stats.jsonl";
  private static final String COLUMNS = "stats/";
  private static final int MOST_NUMBERS = 1 << 20;

  private StoredFigures() {}

  /// Takes the figures of an episode.
  public interface Sink {
    void take(long episode, Map<String, Map<String, double[]>> figures);
  }

  /// Those of the whole dataset; null where there is no such file, or none that can be read.
  public static @Nullable Map<String, Map<String, double[]>> all(
      Path folder, DatasetFindings findings) {
    Path file = folder.resolve(ALL);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    if (Pointers.is(file)) {
      findings.add(Code.POINTER, ALL, "Only a pointer to it is here, not the file itself");
      return null;
    }
    try {
      return figures(JsonPapers.read(file));
    } catch (IOException e) {
      findings.add(Code.UNREADABLE, ALL, "The statistics cannot be read: " + e.getMessage());
      return null;
    }
  }

  private static Map<String, Map<String, double[]>> figures(JsonNode node) {
    Map<String, Map<String, double[]>> figures = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> column : node.properties()) {
      Map<String, double[]> each = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> figure : column.getValue().properties()) {
        List<Double> numbers = new ArrayList<>();
        flatten(figure.getValue(), numbers, 0);
        each.put(figure.getKey(), numbers.stream().mapToDouble(n -> n).toArray());
      }
      figures.put(column.getKey(), each);
    }
    return figures;
  }

  private static void flatten(JsonNode node, List<Double> into, int depth) {
    if (into.size() >= MOST_NUMBERS || depth > 8) {
      return;
    }
    if (node.isArray()) {
      node.forEach(each -> flatten(each, into, depth + 1));
    } else if (node.isBoolean()) {
      into.add(node.asBoolean() ? 1.0 : 0.0);
    } else {
      into.add(node.isNumber() ? node.asDouble() : Double.NaN);
    }
  }

  /// Those of each episode.
  ///
  /// @return whether there are any
  public static boolean each(LeRobotFolder dataset, DatasetFindings findings, Sink sink) {
    return dataset.info().major() == 3
        ? tables(dataset, findings, sink)
        : lines(dataset.folder(), findings, sink);
  }

  private static boolean lines(Path folder, DatasetFindings findings, Sink sink) {
    Path file = folder.resolve(LINES);
    if (!Files.isRegularFile(file) || Pointers.is(file)) {
      return false;
    }
    try {
      JsonPapers.lines(
          file,
          (number, node, trouble) -> {
            if (node == null) {
              findings.add(Code.PAPERS_WRONG, LINES, "Of the statistics, " + trouble);
            } else {
              sink.take(node.path("episode_index").asLong(-1), figures(node.path("stats")));
            }
          });
    } catch (IOException e) {
      findings.add(Code.UNREADABLE, LINES, "The statistics cannot be read: " + e.getMessage());
    }
    return true;
  }

  private static boolean tables(LeRobotFolder dataset, DatasetFindings findings, Sink sink) {
    boolean any = false;
    try {
      for (Path file :
          LeRobotFolder.files(dataset.folder().resolve(EpisodePapers.TABLES), ".parquet")) {
        if (!Pointers.is(file)) {
          any |= table(file, sink);
        }
      }
    } catch (IOException e) {
      findings.add(
          Code.UNREADABLE,
          EpisodePapers.TABLES,
          "The statistics of the episodes cannot be read: " + e.getMessage());
    }
    return any;
  }

  private static boolean table(Path file, Sink sink) throws IOException {
    try (ParquetFile table = ParquetFile.open(file)) {
      Set<String> columns = new HashSet<>();
      table.schema().children().stream()
          .map(child -> child.name())
          .filter(name -> name.startsWith(COLUMNS) && name.lastIndexOf('/') > COLUMNS.length())
          .forEach(columns::add);
      if (columns.isEmpty()) {
        return false;
      }
      columns.add("episode_index");
      for (int group = 0; group < table.groups(); group++) {
        RowAssembler rows = table.assemble(group, columns);
        for (Map<String, @Nullable Object> row = rows.next(); row != null; row = rows.next()) {
          take(row, sink);
        }
      }
      return true;
    }
  }

  private static void take(Map<String, @Nullable Object> row, Sink sink) {
    Map<String, Map<String, double[]>> figures = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> cell : row.entrySet()) {
      if (!cell.getKey().startsWith(COLUMNS)) {
        continue;
      }
      int slash = cell.getKey().lastIndexOf('/');
      List<Double> numbers = new ArrayList<>();
      flatten(cell.getValue(), numbers);
      figures
          .computeIfAbsent(
              cell.getKey().substring(COLUMNS.length(), slash), key -> new LinkedHashMap<>())
          .put(cell.getKey().substring(slash + 1), numbers.stream().mapToDouble(n -> n).toArray());
    }
    if (row.get("episode_index") instanceof Number number) {
      sink.take(number.longValue(), figures);
    }
  }

  private static void flatten(@Nullable Object cell, List<Double> into) {
    switch (cell) {
      case null -> into.add(Double.NaN);
      case List<?> many -> many.forEach(each -> flatten(each, into));
      case Number one -> into.add(one.doubleValue());
      case Boolean yes -> into.add(yes ? 1.0 : 0.0);
      default -> into.add(Double.NaN);
    }
  }
}
