package dev.handloom.store.export.lerobot;

import dev.handloom.store.dataset.ColumnFigures;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.parquet.Node;
import dev.handloom.store.parquet.Packing;
import dev.handloom.store.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The `meta` folder of a dataset.
final class LeRobotPapers {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final int FILES_A_FOLDER = 1000;
  private static final String ADDED = "added";

  private final Path folder;
  private final List<Feature> features;

  LeRobotPapers(Path folder, List<Feature> features) {
    this.folder = folder;
    this.features = features;
  }

  /// The tasks, or the subtasks, by their numbers. The texts are the labels of the rows, as pandas
  /// knows them: a loader looks a row up by its number and takes its label.
  void tasks(String kind, List<String> texts) throws IOException {
    String number = kind + "_index";
    Node table = Node.table(List.of(Node.int64(number), Node.text(kind)));
    Path file = folder.resolve("meta/" + kind + "s.parquet");
    try (ParquetWriter out =
        new ParquetWriter(Files.newOutputStream(file), table, Packing.SNAPPY)) {
      for (int i = 0; i < texts.size(); i++) {
        out.row((long) i, texts.get(i));
      }
      out.note(
          "pandas",
          JSON.rebuild()
              .disable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(pandas(kind, number)));
    }
  }

  private static Map<String, @Nullable Object> pandas(String kind, String number) {
    Map<String, @Nullable Object> labels = new LinkedHashMap<>();
    labels.put("name", null);
    labels.put("field_name", null);
    labels.put("pandas_type", "unicode");
    labels.put("numpy_type", "object");
    labels.put("metadata", Map.of("encoding", "UTF-8"));
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    said.put("index_columns", List.of(kind));
    said.put("column_indexes", List.of(labels));
    said.put(
        "columns", List.of(column(number, "int64", "int64"), column(kind, "unicode", "object")));
    said.put("attributes", Map.of());
    said.put("creator", Map.of("library", "handloom", "version", "0.1.0"));
    said.put("pandas_version", "2.3.3");
    return said;
  }

  private static Map<String, @Nullable Object> column(String name, String pandas, String numpy) {
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    said.put("name", name);
    said.put("field_name", name);
    said.put("pandas_type", pandas);
    said.put("numpy_type", numpy);
    said.put("metadata", null);
    return said;
  }

  /// One row an episode, in their order.
  void episodes(List<Map<String, @Nullable Object>> episodes) throws IOException {
    Set<String> keys = episodes.isEmpty() ? Set.of() : episodes.getFirst().keySet();
    Map<String, Node> figures = new LinkedHashMap<>();
    for (Feature feature : features) {
      feature.figureNodes().forEach(node -> figures.put(node.name(), node));
    }
    List<Node> nodes = new ArrayList<>();
    for (String key : keys) {
      Node figure = figures.get(key);
      if (figure != null) {
        nodes.add(figure);
      } else if (key.equals("tasks") || key.equals("review/tags")) {
        nodes.add(Node.list(key, Node.text("element")));
      } else if (key.startsWith("review/")) {
        nodes.add(Node.text(key));
      } else if (key.endsWith("_timestamp")) {
        nodes.add(Node.float64(key));
      } else {
        nodes.add(Node.int64(key));
      }
    }
    Path file = folder.resolve("meta/episodes/chunk-000/file-000.parquet");
    write(file, Node.table(nodes), episodes, Map.of());
  }

