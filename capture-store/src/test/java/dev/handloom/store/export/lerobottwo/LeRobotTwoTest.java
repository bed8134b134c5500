package dev.handloom.store.export.lerobottwo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.DatasetPlan.Part;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.export.DatasetFacts;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetWriter;
import dev.handloom.store.export.PreparedEpisode;
import dev.handloom.store.export.RowVideo;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.parquet.ParquetFile;
import dev.handloom.store.parquet.RowAssembler;
import dev.handloom.store.privacy.FaceBox;
import dev.handloom.store.privacy.FaceFinder;
import dev.handloom.store.privacy.Protection;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Verdict;
import dev.handloom.store.video.EvenVideo;
import dev.handloom.store.video.PictureRate;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LeRobotTwoTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path library;
  private static EpisodeReader reader;

  @TempDir Path folder;

  @BeforeAll
  static void record() throws Exception {
    try (FakeRig rig =
        new FakeRig(
            FakeRig.glove("glove", Map.of()),
            FakeRig.camera("cam", 64, 48, 30),
            FakeRig.camera("side", 96, 48, 30))) {
      reader = EpisodeReader.open(Takes.record(rig, library.resolve("library"), 40));
    }
  }

  private static DatasetPlan plan(ActionRule actions) {
    List<Part> parts = new ArrayList<>();
    reader
        .signals()
        .values()
        .forEach(samples -> {
          String name = samples.spec().name().replace('/', '_');
          parts.add(
              new Part(
                  samples.spec().name(),
                  name,
                  samples.spec().channels().stream().map(c -> name + "." + c.name()).toList(),
                  samples.spec().channels().stream().map(c -> c.unit().sign()).toList()));
        });
    List<View> views =
        reader.cameras().keySet().stream()
            .map(camera -> new View(camera, camera.replace('/', '_'), 96, 48))
            .toList();
    return new DatasetPlan(PictureRate.of(30), parts, List.of(), views, actions, 500);
  }

  private static Review review(Verdict verdict) {
    Review none = Review.EMPTY;
    return new Review(
        verdict,
        List.of("bright"),
        "",
        null,
        "",
        List.of(new Review.Segment("1", 300_000_000, 600_000_000, "grasp", "take it", "", "Ann")),
        List.of(),
        null,
        none.opinions(),
        null,
        List.of(),
        0,
        0);
  }

  private Path written(Flavour flavour, DatasetPlan wished) throws IOException {
    LeRobotTwoFormat format = new LeRobotTwoFormat(flavour);
    DatasetPlan plan = format.fit(wished, DatasetOptions.USUAL);
    Path out = Files.createDirectory(folder.resolve(flavour.name()));
    DatasetFacts facts =
        new DatasetFacts("Two", "fake", "", List.of(), List.of(), "test", 0, plan, List.of());
    try (DatasetWriter writer = format.open(out, plan, DatasetOptions.USUAL)) {
      for (int number = 0; number < 2; number++) {
        Path scratch = Files.createDirectory(folder.resolve(flavour + "-" + number));
        PreparedEpisode episode =
            new PreparedEpisode(
                number,
                DatasetEpisode.of(reader, plan, null),
                "task " + number,
                review(number == 0 ? Verdict.SUCCESS : Verdict.FAIL),
                scratch);
        writer.prepare(episode, DatasetWriter.Steps.none());
        writer.add(episode);
      }
      assertFalse(Files.exists(out.resolve("meta/info.json")), "no dataset before its end");
      writer.finish(facts);
    }
    return out;
  }

  private static JsonNode page(Path out, String name) throws IOException {
    return JSON.readTree(Files.readString(out.resolve("meta").resolve(name)));
  }

  private static List<Map<String, @Nullable Object>> table(Path out, int episode)
      throws IOException {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    try (ParquetFile table =
        ParquetFile.open(out.resolve("data/chunk-000/episode_00000" + episode + ".parquet"))) {
      RowAssembler rows = table.assemble(0, null);
      for (Map<String, @Nullable Object> row = rows.next(); row != null; row = rows.next()) {
        all.add(row);
      }
    }
    return all;
  }

  private static double[] numbers(@Nullable Object cell) {
    return ((List<?>) Objects.requireNonNull(cell))
        .stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
  }

  @Test
  void anEpisodeIsATableAndAVideoForEachCamera() throws Exception {
    DatasetPlan plan = plan(ActionRule.NEXT_STATE);
    Path out = written(Flavour.PLAIN, plan);
    JsonNode info = page(out, "info.json");
    assertEquals("v2.1", info.get("codebase_version").asString());
    assertEquals(4, info.get("total_videos").asInt());
    long index = 0;
    for (int episode = 0; episode < 2; episode++) {
      List<Map<String, @Nullable Object>> rows = table(out, episode);
      assertTrue(rows.size() > 20, "rows " + rows.size());
      for (int row = 0; row < rows.size(); row++) {
        assertEquals(index++, rows.get(row).get("index"));
        assertEquals((long) row, rows.get(row).get("frame_index"));
        assertEquals((long) episode, rows.get(row).get("episode_index"));
        for (String column : rows.get(row).keySet()) {
          assertTrue(info.get("features").has(column), column + " is declared");
        }
      }
      for (View view : plan.views()) {
        Path video =
            out.resolve("videos/chunk-000/" + Column.images(view))
                .resolve("episode_00000" + episode + ".mp4");
        try (VideoReader pictures = VideoReader.open(video)) {
          assertEquals(rows.size(), pictures.frameCount());
        }
      }
    }
    assertEquals(index, info.get("total_frames").asLong());
    List<String> lines = Files.readAllLines(out.resolve("meta/episodes.jsonl"));
    assertEquals(2, lines.size());
    JsonNode said = JSON.readTree(lines.getFirst()).get("sub_tasks").get(0);
    assertEquals("take it", said.get("text").asString());
    assertEquals(9, said.get("end").asInt() - said.get("start").asInt(), 1);
    assertEquals(2, Files.readAllLines(out.resolve("meta/episodes_stats.jsonl")).size());
  }

  @Test
  void slicesOfStateAndActionMirrorEachOther() throws Exception {
    DatasetPlan plan = plan(ActionRule.NEXT_STATE);
    Path out = written(Flavour.GROOT, plan);
    JsonNode modality = page(out, "modality.json");
    int at = 0;
    for (Part part : plan.streams()) {
      for (String vector : new String[] {"state", "action"}) {
        JsonNode slice = modality.get(vector).get(part.name());
        assertEquals(at, slice.get("start").asInt());
        assertEquals(at + part.channels().size(), slice.get("end").asInt());
      }
      at += part.channels().size();
    }
    modality
        .get("video")
        .forEach(video ->
            assertTrue(
                Files.isDirectory(
                    out.resolve("videos/chunk-000/" + video.get("original_key").asString()))));
    assertEquals("[1]", page(out, "info.json").get("discarded_episode_indices").toString());
    List<String> tasks = Files.readAllLines(out.resolve("meta/tasks.jsonl"));
    List<Map<String, @Nullable Object>> rows = table(out, 0);
    long words = (long) Objects.requireNonNull(rows.get(12).get("annotation.human.action.segment"));
    assertTrue(tasks.get((int) words).contains("take it"), tasks.get((int) words));
    assertEquals(0L, rows.get(0).get("annotation.human.action.segment"));
    assertEquals(0L, rows.get(12).get("annotation.human.action.task_description"));
    assertEquals(
        6, page(out, "stats.json").get("observation.state").size(), "what both trainers ask for");
  }

  @Test
  void relativeFiguresAreThoseOfWhatIsForeseen() throws Exception {
    DatasetPlan plan = plan(ActionRule.NEXT_STATE);
    Path out = written(Flavour.DREAMZERO, plan);
    List<Double> all = new ArrayList<>();
    for (int episode = 0; episode < 2; episode++) {
      List<Map<String, @Nullable Object>> rows = table(out, episode);
      for (int row = 0; row + 24 <= rows.size(); row++) {
        for (int i = 0; i < 24; i++) {
          all.add(
              numbers(rows.get(row + i).get("action"))[0]
                  - numbers(rows.get(row).get("observation.state"))[0]);
        }
      }
      assertEquals("take it", rows.get(12).get("annotation.language.action_text"));
      assertEquals("task " + episode, rows.get(0).get("annotation.language.action_text"));
    }
    assertTrue(all.size() > 24, "values " + all.size());
    JsonNode said =
        page(out, "relative_stats_dreamzero.json").get(plan.streams().getFirst().name());
    double[] sorted = all.stream().mapToDouble(each -> each).sorted().toArray();
    assertEquals(sorted[0], said.get("min").get(0).asDouble(), 1e-6);
    assertEquals(sorted[sorted.length - 1], said.get("max").get(0).asDouble(), 1e-6);
    assertEquals(
        Arrays.stream(sorted).average().orElseThrow(), said.get("mean").get(0).asDouble(), 1e-6);
    double place = 0.99 * (sorted.length - 1);
    int below = (int) place;
    double q99 = sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    assertEquals(q99, said.get("q99").get(0).asDouble(), 1e-6);
    assertEquals("xdof", page(out, "embodiment.json").get("embodiment_tag").asString());
    JsonNode features = page(out, "info.json").get("features");
    for (View view : plan.views()) {
      JsonNode shape = features.get("observation.images." + view.name()).get("shape");
      assertEquals("[48,96,3]", shape.toString(), "all cameras have one size");
    }
  }

  @Test
  void stepsAreRefusedWhereTheStateIsTakenOffLater() throws Exception {
    DatasetException refused =
        assertThrows(
            DatasetException.class, () -> written(Flavour.DREAMZERO, plan(ActionRule.STEP)));
    assertTrue(String.valueOf(refused.getMessage()).contains("next state"), refused.getMessage());
  }

  @Test
  void aFaceIsCoveredInEveryPictureOfTheVideo() throws Exception {
    DatasetPlan plan =
        new LeRobotTwoFormat(Flavour.PLAIN).fit(plan(ActionRule.NEXT_STATE), DatasetOptions.USUAL);
    List<String> looked = new ArrayList<>();
    // It is found in one picture of each camera alone.
    FaceFinder.Source finders =
        () ->
            new FaceFinder() {
              private int pictures;

              @Override
              public List<FaceBox> find(ByteBuffer bgra, int width, int height) {
                looked.add(width + "×" + height);
                return ++pictures == 10 ? List.of(new FaceBox(16, 12, 20, 20, 0.9)) : List.of();
              }

              @Override
              public void close() {}
            };
    DatasetEpisode rows =
        DatasetEpisode.of(reader, plan, null)
            .covered(new Protection(finders, false).cover(() -> {}));
    Path video = folder.resolve("covered.mp4");
    View view = plan.views().getFirst();
    RowVideo.encode(
        rows, 0, view, plan.rate(), EvenVideo.Coding.H264, video, DatasetWriter.Steps.none());
    assertTrue(looked.size() > 10, "every picture is looked at: " + looked.size());
    try (VideoReader pictures = VideoReader.open(video)) {
      ByteBuffer bgra = ByteBuffer.allocateDirect(view.width() * view.height() * 4);
      for (int picture = 0; picture < 20; picture++) {
        pictures.read(picture, bgra.clear());
        int x = 26 * view.width() / Integer.parseInt(looked.getFirst().split("×")[0]);
        int y = 22 * view.height() / Integer.parseInt(looked.getFirst().split("×")[1]);
        int least = 255;
        int most = 0;
        for (int dy = -4; dy <= 4; dy++) {
          for (int dx = -4; dx <= 4; dx++) {
            int green = bgra.get(4 * ((y + dy) * view.width() + x + dx) + 1) & 0xFF;
            least = Math.min(least, green);
            most = Math.max(most, green);
          }
        }
        assertTrue(
            most - least < 24, "picture " + picture + " has something in it: " + (most - least));
      }
    }
  }

  @Test
  void commandsHaveTheNamesOfWhatTheyCommand() {
    Part left = new Part("a/left/joints", "a_left_joints", List.of("a_left_joints.x"), List.of(""));
    Part right =
        new Part("a/right/joints", "a_right_joints", List.of("a_right_joints.x"), List.of(""));
    Part commandRight =
        new Part("a/right/command", "a_right_command", List.of("a_right_command.x"), List.of(""));
    Part lift = new Part("lift/command", "lift_command", List.of("lift_command.up"), List.of(""));
    DatasetPlan plan =
        new DatasetPlan(
            PictureRate.of(30),
            List.of(left, right),
            List.of(),
            List.of(),
            ActionRule.COMMANDED,
            500,
            List.of(commandRight, lift),
            24,
            null);
    assertEquals(
        List.of(new Slice("a_right_joints", 0, 1), new Slice("lift_command", 1, 2)),
        Slice.action(plan));
  }
}
