package dev.handloom.store.export.lerobottwo;

import dev.handloom.store.dataset.ColumnFigures;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.export.lerobot.Feature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The `meta` folder of a dataset of v2.1.
final class TwoPapers {
  /// Episodes in a folder.
  static final int EPISODES_A_FOLDER = 1000;

  /// Of those that [ColumnFigures] gives, the one at 99 of 100.
  private static final int LAST_QUANTILE = 4;

  private static final JsonMapper LINE = JsonMapper.builder().build();
  private static final JsonMapper PAGE =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path meta;
  private final DatasetPlan plan;
  private final Flavour flavour;

  TwoPapers(Path folder, DatasetPlan plan, Flavour flavour) {
    meta = folder.resolve("meta");
    this.plan = plan;
    this.flavour = flavour;
  }

  private void page(String name, Object content) throws IOException {
    Durable.replace(meta.resolve(name), PAGE.writeValueAsString(content) + "\n");
  }

  private void lines(String name, List<? extends Map<String, ?>> content) throws IOException {
    StringBuilder lines = new StringBuilder();
    content.forEach(line -> lines.append(LINE.writeValueAsString(line)).append('\n'));
    Durable.replace(meta.resolve(name), lines.toString());
  }

  void tasks(List<String> tasks) throws IOException {
    List<Map<String, Object>> all =
        IntStream.range(0, tasks.size())
            .mapToObj(i -> ordered("task_index", i, "task", tasks.get(i)))
            .toList();
    lines("tasks.jsonl", all);
  }

  void episodes(List<Map<String, Object>> episodes) throws IOException {
    lines("episodes.jsonl", episodes);
  }

  void episodeFigures(List<Map<String, Object>> figures) throws IOException {
    lines("episodes_stats.jsonl", figures);
  }

  /// A map that keeps its order.
  static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  /// An episode's figures of a column, as v2.1 has them.
  ///
  /// @param count of rows, or of pictures that were looked at
  static Map<String, Object> figures(Feature feature, List<ColumnFigures> columns, long count) {
    boolean whole = feature.type().equals("int64");
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("min", values(feature, columns, ColumnFigures::min, whole));
    said.put("max", values(feature, columns, ColumnFigures::max, whole));
    said.put("mean", values(feature, columns, ColumnFigures::mean, false));
    said.put("std", values(feature, columns, ColumnFigures::deviation, false));
    said.put("count", List.of(count));
    return said;
  }

  private static List<Object> values(
      @Nullable Feature feature,
      List<ColumnFigures> columns,
      ToDoubleFunction<ColumnFigures> figure,
      boolean whole) {
    return columns.stream()
        .map(column -> {
          // A number that was never there: the papers know no word for that.
          double value = column.count() == 0 ? 0 : figure.applyAsDouble(column);
          Object number = whole ? (Object) (long) value : (Object) value;
          return feature != null && feature.isVideo() ? (Object) List.of(List.of(number)) : number;
        })
        .toList();
  }

  private static Map<String, Object> quantiles(@Nullable Feature feature, List<ColumnFigures> all) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("mean", values(feature, all, ColumnFigures::mean, false));
    said.put("std", values(feature, all, ColumnFigures::deviation, false));
    said.put("min", values(feature, all, ColumnFigures::min, false));
    said.put("max", values(feature, all, ColumnFigures::max, false));
    said.put("q01", values(feature, all, each -> each.quantiles()[0], false));
    said.put("q99", values(feature, all, each -> each.quantiles()[LAST_QUANTILE], false));
    return said;
  }

  /// Figures of all episodes together, of what is no whole number: the trainers of the two want all
  /// six of every entry.
  void figures(Map<Feature, List<ColumnFigures>> figures) throws IOException {
    Map<String, Object> said = new LinkedHashMap<>();
    figures.forEach((feature, columns) -> {
      if (feature.isVideo() || feature.type().startsWith("float")) {
        said.put(feature.key(), quantiles(feature, columns));
      }
    });
    page("stats.json", said);
  }

  void relative(List<RelativeFigures> figures) throws IOException {
    Map<String, Object> said = new LinkedHashMap<>();
    for (RelativeFigures each : figures) {
      List<ColumnFigures> columns = each.columns();
      if (!columns.isEmpty()) {
        said.put(each.name(), quantiles(null, columns));
      }
    }
    page("relative_stats_dreamzero.json", said);
  }

  void embodiment(String tag) throws IOException {
    page("embodiment.json", ordered("robot_type", tag, "embodiment_tag", tag));
  }

  /// Which numbers of which column are what.
  void modality(List<Slice> state, List<Slice> action) throws IOException {
    boolean absolute =
        plan.actions() == ActionRule.NEXT_STATE || plan.actions() == ActionRule.COMMANDED;
    Map<String, Object> videos = new LinkedHashMap<>();
    for (View view : plan.views()) {
      videos.put(view.name(), ordered("original_key", Column.images(view)));
    }
    Map<String, Object> annotations = new LinkedHashMap<>();
    List<String> said =
        flavour == Flavour.DREAMZERO
            ? List.of(Column.TEXT_ANNOTATION)
            : List.of(Column.TASK_ANNOTATION, Column.SEGMENT_ANNOTATION);
    said.forEach(each -> annotations.put(each, ordered("original_key", Column.ANNOTATION + each)));
    page(
        "modality.json",
        ordered(
            "state",
            slices(state, Column.STATE, true),
            "action",
            slices(action, Column.ACTION, absolute),
            "video",
            videos,
            "annotation",
            annotations));
  }

  private static Map<String, Object> slices(List<Slice> slices, String column, boolean absolute) {
    Map<String, Object> said = new LinkedHashMap<>();
    for (Slice slice : slices) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("original_key", column);
      one.put("start", slice.start());
      one.put("end", slice.end());
      one.put("rotation_type", null);
      one.put("absolute", absolute);
      one.put("dtype", "float32");
      one.put("range", null);
      said.put(slice.name(), one);
    }
    return said;
  }

  /// Comes last: with it a loader takes the folder for a dataset.
  ///
  /// @param failed episodes that did not succeed; trainers of the two leave them out
  void info(
      Object fps,
      int episodes,
      long rows,
      int tasks,
      String rig,
      List<Feature> features,
      List<Integer> failed)
      throws IOException {
    Map<String, @Nullable Object> info = new LinkedHashMap<>();
    info.put("codebase_version", "v2.1");
    info.put("robot_type", rig);
    info.put("total_episodes", episodes);
    info.put("total_frames", rows);
    info.put("total_tasks", tasks);
    info.put("total_videos", episodes * plan.views().size());
    info.put("total_chunks", (episodes + EPISODES_A_FOLDER - 1) / EPISODES_A_FOLDER);
    info.put("chunks_size", EPISODES_A_FOLDER);
    info.put("fps", fps);
    info.put("splits", Map.of("train", "0:" + episodes));
    info.put("data_path", "data/chunk-{episode_chunk:03d}/episode_{episode_index:06d}.parquet");
    info.put(
        "video_path",
        plan.views().isEmpty()
            ? null
            : "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4");
    Map<String, Object> declared = new LinkedHashMap<>();
    features.forEach(feature -> declared.put(feature.key(), feature.declared()));
    info.put("features", declared);
    if (flavour.sliced()) {
      info.put("discarded_episode_indices", failed);
    }
    page("info.json", info);
  }
}