  /// The same in a further file, in which no column may be another than in those before: a loader
  /// takes them all for one table.
  void moreEpisodes(Path file, LeRobotSoFar base, List<Map<String, @Nullable Object>> episodes)
      throws IOException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> episode : episodes) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (Node column : base.columns().children()) {
        row.put(column.name(), episode.get(column.name()));
      }
      rows.add(row);
    }
    Map<String, String> notes = new LinkedHashMap<>();
    String arrow = base.columnNotes().get("ARROW:schema");
    if (arrow != null) {
      notes.put("ARROW:schema", arrow);
    }
    try {
      write(file, base.columns(), rows, notes);
    } catch (IllegalArgumentException e) {
      throw new DatasetException(
          "The dataset's table of episodes has another shape than LeRobot gives it, so nothing was"
              + " added ("
              + e.getMessage()
              + "): "
              + base.folder().folder(),
          e);
    }
  }

  private void write(
      Path file,
      Node table,
      List<Map<String, @Nullable Object>> episodes,
      Map<String, String> notes)
      throws IOException {
    Durable.makeFolders(file.getParent() == null ? folder : file.getParent());
    try (ParquetWriter out =
        new ParquetWriter(Files.newOutputStream(file), table, Packing.SNAPPY)) {
      for (Map<String, @Nullable Object> episode : episodes) {
        out.row(episode.values().toArray());
      }
      notes.forEach(out::note);
    }
  }

  /// @param before what was said of the pictures of a dataset that has grown, by camera
  void figures(Map<String, List<ColumnFigures>> figures, Map<String, Map<String, double[]>> before)
      throws IOException {
    Map<String, Object> said = new LinkedHashMap<>();
    for (Feature feature : features) {
      List<ColumnFigures> columns = figures.get(feature.key());
      Map<String, double[]> old = before.get(feature.key());
      if (columns != null) {
        said.put(
            feature.key(),
            old == null ? feature.figures(columns) : GrownFigures.together(feature, columns, old));
      }
    }
    Durable.replace(folder.resolve("meta/stats.json"), JSON.writeValueAsString(said));
  }

  /// Comes last: with it a loader takes the folder for a dataset.
  void info(
      Object fps,
      int episodes,
      long rows,
      int tasks,
      String rig,
      DatasetOptions sizes,
      boolean videos)
      throws IOException {
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("codebase_version", "v3.0");
    info.put("fps", fps);
    Map<String, Object> declared = new LinkedHashMap<>();
    features.forEach(feature -> declared.put(feature.key(), feature.declared()));
    info.put("features", declared);
    info.put("total_episodes", episodes);
    info.put("total_frames", rows);
    info.put("total_tasks", tasks);
    info.put("chunks_size", FILES_A_FOLDER);
    info.put("data_files_size_in_mb", sizes.tableMegabytes());
    info.put("video_files_size_in_mb", sizes.videoMegabytes());
    info.put("data_path", "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet");
    info.put(
        "video_path",
        videos ? "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4" : null);
    info.put("robot_type", rig);
    info.put("splits", Map.of("train", "0:" + episodes));
    Durable.replace(folder.resolve("meta/info.json"), JSON.writeValueAsString(info));
  }

  /// The same of a dataset that has grown: everything else in it stays as it was.
  void grownInfo(LeRobotSoFar base, int episodes, long rows, int tasks) throws IOException {
    ObjectNode info = (ObjectNode) base.papers().deepCopy();
    info.put("total_episodes", episodes);
    info.put("total_frames", rows);
    info.put("total_tasks", tasks);
    info.set("splits", splits(base.papers().path("splits"), base.episodes(), episodes));
    Durable.replace(folder.resolve("meta/info.json"), JSON.writeValueAsString(info));
  }

  /// The one split of all episodes goes on; beside several the new episodes are one of their own,
  /// for nobody said to which they belong.
  private static ObjectNode splits(JsonNode said, int before, int now) {
    ObjectNode splits =
        said instanceof ObjectNode there ? there.deepCopy() : JSON.createObjectNode();
    if (splits.size() <= 1) {
      String name = splits.isEmpty() ? "train" : splits.propertyNames().iterator().next();
      return JSON.createObjectNode().put(name, "0:" + now);
    }
    String added = splits.path(ADDED).asString("");
    String from =
        added.endsWith(":" + before) ? added.substring(0, added.indexOf(':')) : "" + before;
    return splits.put(ADDED, from + ":" + now);
  }
}
