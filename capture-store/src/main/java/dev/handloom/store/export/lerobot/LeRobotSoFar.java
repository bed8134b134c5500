package dev.handloom.store.export.lerobot;

import dev.handloom.store.check.Finding.Severity;
import dev.handloom.store.check.dataset.DatasetFinding;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.lerobot.JsonPapers;
import dev.handloom.store.lerobot.LeRobotEpisode;
import dev.handloom.store.lerobot.LeRobotFolder;
import dev.handloom.store.lerobot.LeRobotInfo;
import dev.handloom.store.parquet.Node;
import dev.handloom.store.parquet.ParquetFile;
import dev.handloom.store.parquet.RowAssembler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A dataset of the format v3.0 that is there, and where what is added to it goes.
///
/// @param papers `info.json` as it stands
/// @param tables the files with its rows
/// @param tasks in words, by their numbers
/// @param subtasks in words, by their numbers; empty where it has none
/// @param columns of the table of episodes; every file of it must have the same
/// @param ids of the bundles that its episodes were made of, as far as it says
record LeRobotSoFar(
    LeRobotFolder folder,
    JsonNode papers,
    List<Path> tables,
    List<String> tasks,
    List<String> subtasks,
    Node columns,
    Map<String, String> columnNotes,
    Set<String> ids) {
  static final String TABLES = "data";
  static final String EPISODES = "meta/episodes";
  private static final String TABLE_PATH =
      "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet";
  private static final String VIDEO_PATH =
      "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4";
  private static final Pattern NUMBERED =
      Pattern.compile("chunk-(\\d{1,9})/file-(\\d{1,9})\\.(parquet|mp4)$");
  private static final String ID = "review/episode";

  /// @throws DatasetException where nothing can be added to it
  static LeRobotSoFar read(Path dataset) throws IOException {
    DatasetFindings findings = new DatasetFindings();
    LeRobotFolder folder =
        LeRobotFolder.knows(dataset) ? LeRobotFolder.open(dataset, findings).orElse(null) : null;
    if (folder == null || folder.info().major() != 3) {
      throw new DatasetException(
          "This is no dataset of LeRobot v3.0, so nothing can be added to it: " + dataset);
    }
    for (DatasetFinding finding : findings.all()) {
      if (finding.severity() == Severity.ERROR) {
        throw new DatasetException(
            "The dataset is faulty, so nothing was added ("
                + finding.subject()
                + ": "
                + finding.message()
                + "). Run 'handloom check' on it: "
                + dataset);
      }
    }
    LeRobotInfo info = folder.info();
    if (!info.dataPath().equals(TABLE_PATH)
        || !(info.videos().isEmpty() || VIDEO_PATH.equals(info.videoPath()))) {
      throw new DatasetException(
          "The dataset keeps its files under other names than LeRobot gives them, so nothing was"
              + " added: "
              + dataset);
    }
    long rows = 0;
    for (int i = 0; i < folder.episodes().size(); i++) {
      LeRobotEpisode episode = folder.episodes().get(i);
      if (episode.number() != i || episode.length() < 0) {
        throw new DatasetException(
            "The episodes of the dataset are not in their order, so nothing was added. Run"
                + " 'handloom check' on it: "
                + dataset);
      }
      rows += episode.length();
    }
    Long episodes = info.episodes();
    Long frames = info.frames();
    if (episodes == null
        || frames == null
        || episodes != folder.episodes().size()
        || frames != rows
        || episodes == 0) {
      throw new DatasetException(
          "The dataset says that it has other episodes than are in it, so nothing was added. Run"
              + " 'handloom check' on it: "
              + dataset);
    }
    List<Path> files = LeRobotFolder.files(dataset.resolve(EPISODES), ".parquet");
    Set<String> ids = new HashSet<>();
    for (Path file : files) {
      ids(file, ids);
    }
    try (ParquetFile last = ParquetFile.open(files.getLast())) {
      return new LeRobotSoFar(
          folder,
          JsonPapers.read(dataset.resolve("meta/info.json")),
          folder.tables(),
          words(folder.tasks(), dataset),
          words(folder.subtasks(), dataset),
          last.schema(),
          last.notes(),
          ids);
    }
  }

  private static void ids(Path file, Set<String> into) throws IOException {
    try (ParquetFile table = ParquetFile.open(file)) {
      if (table.leaf(ID).isEmpty()) {
        return;
      }
      for (int group = 0; group < table.groups(); group++) {
        RowAssembler rows = table.assemble(group, Set.of(ID));
        for (Map<String, @Nullable Object> row = rows.next(); row != null; row = rows.next()) {
          if (row.get(ID) instanceof String id) {
            into.add(id);
          }
        }
      }
    }
  }

  private static List<String> words(Map<Long, String> numbered, Path dataset)
      throws DatasetException {
    List<String> words = new ArrayList<>();
    for (Map.Entry<Long, String> each : numbered.entrySet()) {
      if (each.getKey() != words.size()) {
        throw new DatasetException(
            "The tasks of the dataset are not numbered one after the other, so nothing was added."
                + " Run 'handloom check' on it: "
                + dataset);
      }
      words.add(each.getValue());
    }
    return List.copyOf(words);
  }

  LeRobotInfo info() {
    return folder.info();
  }

  int episodes() {
    return folder.episodes().size();
  }

  long rows() {
    return folder.episodes().stream().mapToLong(LeRobotEpisode::length).sum();
  }

  /// How many files a folder takes.
  int filesAFolder() {
    return Math.clamp(info().chunk(), 1, 1_000_000);
  }

  /// The number, over all folders, of the first file behind those that are there.
  int nextFile(String below) throws IOException {
    int next = 0;
    Path in = folder.folder().resolve(below);
    for (String suffix : List.of(".parquet", ".mp4")) {
      for (Path file : LeRobotFolder.files(in, suffix)) {
        Matcher number = NUMBERED.matcher(file.toString().replace('\\', '/'));
        if (number.find()) {
          int at =
              Integer.parseInt(number.group(1)) * filesAFolder()
                  + Integer.parseInt(number.group(2));
          next = Math.max(next, at + 1);
        }
      }
    }
    return next;
  }
}
