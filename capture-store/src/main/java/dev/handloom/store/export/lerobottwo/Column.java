package dev.handloom.store.export.lerobottwo;

import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.export.lerobot.Feature;
import dev.handloom.store.export.poses.KeypointColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A column of the tables, and what fills it.
record Column(Feature feature, Filling filling) {
  static final String ACTION = "action";
  static final String STATE = "observation.state";
  static final String TASK_ANNOTATION = "human.action.task_description";
  static final String SEGMENT_ANNOTATION = "human.action.segment";
  static final String TEXT_ANNOTATION = "language.action_text";
  static final String ANNOTATION = "annotation.";
  private static final String IMAGES = "observation.images.";

  /// Gives a cell.
  interface Filling {
    Object cell(EpisodeText text, DatasetEpisode rows, int row);
  }

  private static Column of(Feature feature, Filling filling) {
    return new Column(feature, filling);
  }

  /// What a camera's videos are called.
  static String images(View view) {
    return IMAGES + view.name();
  }

  static List<Column> all(DatasetPlan plan, Flavour flavour, List<KeypointColumn> keypoints) {
    List<Column> all = new ArrayList<>();
    all.add(of(Feature.vector(STATE, plan.names()), (_, rows, row) -> rows.state(row)));
    all.add(of(Feature.vector(ACTION, plan.actionNames()), (_, rows, row) -> rows.action(row)));
    for (int h = 0; h < plan.hands().size(); h++) {
      int hand = h;
      DatasetPlan.Part part = plan.hands().get(h);
      all.add(
          of(
              Feature.vector("observation.hands." + part.name(), part.channels()),
              (_, rows, row) -> rows.hand(hand, row)));
    }
    for (KeypointColumn column : keypoints) {
      all.add(
          of(
              Feature.vector(column.key(), column.names()),
              (_, rows, row) -> column.cell(rows, row)));
    }
    whole(all, "capture.unix_ns", (_, rows, row) -> unixNanos(rows, row));
    for (int v = 0; v < plan.views().size(); v++) {
      int view = v;
      all.add(
          of(
              Feature.scalar("capture.age_ms." + plan.views().get(v).name(), "float32"),
              (_, rows, row) -> (float) rows.pictureAgeMillis(view, row)));
    }
    double hz = plan.rate().hz();
    all.add(of(Feature.scalar("timestamp", "float32"), (_, _, row) -> (float) (row / hz)));
    whole(all, "frame_index", (_, _, row) -> (long) row);
    whole(all, "episode_index", (text, _, _) -> (long) text.episode());
    whole(all, "index", (text, _, row) -> text.firstIndex() + row);
    whole(all, "task_index", (text, _, _) -> (long) text.task());
    if (flavour == Flavour.GROOT) {
      whole(all, ANNOTATION + TASK_ANNOTATION, (text, _, _) -> (long) text.task());
      whole(all, ANNOTATION + SEGMENT_ANNOTATION, (text, _, row) -> (long) text.said(row));
    } else if (flavour == Flavour.DREAMZERO) {
      all.add(
          of(
              Feature.scalar(ANNOTATION + TEXT_ANNOTATION, "string"),
              (text, _, row) -> text.words(row)));
    }
    return List.copyOf(all);
  }

  private static void whole(List<Column> all, String key, Filling filling) {
    all.add(of(Feature.scalar(key, "int64"), filling));
  }

  private static long unixNanos(DatasetEpisode rows, int row) {
    return rows.episode().manifest().times().anchor().toUnixNanos(rows.nanos(row));
  }

  /// The cameras, which lie beside the tables.
  static List<Feature> videos(DatasetPlan plan, String coding, Object fps) {
    List<Feature> all = new ArrayList<>();
    for (View view : plan.views()) {
      Map<String, Object> info = new LinkedHashMap<>();
      info.put("video.height", view.height());
      info.put("video.width", view.width());
      info.put("video.codec", coding);
      info.put("video.pix_fmt", "yuv420p");
      info.put("video.is_depth_map", false);
      info.put("video.fps", fps);
      info.put("video.channels", 3);
      info.put("has_audio", false);
      all.add(
          new Feature(
              images(view),
              "video",
              List.of(view.height(), view.width(), 3),
              List.of("height", "width", "channels"),
              info));
    }
    return List.copyOf(all);
  }
}
