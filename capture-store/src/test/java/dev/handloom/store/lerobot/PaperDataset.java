package dev.handloom.store.lerobot;

import dev.handloom.store.parquet.Node;
import dev.handloom.store.parquet.Packing;
import dev.handloom.store.parquet.ParquetWriter;
import dev.handloom.store.video.EvenVideo;
import dev.handloom.store.video.PictureRate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A small dataset in one of LeRobot's formats, written without our exporter: two episodes of a
/// camera and a state that goes round.
public final class PaperDataset {
  public static final int FPS = 20;
  public static final int ROWS = 40;
  public static final int EPISODES = 2;
  public static final String CAMERA = "observation.images.front";
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final boolean three;

  /// Changes a row before it is written.
  public UnaryOperator<Map<String, Object>> row = cells -> cells;

  /// Changes `info.json`.
  public UnaryOperator<Map<String, @Nullable Object>> info = said -> said;

  /// How many pictures each episode has.
  public int pictures = ROWS;

  /// A picture that is shown from here to the end of the first episode; none if negative.
  public int frozenFrom = -1;

  private PaperDataset(Path folder, boolean three) {
    this.folder = folder;
    this.three = three;
  }

  public static PaperDataset three(Path folder) {
    return new PaperDataset(folder, true);
  }

  public static PaperDataset two(Path folder) {
    return new PaperDataset(folder, false);
  }

  /// A number of the state.
  public static float state(int episode, int row, int at) {
    return (float) Math.sin(0.1 * row + at + episode);
  }

  public Path write() throws IOException {
    Files.createDirectories(folder.resolve("meta"));
    tables();
    videos();
    if (three) {
      tasks();
      episodes();
    } else {
      Files.writeString(
          folder.resolve("meta/tasks.jsonl"), "{\"task_index\": 0, \"task\": \"Stir\"}\n");
      StringBuilder lines = new StringBuilder();
      for (int e = 0; e < EPISODES; e++) {
        lines.append(
            JSON.writeValueAsString(
                Map.of("episode_index", e, "tasks", List.of("Stir"), "length", ROWS)));
        lines.append('\n');
      }
      Files.writeString(folder.resolve("meta/episodes.jsonl"), lines);
    }
    Files.writeString(
        folder.resolve("meta/info.json"), JSON.writeValueAsString(info.apply(said())));
    return folder;
  }

  private Map<String, @Nullable Object> said() {
    Map<String, @Nullable Object> features = new LinkedHashMap<>();
    features.put("observation.state", feature("float32", List.of(3), List.of("x", "y", "z")));
    features.put(
        "action", feature("float32", List.of(3), Map.of("motors", List.of("a", "b", "c"))));
    features.put(
        CAMERA,
        feature("video", List.of(HEIGHT, WIDTH, 3), List.of("height", "width", "channels")));
    features.put("timestamp", feature("float32", List.of(1), null));
    for (String key : List.of("frame_index", "episode_index", "index", "task_index")) {
      features.put(key, feature("int64", List.of(1), null));
    }
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    said.put("codebase_version", three ? "v3.0" : "v2.1");
    said.put("robot_type", "paper");
    said.put("fps", FPS);
    said.put("total_episodes", EPISODES);
    said.put("total_frames", EPISODES * ROWS);
    said.put("total_tasks", 1);
    said.put("chunks_size", 1000);
    said.put("splits", Map.of("train", "0:" + EPISODES));
    said.put(
        "data_path",
        three
            ? "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet"
            : "data/chunk-{episode_chunk:03d}/episode_{episode_index:06d}.parquet");
    said.put(
        "video_path",
        three
            ? "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4"
            : "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4");
    said.put("features", features);
    return said;
  }

  private static Map<String, @Nullable Object> feature(
      String type, List<Integer> shape, @Nullable Object names) {
    Map<String, @Nullable Object> feature = new LinkedHashMap<>();
    feature.put("dtype", type);
    feature.put("shape", shape);
    feature.put("names", names);
    return feature;
  }

  private Path table(int episode) throws IOException {
    Path file =
        folder.resolve(
            three
                ? "data/chunk-000/file-000.parquet"
                : String.format(Locale.ROOT, "data/chunk-000/episode_%06d.parquet", episode));
    Files.createDirectories(file.getParent());
    return file;
  }

