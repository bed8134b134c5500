package dev.handloom.store.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.Unit;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.Finding;
import dev.handloom.store.check.dataset.DatasetFinding;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.lerobot.PaperDataset;
import dev.handloom.store.library.Library;
import dev.handloom.store.video.VideoReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeRobotImportTest {
  @TempDir Path folder;

  private DatasetImport.Outcome read(Path dataset, Library library) throws Exception {
    return read(dataset, library, false);
  }

  private static DatasetImport.Outcome read(Path dataset, Library library, boolean again)
      throws Exception {
    return new DatasetImport(library, "test")
        .run(
            DatasetImport.format(dataset).orElseThrow(),
            dataset,
            null,
            new DatasetImport.Wording("", again ? "Ada" : ""),
            again,
            CheckProgress.none());
  }

  private static EpisodeReader episode(DatasetImport.Outcome outcome, int at) throws Exception {
    BundleMaker.Made made = outcome.episodes().get(at).made();
    assertNotNull(made, () -> outcome.toString());
    return EpisodeReader.open(made.bundle());
  }

  private void same(Path dataset) throws Exception {
    try (Library library = Library.open(folder.resolve("library"))) {
      DatasetImport.Outcome outcome = read(dataset, library);
      assertEquals(PaperDataset.EPISODES, outcome.imported(), outcome::toString);
      for (int e = 0; e < PaperDataset.EPISODES; e++) {
        EpisodeReader episode = episode(outcome, e);
        assertEquals("Stir", episode.manifest().task());
        assertEquals("paper", episode.manifest().rig());
        StreamSamples state = episode.signal("state").orElseThrow();
        assertEquals(PaperDataset.ROWS, state.size());
        assertEquals(List.of("x", "y", "z"), names(state));
        assertEquals(List.of("a", "b", "c"), names(episode.signal("action").orElseThrow()));
        assertEquals(Unit.UNKNOWN, state.spec().channels().getFirst().unit());
        assertTrue(state.spec().synthetic(), "nobody said when it was");
        for (int r = 0; r < PaperDataset.ROWS; r++) {
          assertEquals(Math.round(r * 1e9 / PaperDataset.FPS), state.captureNanos(r));
          for (int i = 0; i < 3; i++) {
            assertEquals(PaperDataset.state(e, r, i), state.value(r, i));
          }
        }
        Path video = episode.bundle().video("front.mp4");
        try (VideoReader pictures = VideoReader.open(video)) {
          assertEquals(PaperDataset.ROWS, pictures.frameCount());
          assertEquals("h264", pictures.codec());
        }
        assertEquals("as it was packed there", episode.manifest().cameras().getFirst().encoder());
        CheckReport report = EpisodeCheck.check(episode.bundle(), true, CheckProgress.none());
        assertTrue(report.good(), () -> report.findings().toString());
        assertTrue(
            report.findings().stream().anyMatch(f -> f.code() == Finding.Code.SYNTHETIC),
            "made-up times are told");
      }
    }
  }

  @Test
  void rowsAndPicturesOfVersionThreeAreKept() throws Exception {
    same(PaperDataset.three(folder.resolve("three")).write());
  }

  @Test
  void rowsAndPicturesOfVersionTwoAreKept() throws Exception {
    same(PaperDataset.two(folder.resolve("two")).write());
  }

  @Test
  void ofABrokenDatasetTheRestIsImported() throws Exception {
    Path dataset = PaperDataset.two(folder.resolve("two")).write();
    Path table = dataset.resolve("data/chunk-000/episode_000000.parquet");
    byte[] bytes = Files.readAllBytes(table);
    Files.write(table, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Files.delete(
        dataset.resolve("videos/chunk-000/" + PaperDataset.CAMERA + "/episode_000001.mp4"));
    try (Library library = Library.open(folder.resolve("library"))) {
      DatasetImport.Outcome outcome = read(dataset, library);
      assertEquals(1, outcome.imported());
      assertNull(outcome.episodes().getFirst().made());
      assertTrue(outcome.episodes().getFirst().trouble().contains("cannot be read"));
      assertEquals(0, episode(outcome, 1).cameras().size());
      assertTrue(
          outcome.findings().stream()
              .anyMatch(f -> f.code() == DatasetFinding.Code.FILE_MISSING && f.episode() == 1),
          () -> outcome.findings().toString());
      assertEquals(1, library.bundles().size(), "nothing is left of the one that failed");
    }
  }

  @Test
  void whatIsThereSinceAnImportBeforeIsImportedAgainOnlyWhereSomebodyAsks() throws Exception {
    Path dataset = PaperDataset.two(folder.resolve("two")).write();
    try (Library library = Library.open(folder.resolve("library"))) {
      DatasetImport.Outcome first = read(dataset, library);
      DatasetImport.Outcome second = read(dataset, library);
      assertEquals(0, second.imported());
      assertEquals(PaperDataset.EPISODES, second.there());
      assertEquals(episode(first, 1).bundle().id(), notNull(second.episodes().get(1).there()).id());

      library.trash(episode(first, 0).bundle().id());
      Files.delete(
          dataset.resolve("videos/chunk-000/" + PaperDataset.CAMERA + "/episode_000001.mp4"));
      DatasetImport.Outcome third = read(dataset, library);
      assertNotNull(third.episodes().getFirst().made(), "in the trash is not in the library");
      assertNotNull(third.episodes().get(1).made(), "it is not what it was");
      assertEquals(PaperDataset.EPISODES - 2, third.there());

      int before = library.bundles().size();
      DatasetImport.Outcome asked = read(dataset, library, true);
      assertEquals(PaperDataset.EPISODES, asked.imported());
      assertEquals(before + PaperDataset.EPISODES, library.bundles().size());
      assertEquals(0, read(dataset, library).imported(), "whoever is said to have done it");
    }
  }

  private static Bundle notNull(@Nullable Bundle bundle) {
    assertNotNull(bundle);
    return bundle;
  }

  @Test
  void aFolderOfVideosIsAnEpisodeEach() throws Exception {
    Path dataset = PaperDataset.two(folder.resolve("two")).write();
    Path videos = Files.createDirectories(folder.resolve("Folding towels"));
    Files.copy(
        dataset.resolve("videos/chunk-000/" + PaperDataset.CAMERA + "/episode_000001.mp4"),
        videos.resolve("one.MP4"));
    Files.writeString(videos.resolve("two.mp4"), "no video");
    try (Library library = Library.open(folder.resolve("library"))) {
      DatasetImport.Outcome outcome = read(videos, library);
      assertEquals(2, outcome.episodes().size());
      assertEquals(1, outcome.imported());
      EpisodeReader episode = episode(outcome, 0);
      assertEquals("Folding towels", episode.manifest().task());
      assertEquals(PaperDataset.ROWS, episode.camera("camera/video").orElseThrow().times().size());
    }
  }

  private static List<String> names(StreamSamples samples) {
    return samples.spec().channels().stream().map(channel -> channel.name()).toList();
  }
}
