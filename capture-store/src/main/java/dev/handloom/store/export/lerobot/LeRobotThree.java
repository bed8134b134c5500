package dev.handloom.store.export.lerobot;

import dev.handloom.store.dataset.ColumnFigures;
import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.dataset.FiguresFile;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.export.DatasetFacts;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetWriter;
import dev.handloom.store.export.PreparedEpisode;
import dev.handloom.store.export.RowVideo;
import dev.handloom.store.export.poses.KeypointColumn;
import dev.handloom.store.parquet.Node;
import dev.handloom.store.parquet.Packing;
import dev.handloom.store.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes a dataset as LeRobot's format v3.0 has it: many episodes in a table and in a video, and
/// beside them what is where. Episodes are added one after the other; until [#finish] the folder is
/// no dataset.
final class LeRobotThree implements DatasetWriter {
  static final String ACTION = "action";
  static final String STATE = "observation.state";
  static final String IMAGES = "observation.images.";
  static final String TIME = "capture.unix_ns";
  private static final String AGE = "capture.age_ms.";
  private static final long MEGA = 1_000_000;
  private static final int FILES_A_FOLDER = 1000;

  private final Path folder;
  private final DatasetPlan plan;
  private final DatasetOptions options;
  private final SpokenRows spoken;
  private final Map<String, KeypointColumn> keypoints = new LinkedHashMap<>();
  private final List<Feature> features;
  private final Map<String, List<ColumnFigures>> figures = new LinkedHashMap<>();
  private final List<String> tasks = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> episodes = new ArrayList<>();
  private final List<JoinedVideos> videos = new ArrayList<>();
  private final @Nullable LeRobotSoFar base;
  private final NumberedFiles files;
  private final int firstEpisode;
  private final int episodesFile;
  private @Nullable ParquetWriter table;
  private int tableFile = -1;
  private long rows;

  /// @param folder empty; what is in it until the end is of no use to anybody
  LeRobotThree(Path folder, DatasetPlan plan, DatasetOptions options) throws IOException {
    this(folder, plan, options, null);
  }

  /// @param base what is in the folder already, and goes on behind; null where it is empty
  LeRobotThree(Path folder, DatasetPlan plan, DatasetOptions options, @Nullable LeRobotSoFar base)
      throws IOException {
    this.folder = folder;
    this.plan = plan;
    this.options = options;
    this.base = base;
    spoken = base == null ? new SpokenRows(options) : new SpokenRows(base);
    for (KeypointColumn each : KeypointColumn.of(plan, options)) {
      keypoints.put(each.key(), each);
    }
    List<Feature> own = features(plan, options, spoken);
    features = base == null ? own : new LeRobotFit(base).columns(plan, own, options);
    for (Feature feature : features) {
      if (feature.counts()) {
        figures.put(feature.key(), columns(feature));
      }
    }
    int filesAFolder = base == null ? FILES_A_FOLDER : base.filesAFolder();
    firstEpisode = base == null ? 0 : base.episodes();
    episodesFile = base == null ? 0 : base.nextFile(LeRobotSoFar.EPISODES);
    files = new NumberedFiles(folder, filesAFolder);
    for (View view : plan.views()) {
      String key = IMAGES + view.name();
      int next = base == null ? 0 : base.nextFile(JoinedVideos.VIDEOS + key);
      videos.add(new JoinedVideos(files, key, plan.rate(), options, next));
    }
    if (base != null) {
      // As LeRobot goes on: every kind of file with a new one.
      tableFile = base.nextFile(LeRobotSoFar.TABLES) - 1;
      rows = base.rows();
      tasks.addAll(base.tasks());
    }
    Durable.makeFolders(folder.resolve("meta"));
  }

  private static List<ColumnFigures> columns(Feature feature) {
    int count = feature.isVideo() ? 3 : feature.width();
    return Stream.generate(ColumnFigures::new).limit(count).toList();
  }

