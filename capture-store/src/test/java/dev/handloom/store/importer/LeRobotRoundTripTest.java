package dev.handloom.store.importer;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.export.DatasetDraft;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetOrder;
import dev.handloom.store.export.DatasetOutcome;
import dev.handloom.store.export.DatasetRun;
import dev.handloom.store.export.ExportProgress;
import dev.handloom.store.export.formats.DatasetFormats;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.lerobot.LeRobotFolder;
import dev.handloom.store.lerobot.StoredFigures;
import dev.handloom.store.library.Library;
import dev.handloom.store.parquet.ParquetFile;
import dev.handloom.store.parquet.RowAssembler;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Out as a dataset, in as episodes, and out again: the second dataset says what the first said.
class LeRobotRoundTripTest {
  private static final int TAKES = 2;

  /// Pictures are packed twice, and each time a little is lost; of colours from 0 to 1.
  private static final double PACKED = 0.02;

  @TempDir static Path recorded;
  private static final List<Bundle> TAKEN = new ArrayList<>();

  @TempDir Path folder;

  @BeforeAll
  static void record() throws Exception {
    try (FakeRig rig =
            new FakeRig(FakeRig.glove("glove", Map.of()), FakeRig.camera("cam", 64, 48, 30));
        Library library = Library.open(recorded.resolve("library"))) {
      for (int i = 0; i < TAKES; i++) {
        TAKEN.add(Takes.record(rig, library, "take " + i, 30));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lerobot2", "lerobot"})
  void aDatasetComesBackAsItWas(String name) throws Exception {
    DatasetFormat format = DatasetFormats.named(name).orElseThrow();
    Path out = export(TAKEN, format, folder.resolve("out"));
    List<Bundle> back = new ArrayList<>();
    try (Library library = Library.open(folder.resolve("library"))) {
      DatasetImport.Outcome outcome =
          new DatasetImport(library, "test")
              .run(
                  DatasetImport.format(out).orElseThrow(),
                  out,
                  null,
                  DatasetImport.Wording.NONE,
                  false,
                  CheckProgress.none());
      assertEquals(TAKES, outcome.imported(), outcome::toString);
      for (var each : outcome.episodes()) {
        BundleMaker.Made made = each.made();
        assertNotNull(made);
        back.add(made.bundle());
      }
    }
    Path again = export(back, format, folder.resolve("again"));
    sameTables(out, again);
    sameFigures(out, again);
    samePictures(out, again);
  }

  private static Path export(List<Bundle> bundles, DatasetFormat format, Path out)
      throws Exception {
    DatasetDraft draft =
        DatasetDraft.of(
            bundles,
            format,
            Wish.USUAL,
            DatasetOptions.USUAL,
            new DatasetDraft.Choice(false, false));
    DatasetOutcome outcome =
        new DatasetRun(
                new DatasetOrder(
                    out,
                    format,
                    draft.plan(),
                    draft.options(),
                    draft.episodes(),
                    false,
                    false,
                    new DatasetOrder.Labels("Test", "", List.of(), List.of(), "test")),
                DatasetFormats.gate(),
                () -> false)
            .run(ExportProgress.none());
    assertEquals(DatasetOutcome.State.EXPORTED, outcome.state(), outcome::toString);
    return out;
  }

  private static LeRobotFolder open(Path dataset) {
    return LeRobotFolder.open(dataset, new DatasetFindings()).orElseThrow();
  }

  private static List<Map<String, @Nullable Object>> rows(Path dataset) throws IOException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Path file : open(dataset).tables()) {
      try (ParquetFile table = ParquetFile.open(file)) {
        for (int group = 0; group < table.groups(); group++) {
          RowAssembler each = table.assemble(group, null);
          for (Map<String, @Nullable Object> row = each.next(); row != null; row = each.next()) {
            rows.add(row);
          }
        }
      }
    }
    return rows;
  }

  private static void sameTables(Path one, Path other) throws IOException {
    List<Map<String, @Nullable Object>> first = rows(one);
    List<Map<String, @Nullable Object>> second = rows(other);
    assertEquals(first.size(), second.size());
    assertTrue(first.size() > 2 * TAKES);
    for (int row = 0; row < first.size(); row++) {
      int at = row;
      first
          .get(row)
          .forEach((column, value) -> {
            Object back = second.get(at).get(column);
            if (column.startsWith("capture.age_ms.")) {
              // Kept as a single number of milliseconds.
              assertEquals(number(value), number(back), 1e-3);
            } else if (column.equals("capture.unix_ns")) {
              // Rows count from the first one now, and each is rounded to a nanosecond.
              assertTrue(Math.abs(whole(value) - whole(back)) <= 2, () -> "row " + at);
            } else {
              assertEquals(value, back, () -> "row " + at + ", " + column);
            }
          });
      assertEquals(first.get(row).keySet(), second.get(row).keySet());
    }
  }

  private static double number(@Nullable Object cell) {
    return ((Number) requireNonNull(cell)).doubleValue();
  }

  private static long whole(@Nullable Object cell) {
    return (Long) requireNonNull(cell);
  }

  private static void sameFigures(Path one, Path other) {
    Map<Long, Map<String, Map<String, double[]>>> first = figures(one);
    Map<Long, Map<String, Map<String, double[]>>> second = figures(other);
    assertEquals(first.keySet(), second.keySet());
    first.forEach((episode, columns) -> {
      Map<String, Map<String, double[]>> back = second.get(episode);
      assertNotNull(back);
      assertEquals(columns.keySet(), back.keySet());
      columns.forEach((column, said) -> {
        double may = column.startsWith("observation.images.") ? PACKED : 1e-6;
        said.forEach((figure, values) -> {
          double[] twice = requireNonNull(requireNonNull(back.get(column)).get(figure));
          if (!column.startsWith("capture.") && !(may > 1e-3 && figure.matches("min|max|q.*"))) {
            assertArrayEquals(values, twice, may, () -> episode + " " + column + " " + figure);
          }
        });
      });
    });
  }

  private static final long WHOLE = -1;

  private static Map<Long, Map<String, Map<String, double[]>>> figures(Path dataset) {
    Map<Long, Map<String, Map<String, double[]>>> figures = new TreeMap<>();
    assertTrue(StoredFigures.each(open(dataset), new DatasetFindings(), figures::put));
    assertEquals(TAKES, figures.size());
    Map<String, Map<String, double[]>> all = StoredFigures.all(dataset, new DatasetFindings());
    if (all != null) {
      figures.put(WHOLE, all);
    }
    return figures;
  }

  private static void samePictures(Path one, Path other) throws IOException {
    List<Path> first = LeRobotFolder.files(one.resolve("videos"), ".mp4");
    assertTrue(!first.isEmpty());
    for (Path video : first) {
      Path back = other.resolve(one.relativize(video));
      assertTrue(Files.exists(back), back.toString());
      try (VideoReader pictures = VideoReader.open(video);
          VideoReader twice = VideoReader.open(back)) {
        assertEquals(pictures.frameCount(), twice.frameCount());
      }
    }
  }
}
