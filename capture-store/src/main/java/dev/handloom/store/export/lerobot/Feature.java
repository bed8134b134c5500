package dev.handloom.store.export.lerobot;

import dev.handloom.store.dataset.ColumnFigures;
import dev.handloom.store.parquet.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A column of a dataset, as its papers declare it.
///
/// @param key its name
/// @param type by NumPy's name, or `video`
/// @param shape how many numbers in each direction
/// @param names of the numbers; empty for none
/// @param info of a video, in the words of the format
public record Feature(
    String key, String type, List<Integer> shape, List<String> names, Map<String, Object> info) {
  public static final String VIDEO = "video";
  static final String LANGUAGE = "language";

  public Feature {
    if (key.contains("/")) {
      throw new IllegalArgumentException("A column must not be called “" + key + "”");
    }
    shape = List.copyOf(shape);
    names = List.copyOf(names);
  }

  public static Feature scalar(String key, String type) {
    return new Feature(key, type, List.of(1), List.of(), Map.of());
  }

  public static Feature vector(String key, List<String> names) {
    return new Feature(key, "float32", List.of(names.size()), names, Map.of());
  }

  public boolean isVideo() {
    return type.equals(VIDEO);
  }

  /// How many numbers a row has of it.
  public int width() {
    return shape.getFirst();
  }

  /// For `info.json`.
  public Map<String, @Nullable Object> declared() {
    Map<String, @Nullable Object> declared = new LinkedHashMap<>();
    declared.put("dtype", type);
    declared.put("shape", shape);
    declared.put("names", names.isEmpty() ? null : names);
    if (!info.isEmpty()) {
      declared.put("info", info);
    }
    return declared;
  }

  /// As a column of the table; videos have none.
  public Node node() {
    if (type.equals(LANGUAGE)) {
      return SpokenRows.node(key);
    }
    Node one =
        switch (type) {
          case "float32" -> Node.float32(key);
          case "int64" -> Node.int64(key);
          case "bool" -> Node.bool(key);
          case "string" -> Node.text(key);
          default -> throw new IllegalArgumentException("No column of the type " + type);
        };
    return width() == 1 ? one : Node.list(key, one);
  }

  /// Whether figures of it are kept.
  public boolean counts() {
    return !type.equals("string") && !type.equals(LANGUAGE);
  }

  static final List<String> QUANTILES = List.of("q01", "q10", "q50", "q90", "q99");

  /// Figures in the words and shapes of the format.
  public Map<String, Object> figures(List<ColumnFigures> columns) {
    Map<String, Object> said = new LinkedHashMap<>();
    boolean whole = type.equals("int64");
    said.put("min", shaped(columns.stream().map(c -> number(c.min(), whole)).toList()));
    said.put("max", shaped(columns.stream().map(c -> number(c.max(), whole)).toList()));
    said.put("mean", shaped(columns.stream().map(c -> (Object) c.mean()).toList()));
    said.put("std", shaped(columns.stream().map(c -> (Object) c.deviation()).toList()));
    said.put("count", List.of(columns.getFirst().count()));
    // Sorted once for all of them.
    List<double[]> quantiles = columns.stream().map(ColumnFigures::quantiles).toList();
    for (int q = 0; q < QUANTILES.size(); q++) {
      int at = q;
      said.put(
          QUANTILES.get(q), shaped(quantiles.stream().map(each -> (Object) each[at]).toList()));
    }
    return said;
  }

  private static Object number(double value, boolean whole) {
    return whole ? (Object) (long) value : (Object) value;
  }

  /// Pictures have a number for each colour, in three brackets.
  Object shaped(List<Object> values) {
    return isVideo() ? values.stream().map(value -> List.of(List.of(value))).toList() : values;
  }

  /// The columns of an episode's row that hold its figures.
  public List<Node> figureNodes() {
    boolean whole = type.equals("int64");
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (String name : List.of("min", "max", "mean", "std", "count")) {
      nodes.put(name, Node.float64("element"));
    }
    QUANTILES.forEach(name -> nodes.put(name, Node.float64("element")));
    if (whole) {
      nodes.put("min", Node.int64("element"));
      nodes.put("max", Node.int64("element"));
    }
    return nodes.entrySet().stream()
        .map(entry -> {
          String name = "stats/" + key + "/" + entry.getKey();
          if (entry.getKey().equals("count")) {
            return Node.list(name, Node.int64("element"));
          }
          return isVideo()
              ? Node.list(name, Node.list("element", Node.list("element", Node.float64("element"))))
              : Node.list(name, entry.getValue());
        })
        .toList();
  }
}