  static List<Feature> features(DatasetPlan plan, DatasetOptions options, SpokenRows spoken)
      throws DatasetException {
    List<Feature> all = new ArrayList<>();
    all.add(Feature.vector(ACTION, plan.actionNames()));
    all.add(Feature.vector(STATE, plan.names()));
    for (View view : plan.views()) {
      all.add(
          new Feature(
              IMAGES + view.name(),
              Feature.VIDEO,
              List.of(view.height(), view.width(), 3),
              List.of("height", "width", "channels"),
              videoInfo(view, plan, options)));
    }
    KeypointColumn.of(plan, options)
        .forEach(each -> all.add(Feature.vector(each.key(), each.names())));
    all.add(Feature.scalar(TIME, "int64"));
    for (View view : plan.views()) {
      all.add(Feature.scalar(AGE + view.name(), "float32"));
    }
    all.addAll(spoken.features());
    all.add(Feature.scalar("timestamp", "float32"));
    for (String key : List.of("frame_index", "episode_index", "index", "task_index")) {
      all.add(Feature.scalar(key, "int64"));
    }
    return List.copyOf(all);
  }

  private static Map<String, Object> videoInfo(
      View view, DatasetPlan plan, DatasetOptions options) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("video.height", view.height());
    info.put("video.width", view.width());
    info.put("video.codec", options.coding().id());
    info.put("video.pix_fmt", "yuv420p");
    info.put("is_depth_map", false);
    info.put("video.fps", fps(plan));
    info.put("video.channels", 3);
    info.put("has_audio", false);
    return info;
  }

  private static Object fps(DatasetPlan plan) {
    return plan.rate().seconds() == 1 ? (Object) plan.rate().pictures() : plan.rate().hz();
  }

  private static Path video(PreparedEpisode episode, int view) {
    return episode.scratch().resolve("view-" + view + ".mp4");
  }

  private static Path colours(PreparedEpisode episode, int view) {
    return episode.scratch().resolve("view-" + view + ".figures");
  }

  @Override
  public void prepare(PreparedEpisode episode, Steps steps) throws IOException {
    DatasetEpisode rows = episode.rows();
    for (int v = 0; v < plan.views().size(); v++) {
      View view = plan.views().get(v);
      Path into = video(episode, v);
      FiguresFile.write(
          colours(episode, v),
          RowVideo.encode(rows, v, view, plan.rate(), options.coding(), into, steps));
    }
    if (plan.views().isEmpty()) {
      steps.add(rows.rows());
    }
  }

  @Override
  public void add(PreparedEpisode episode) throws IOException {
    DatasetEpisode source = episode.rows();
    int number = firstEpisode + episodes.size();
    int task = task(episode.task());
    Map<String, List<ColumnFigures>> own = new LinkedHashMap<>();
    features.forEach(feature -> {
      if (feature.counts() && !feature.isVideo()) {
        own.put(feature.key(), columns(feature));
      }
    });
    for (int v = 0; v < plan.views().size(); v++) {
      own.put(IMAGES + plan.views().get(v).name(), FiguresFile.read(colours(episode, v)));
    }
    SpokenRows.Episode said = spoken.of(episode);
    ParquetWriter into = table();
    long from = rows;
    for (int row = 0; row < source.rows(); row++) {
      into.row(cells(new Row(source, row, number, task, said), own));
      rows++;
    }
    into.endGroup();
    own.forEach((key, columns) -> merge(figures.get(key), columns));
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("episode_index", (long) number);
    line.put("tasks", List.of(episode.task()));
    line.put("length", (long) source.rows());
    line.put("data/chunk_index", files.folder(tableFile));
    line.put("data/file_index", files.file(tableFile));
    line.put("dataset_from_index", from);
    line.put("dataset_to_index", rows);
    for (int v = 0; v < plan.views().size(); v++) {
      videos.get(v).add(video(episode, v), source.rows(), line);
    }
    for (Feature feature : features) {
      List<ColumnFigures> columns = own.get(feature.key());
      if (columns != null) {
        feature
            .figures(columns)
            .forEach((name, value) -> line.put("stats/" + feature.key() + "/" + name, value));
      }
    }
    line.put("review/episode", source.episode().manifest().id());
    line.put("review/verdict", episode.review().verdict().name().toLowerCase(Locale.ROOT));
    line.put("review/tags", episode.review().tags());
    line.put("review/note", episode.review().note());
    line.put("meta/episodes/chunk_index", files.folder(episodesFile));
    line.put("meta/episodes/file_index", files.file(episodesFile));
    episodes.add(line);
  }

  private int task(String text) {
    int known = tasks.indexOf(text);
    if (known >= 0) {
      return known;
    }
    tasks.add(text);
    return tasks.size() - 1;
  }

  private static void merge(@Nullable List<ColumnFigures> all, List<ColumnFigures> own) {
    if (all != null) {
      for (int i = 0; i < own.size(); i++) {
        all.get(i).add(own.get(i));
      }
    }
  }

  private @Nullable Object[] cells(Row row, Map<String, List<ColumnFigures>> own) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (Feature feature : features) {
      if (feature.isVideo()) {
        continue;
      }
      Object cell = cell(feature.key(), row);
      cells.add(feature.width() == 1 && cell instanceof float[] one ? (Object) one[0] : cell);
      List<ColumnFigures> columns = own.get(feature.key());
      if (columns != null) {
        count(cell, columns);
      }
    }
    return cells.toArray();
  }

  /// A row of an episode that is added.
  private record Row(
      DatasetEpisode source, int row, int number, int task, SpokenRows.Episode said) {}

  private Object cell(String key, Row at) {
    DatasetEpisode source = at.source();
    int row = at.row();
    return switch (key) {
      case ACTION -> source.action(row);
      case STATE -> source.state(row);
      case TIME -> source.episode().manifest().times().anchor().toUnixNanos(source.nanos(row));
      case "timestamp" -> (float) (row / plan.rate().hz());
      case "frame_index" -> (long) row;
      case "episode_index" -> (long) at.number();
      case "index" -> rows;
      case "task_index" -> (long) at.task();
      case SpokenRows.SUBTASK -> at.said().subtask(row);
      case SpokenRows.PERSISTENT -> at.said().said();
      case SpokenRows.EVENTS -> List.of();
      default -> {
        KeypointColumn keyed = keypoints.get(key);
        if (keyed != null) {
          yield keyed.cell(source, row);
        }
        for (int v = 0; v < plan.views().size(); v++) {
          if (key.equals(AGE + plan.views().get(v).name())) {
            yield (float) source.pictureAgeMillis(v, row);
          }
        }
        throw new IllegalStateException("Nobody fills the column " + key);
      }
    };
  }

  private static void count(Object cell, List<ColumnFigures> columns) {
    switch (cell) {
      case float[] many -> {
        for (int i = 0; i < many.length; i++) {
          columns.get(i).add(many[i]);
        }
      }
      case Number one -> columns.getFirst().add(one.doubleValue());
      default -> throw new IllegalStateException("No number: " + cell);
    }
  }

  private ParquetWriter table() throws IOException {
    ParquetWriter open = table;
    if (open != null && open.bytes() < options.tableMegabytes() * MEGA) {
      return open;
    }
    if (open != null) {
      open.close();
    }
    tableFile++;
    List<Node> nodes = features.stream().filter(f -> !f.isVideo()).map(Feature::node).toList();
    Path file = files.path(LeRobotSoFar.TABLES, tableFile, "parquet");
    open = new ParquetWriter(Files.newOutputStream(file), Node.table(nodes), Packing.SNAPPY);
    table = open;
    return open;
  }

  @Override
  public void finish(DatasetFacts facts) throws IOException {
    if (table != null) {
      table.close();
      table = null;
    }
    for (JoinedVideos each : videos) {
      each.join();
    }
    LeRobotPapers papers = new LeRobotPapers(folder, features);
    if (base != null) {
      grow(papers, base);
      return;
    }
    papers.tasks("task", tasks);
    if (!spoken.texts().isEmpty()) {
      papers.tasks("subtask", spoken.texts());
    }
    papers.episodes(episodes);
    papers.figures(figures, Map.of());
    papers.info(
        fps(plan),
        episodes.size(),
        rows,
        tasks.size(),
        facts.rig(),
        options,
        !plan.views().isEmpty());
  }

  private void grow(LeRobotPapers papers, LeRobotSoFar from) throws IOException {
    // What is as it was stays in the words of who wrote it.
    if (tasks.size() > from.tasks().size()) {
      papers.tasks("task", tasks);
    }
    if (spoken.texts().size() > from.subtasks().size()) {
      papers.tasks("subtask", spoken.texts());
    }
    papers.moreEpisodes(files.path(LeRobotSoFar.EPISODES, episodesFile, "parquet"), from, episodes);
    GrownFigures.addRows(from, figures);
    papers.figures(figures, GrownFigures.pictures(from));
    papers.grownInfo(from, firstEpisode + episodes.size(), rows, tasks.size());
  }

  @Override
  public void close() throws IOException {
    if (table != null) {
      table.close();
      table = null;
    }
  }
}
