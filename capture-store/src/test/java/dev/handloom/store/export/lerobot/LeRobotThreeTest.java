package dev.handloom.store.export.lerobot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.DatasetPlan.Part;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.export.DatasetFacts;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetWriter;
import dev.handloom.store.export.PreparedEpisode;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.parquet.ParquetFile;
import dev.handloom.store.parquet.RowAssembler;
import dev.handloom.store.review.Review;
import dev.handloom.store.video.PictureRate;
import dev.handloom.store.video.VideoReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LeRobotThreeTest {
  @TempDir Path folder;

  private static DatasetPlan plan(EpisodeReader episode) {
    List<Part> parts = new ArrayList<>();
    episode
        .signals()
        .values()
        .forEach(samples ->
            parts.add(
                new Part(
                    samples.spec().name(),
                    samples.spec().name().replace('/', '_'),
                    samples.spec().channels().stream().map(c -> c.name()).toList(),
                    samples.spec().channels().stream().map(c -> c.unit().sign()).toList())));
    List<View> views =
        episode.cameras().keySet().stream().map(c -> new View(c, "cam", 64, 48)).toList();
    return new DatasetPlan(PictureRate.of(20), parts, List.of(), views, ActionRule.NEXT_STATE, 500);
  }

  @Test
  void rowsPicturesAndPapersAgree() throws Exception {
    Bundle bundle;
    try (FakeRig rig =
        new FakeRig(FakeRig.glove("glove", Map.of()), FakeRig.camera("cam", 64, 48, 30))) {
      bundle = Takes.record(rig, folder.resolve("library"), 24);
    }
    EpisodeReader reader = EpisodeReader.open(bundle);
    DatasetPlan plan = plan(reader);
    Path out = folder.resolve("dataset");
    List<Integer> lengths = new ArrayList<>();
    DatasetFacts facts =
        new DatasetFacts("Two", "fake", "", List.of(), List.of(), "test", 0, plan, List.of());
    try (DatasetWriter writer = new LeRobotFormat().open(out, plan, DatasetOptions.USUAL)) {
      for (int number = 0; number < 2; number++) {
        DatasetEpisode rows = DatasetEpisode.of(reader, plan, null);
        Path scratch = Files.createDirectory(folder.resolve("part" + number));
        PreparedEpisode episode =
            new PreparedEpisode(number, rows, "task " + number, Review.EMPTY, scratch);
        writer.prepare(episode, DatasetWriter.Steps.none());
        writer.add(episode);
        lengths.add(rows.rows());
        assertEquals(0, rows.filled());
      }
      assertFalse(Files.exists(out.resolve("meta/info.json")), "no dataset before its end");
      writer.finish(facts);
    }
    int all = lengths.stream().mapToInt(n -> n).sum();
    assertTrue(all > 10, "rows " + all);
    JsonNode info = new JsonMapper().readTree(Files.readString(out.resolve("meta/info.json")));
    assertEquals(all, info.get("total_frames").asInt());
    assertEquals(2, info.get("total_tasks").asInt());
    int index = 0;
    try (ParquetFile table = ParquetFile.open(out.resolve("data/chunk-000/file-000.parquet"))) {
      assertEquals(2, table.groups(), "one group an episode");
      for (int episode = 0; episode < 2; episode++) {
        assertEquals(lengths.get(episode).longValue(), table.rows(episode));
        RowAssembler rows = table.assemble(episode, null);
        @Nullable Object next = null;
        for (Map<String, @Nullable Object> row = rows.next(); row != null; row = rows.next()) {
          assertEquals((long) index++, row.get("index"));
          assertEquals((long) episode, row.get("episode_index"));
          if (next != null) {
            assertEquals(next, row.get("observation.state"), "an action is the next state");
          }
          next = row.get("action");
          for (String column : row.keySet()) {
            assertTrue(info.get("features").has(column), column + " is declared");
          }
        }
      }
    }
    assertEquals(all, index);
    Path video = out.resolve("videos/observation.images.cam/chunk-000/file-000.mp4");
    try (VideoReader pictures = VideoReader.open(video)) {
      assertEquals(all, pictures.frameCount());
    }
    try (ParquetFile episodes =
        ParquetFile.open(out.resolve("meta/episodes/chunk-000/file-000.parquet"))) {
      RowAssembler rows = episodes.assemble(0, null);
      Map<String, @Nullable Object> first = rows.next();
      Map<String, @Nullable Object> second = rows.next();
      assertNotNull(first);
      assertNotNull(second);
      assertEquals(
          first.get("videos/observation.images.cam/to_timestamp"),
          second.get("videos/observation.images.cam/from_timestamp"));
      assertEquals(first.get("dataset_to_index"), second.get("dataset_from_index"));
    }
  }
}