  private void tables() throws IOException {
    Node schema =
        Node.table(
            List.of(
                Node.list("observation.state", Node.float32("element")),
                Node.list("action", Node.float32("element")),
                Node.float32("timestamp"),
                Node.int64("frame_index"),
                Node.int64("episode_index"),
                Node.int64("index"),
                Node.int64("task_index")));
    ParquetWriter out = null;
    for (int e = 0; e < EPISODES; e++) {
      if (out == null || !three) {
        if (out != null) {
          out.close();
        }
        out = new ParquetWriter(Files.newOutputStream(table(e)), schema, Packing.SNAPPY);
      }
      for (int r = 0; r < ROWS; r++) {
        Map<String, Object> cells = new LinkedHashMap<>();
        float[] state = {state(e, r, 0), state(e, r, 1), state(e, r, 2)};
        cells.put("observation.state", state);
        cells.put("action", new float[] {state[1], state[2], state[0]});
        cells.put("timestamp", (float) r / FPS);
        cells.put("frame_index", (long) r);
        cells.put("episode_index", (long) e);
        cells.put("index", (long) e * ROWS + r);
        cells.put("task_index", 0L);
        out.row(row.apply(cells).values().toArray());
      }
      out.endGroup();
    }
    if (out != null) {
      out.close();
    }
  }

  private Path video(int episode) throws IOException {
    Path file =
        folder.resolve(
            three
                ? "videos/" + CAMERA + "/chunk-000/file-000.mp4"
                : String.format(
                    Locale.ROOT, "videos/chunk-000/%s/episode_%06d.mp4", CAMERA, episode));
    Files.createDirectories(file.getParent());
    return file;
  }

  private void videos() throws IOException {
    EvenVideo out = null;
    for (int e = 0; e < EPISODES; e++) {
      if (out == null || !three) {
        if (out != null) {
          out.finish();
          out.close();
        }
        out =
            EvenVideo.create(
                video(e), WIDTH, HEIGHT, WIDTH, HEIGHT, PictureRate.of(FPS), EvenVideo.Coding.H264);
      }
      ByteBuffer bgra = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 4);
      for (int p = 0; p < pictures; p++) {
        int shown = e == 0 && frozenFrom >= 0 ? Math.min(p, frozenFrom) : p;
        draw(bgra, e, shown);
        out.add(bgra);
      }
    }
    if (out != null) {
      out.finish();
      out.close();
    }
  }

  /// A block that wanders.
  private static void draw(ByteBuffer bgra, int episode, int picture) {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean block = Math.abs(x - (5 + picture)) < 8 && Math.abs(y - 20 - 5 * episode) < 8;
        int at = 4 * (y * WIDTH + x);
        bgra.put(at, (byte) (block ? 220 : 60));
        bgra.put(at + 1, (byte) (block ? 40 : 90 + y));
        bgra.put(at + 2, (byte) (block ? 90 : 70 + x));
        bgra.put(at + 3, (byte) 255);
      }
    }
  }

  private void tasks() throws IOException {
    try (ParquetWriter out =
        new ParquetWriter(
            Files.newOutputStream(folder.resolve("meta/tasks.parquet")),
            Node.table(List.of(Node.int64("task_index"), Node.text("__index_level_0__"))),
            Packing.SNAPPY)) {
      out.row(0L, "Stir");
      out.note("pandas", "{\"index_columns\": [\"__index_level_0__\"], \"columns\": []}");
    }
  }

  private void episodes() throws IOException {
    Path file = folder.resolve("meta/episodes/chunk-000/file-000.parquet");
    Files.createDirectories(file.getParent());
    String video = "videos/" + CAMERA + "/";
    Node schema =
        Node.table(
            List.of(
                Node.int64("episode_index"),
                Node.list("tasks", Node.text("element")),
                Node.int64("length"),
                Node.int64("data/chunk_index"),
                Node.int64("data/file_index"),
                Node.int64("dataset_from_index"),
                Node.int64("dataset_to_index"),
                Node.int64(video + "chunk_index"),
                Node.int64(video + "file_index"),
                Node.float64(video + "from_timestamp"),
                Node.float64(video + "to_timestamp")));
    try (ParquetWriter out =
        new ParquetWriter(Files.newOutputStream(file), schema, Packing.SNAPPY)) {
      for (int e = 0; e < EPISODES; e++) {
        out.row(
            (long) e,
            List.of("Stir"),
            (long) ROWS,
            0L,
            0L,
            (long) e * ROWS,
            (long) (e + 1) * ROWS,
            0L,
            0L,
            (double) e * ROWS / FPS,
            (double) (e + 1) * ROWS / FPS);
      }
    }
  }
}
