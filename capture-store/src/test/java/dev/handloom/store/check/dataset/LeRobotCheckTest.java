package dev.handloom.store.check.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.Finding.Severity;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.lerobot.PaperDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeRobotCheckTest {
  @TempDir Path folder;
  private int made;

  private PaperDataset three() {
    return PaperDataset.three(folder.resolve("three-" + made++));
  }

  private PaperDataset two() {
    return PaperDataset.two(folder.resolve("two-" + made++));
  }

  private static DatasetReport check(Path dataset) {
    return DatasetCheck.of(dataset).orElseThrow();
  }

  private static Set<Code> errors(DatasetReport report) {
    EnumSet<Code> codes = EnumSet.noneOf(Code.class);
    report.findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .forEach(finding -> codes.add(finding.code()));
    return codes;
  }

  private static void finds(Code code, long episode, long row, DatasetReport report) {
    assertTrue(
        report.findings().stream()
            .anyMatch(f -> f.code() == code && f.episode() == episode && f.row() == row),
        () -> code + " of episode " + episode + ", row " + row + ": " + report.findings());
  }

  @Test
  void whatIsSoundIsLeftAlone() throws Exception {
    DatasetReport report = check(three().write());
    assertEquals(Set.of(), errors(report), () -> report.findings().toString());
    assertEquals(PaperDataset.EPISODES, report.episodes());
    assertEquals(PaperDataset.EPISODES * PaperDataset.ROWS, report.rows());
    assertEquals(PaperDataset.EPISODES * PaperDataset.ROWS, report.pictures());
    DatasetReport old = check(two().write());
    assertEquals(Set.of(), errors(old), () -> old.findings().toString());
  }

  @Test
  void wrongNumbersOfRowsAreFoundWhereTheyAre() throws Exception {
    PaperDataset gap = three();
    gap.row =
        cells -> {
          if (Objects.equals(cells.get("index"), 50L)) {
            cells.put("index", 51L);
            cells.put("frame_index", 11L);
            cells.put("timestamp", 0.6f);
          }
          return cells;
        };
    DatasetReport report = check(gap.write());
    finds(Code.INDEX, 1, 10, report);
    finds(Code.FRAME_INDEX, 1, 10, report);
    finds(Code.ROW_TIME, 1, 10, report);
  }

  @Test
  void valuesThatAreNoneAndLeapsAreFound() throws Exception {
    PaperDataset bad = two();
    bad.row =
        cells -> {
          if (Objects.equals(cells.get("index"), 7L)) {
            cells.put("action", new float[] {0, Float.NaN, 0});
          }
          if (Objects.equals(cells.get("index"), 60L)) {
            cells.put("observation.state", new float[] {0, 0, 99});
          }
          if (Objects.equals(cells.get("index"), 62L)) {
            cells.put("task_index", 4L);
          }
          return cells;
        };
    DatasetReport report = check(bad.write());
    finds(Code.VALUE_BAD, 0, 7, report);
    finds(Code.LEAP, 1, 20, report);
    finds(Code.TASK, 1, DatasetFinding.NONE, report);
  }

  @Test
  void videosThatEndEarlyOrStandStillAreFound() throws Exception {
    PaperDataset cut = two();
    cut.pictures = PaperDataset.ROWS - 3;
    finds(Code.VIDEO_COUNT, 0, PaperDataset.ROWS - 3, check(cut.write()));
    PaperDataset shifted = three();
    shifted.pictures = PaperDataset.ROWS - 3;
    assertTrue(errors(check(shifted.write())).contains(Code.VIDEO_COUNT));
    PaperDataset frozen = three();
    frozen.frozenFrom = 10;
    DatasetReport still = check(frozen.write());
    assertTrue(
        still.findings().stream()
            .anyMatch(f ->
                f.code() == Code.VIDEO_FROZEN
                    && f.episode() == 0
                    && Math.abs(f.row() - frozen.frozenFrom) <= 1),
        () -> still.findings().toString());
  }

  @Test
  void papersThatCannotBeAreSaid() throws Exception {
    PaperDataset leads = three();
    leads.info =
        said -> {
          Map<String, Object> changed = new LinkedHashMap<>(said);
          changed.put("data_path", "../../{chunk_index}/{file_index}.parquet");
          changed.put("total_frames", 1e300);
          changed.put("splits", Map.of("train", "0:900000000000"));
          return changed;
        };
    DatasetReport report = check(leads.write());
    assertTrue(errors(report).contains(Code.PATH_OUTSIDE), () -> report.findings().toString());
    assertTrue(report.findings().stream().anyMatch(f -> f.code() == Code.SPLIT));
    PaperDataset old = two();
    old.info =
        said -> {
          Map<String, Object> changed = new LinkedHashMap<>(said);
          changed.put("codebase_version", "v1.6");
          return changed;
        };
    assertEquals(Set.of(Code.VERSION), errors(check(old.write())));
  }

  @Test
  void missingFilesAndPointersAreTold() throws Exception {
    Path dataset = two().write();
    Files.delete(dataset.resolve("data/chunk-000/episode_000001.parquet"));
    Files.writeString(
        dataset.resolve("videos/chunk-000/" + PaperDataset.CAMERA + "/episode_000000.mp4"),
        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n");
    Set<Code> errors = errors(check(dataset));
    assertEquals(Set.of(Code.FILE_MISSING, Code.POINTER), errors);
  }

  /// Whatever bytes there are, there is an answer.
  @Test
  void flippedAndCutBytesEndInFindings() throws Exception {
    long seed = Long.getLong("handloom.seed", 5);
    Random random = new Random(seed);
    Path sound = three().write();
    Path soundTwo = two().write();
    for (int round = 0; round < 60; round++) {
      Path broken = folder.resolve("broken");
      copy(round % 2 == 0 ? sound : soundTwo, broken);
      List<Path> files;
      try (Stream<Path> all = Files.walk(broken)) {
        files = all.filter(Files::isRegularFile).sorted().toList();
      }
      Path file = files.get(random.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(file);
      if (round % 5 == 0) {
        bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
      } else {
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      Files.write(file, bytes);
      try {
        DatasetCheck.of(broken, true, CheckProgress.none());
      } catch (RuntimeException | Error e) {
        throw new AssertionError("Seed " + seed + ", round " + round + ", " + file, e);
      }
    }
  }

  private static void copy(Path from, Path to) throws Exception {
    List<Path> all;
    try (Stream<Path> walked = Files.walk(from)) {
      all = walked.toList();
    }
    for (Path each : all) {
      Path into = to.resolve(from.relativize(each).toString());
      if (Files.isDirectory(each)) {
        Files.createDirectories(into);
      } else {
        Files.copy(each, into, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void otherFoldersAreNoDatasets() throws Exception {
    assertFalse(DatasetCheck.knows(folder));
    Files.createDirectories(folder.resolve("meta"));
    Files.writeString(folder.resolve("meta/info.json"), "{\"files\": {}}");
    assertFalse(DatasetCheck.knows(folder));
  }

  @Test
  void everyFindingIsWrittenDown() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "findings.md"));
    for (Code code : Code.values()) {
      String line =
          "| `"
              + code.id()
              + "` | "
              + code.severity().word()
              + " | "
              + code.meaning()
              + " | "
              + code.remedy()
              + " |\n";
      assertTrue(page.contains(line), "docs/findings.md must hold: " + line);
    }
  }
}
