package dev.handloom.store.lerobot;

import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.parquet.FlatColumn;
import dev.handloom.store.parquet.Node;
import dev.handloom.store.parquet.ParquetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A dataset in one of LeRobot's formats: its papers, read.
///
/// @param tasks their words by their numbers
/// @param episodes in the order in which they are written down
public record LeRobotFolder(
    Path folder, LeRobotInfo info, Map<Long, String> tasks, List<LeRobotEpisode> episodes) {
  private static final int LOOK_BYTES = 1 << 20;
  private static final int DEEPEST = 6;

  /// Whether a folder is such a dataset, even a broken one.
  public static boolean knows(Path folder) {
    Path meta = folder.resolve("meta");
    if (!Files.isDirectory(meta)) {
      return false;
    }
    if (says(folder.resolve(InfoPaper.FILE), "\"codebase_version\"")) {
      return true;
    }
    boolean data = Files.isDirectory(folder.resolve("data"));
    return data
        && (says(folder.resolve(InfoPaper.FILE), "\"features\"")
            || Files.exists(folder.resolve(EpisodePapers.TABLES))
            || Files.exists(folder.resolve(EpisodePapers.LINES)));
  }

  private static boolean says(Path file, String word) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LOOK_BYTES), StandardCharsets.ISO_8859_1).contains(word);
    } catch (IOException e) {
      return false;
    }
  }

  /// Reads the papers; what is wrong with them goes to the findings.
  ///
  /// @return empty where nothing can be done with the dataset; that is said
  public static Optional<LeRobotFolder> open(Path folder, DatasetFindings findings) {
    LeRobotInfo info = InfoPaper.read(folder, findings);
    if (info == null) {
      return Optional.empty();
    }
    return Optional.of(
        new LeRobotFolder(
            folder,
            info,
            TaskPapers.read(folder, info.major(), findings),
            new EpisodePapers(folder, info, findings).read()));
  }

  /// The episodes that can be looked for: those that are written down, or, where none is, those
  /// that the files with rows have; of the latter nobody knows where their videos are.
  public List<LeRobotEpisode> found() throws IOException {
    if (!episodes.isEmpty() || info.major() != 3) {
      return episodes;
    }
    Map<Long, LeRobotEpisode> found = new TreeMap<>();
    for (Path file : tables()) {
      if (Pointers.is(file)) {
        continue;
      }
      try (ParquetFile table = ParquetFile.open(file)) {
        Node.Leaf leaf = table.leaf("episode_index").orElse(null);
        for (int group = 0; leaf != null && group < table.groups(); group++) {
          FlatColumn numbers = table.flat(group, leaf);
          for (int row = 0; row < numbers.rows() && numbers.whole(); row++) {
            found.computeIfAbsent(
                numbers.whole(row, -1),
                number -> new LeRobotEpisode(number, -1, List.of(), file, -1, -1, Map.of()));
          }
        }
      } catch (IOException e) {
        // Its episodes are lost; the check says why.
      }
    }
    found.remove(-1L);
    return List.copyOf(found.values());
  }

  /// The words of the parts of tasks, in the way of one version of the format; empty without.
  public Map<Long, String> subtasks() {
    return TaskPapers.table(folder.resolve("meta/subtasks.parquet"), "subtask");
  }

  /// The files with rows, in the order in which a loader reads them.
  public List<Path> tables() throws IOException {
    return files(folder.resolve("data"), ".parquet");
  }

  /// How a person is told of a file.
  public String name(Path file) {
    return name(folder, file);
  }

  static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /// All files below a folder whose names end so, by their paths.
  public static List<Path> files(Path below, String suffix) throws IOException {
    if (!Files.isDirectory(below)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(below, DEEPEST)) {
      return all.filter(file -> file.toString().endsWith(suffix) && Files.isRegularFile(file))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause() == null ? new IOException(e) : e.getCause();
    }
  }
}
