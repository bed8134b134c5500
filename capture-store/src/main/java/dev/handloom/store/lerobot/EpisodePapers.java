package dev.handloom.store.lerobot;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.lerobot.LeRobotEpisode.VideoPlace;
import dev.handloom.store.parquet.ParquetFile;
import dev.handloom.store.parquet.RowAssembler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads which episodes there are and where they lie.
final class EpisodePapers {
  static final String LINES = "meta/episodes.jsonl";
  static final String TABLES = "meta/episodes";
  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})\\.parquet$");
  private static final int MOST_EPISODES = 10_000_000;

  private final Path folder;
  private final LeRobotInfo info;
  private final DatasetFindings findings;
  private final List<LeRobotEpisode> episodes = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();

  EpisodePapers(Path folder, LeRobotInfo info, DatasetFindings findings) {
    this.folder = folder;
    this.info = info;
    this.findings = findings;
  }

  /// In the order in which they are written down.
  List<LeRobotEpisode> read() {
    try {
      if (info.major() == 3) {
        tables();
      } else {
        lines();
      }
    } catch (IOException e) {
      findings.add(
          Code.UNREADABLE,
          info.major() == 3 ? TABLES : LINES,
          "Which episodes there are cannot be read: " + e.getMessage());
    }
    if (episodes.isEmpty() && info.major() == 2) {
      byName();
    }
    return episodes;
  }

  /// Without papers the names of the files say which episodes there are.
  private void byName() {
    try {
      for (Path file : LeRobotFolder.files(folder.resolve("data"), ".parquet")) {
        Matcher number = NUMBERED.matcher(String.valueOf(file.getFileName()));
        if (number.find()) {
          old(Long.parseLong(number.group(1)), -1, List.of());
        }
      }
    } catch (IOException e) {
      findings.add(Code.UNREADABLE, "data", "The folder cannot be listed: " + e.getMessage());
    }
  }

  private void lines() throws IOException {
    Path file = folder.resolve(LINES);
    if (!Files.isRegularFile(file)) {
      findings.add(Code.FILE_MISSING, LINES, "Nothing says which episodes there are");
      return;
    }
    if (Pointers.is(file)) {
      findings.add(Code.POINTER, LINES, "Only a pointer to it is here, not the file itself");
      return;
    }
    JsonPapers.lines(
        file,
        (number, node, trouble) -> {
          if (node == null) {
            findings.add(Code.PAPERS_WRONG, LINES, "Of the episodes, " + trouble);
          } else if (!node.path("episode_index").isNumber()) {
            findings.add(
                Code.PAPERS_WRONG,
                LINES,
                "Of the episodes, line " + number + " has no episode_index");
          } else {
            List<String> tasks = new ArrayList<>();
            JsonNode words = node.path("tasks");
            if (words.isString()) {
              tasks.add(words.asString());
            }
            words.forEach(each -> tasks.add(each.asString("")));
            old(node.path("episode_index").asLong(-1), node.path("length").asLong(-1), tasks);
          }
        });
  }

  private void old(long number, long length, List<String> tasks) {
    Map<String, VideoPlace> videos = new LinkedHashMap<>();
    for (LeRobotFeature camera : info.videos()) {
      Path video = file(info.videoPath(), oldValues(number, camera.key()), number);
      if (video != null) {
        videos.put(camera.key(), new VideoPlace(video, 0, Double.NaN));
      }
    }
    Path table = file(info.dataPath(), oldValues(number, ""), number);
    add(new LeRobotEpisode(number, length, tasks, table, -1, -1, videos));
  }

  private Map<String, Object> oldValues(long number, String camera) {
    return Map.of(
        PathTemplate.EPISODE_CHUNK,
        number / info.chunk(),
        PathTemplate.EPISODE,
        number,
        PathTemplate.VIDEO,
        camera);
  }

  private @Nullable Path file(@Nullable String template, Map<String, ?> values, long episode) {
    String filled = template == null ? null : new PathTemplate(template).fill(values);
    if (filled == null) {
      return null;
    }
    Path found = PathTemplate.within(folder, filled).orElse(null);
    if (found == null) {
      findings.add(
          Code.PATH_OUTSIDE, InfoPaper.FILE, episode, "A path leads out of the dataset: " + filled);
    }
    return found;
  }

  private void add(LeRobotEpisode episode) {
    if (episode.number() < 0) {
      findings.add(Code.EPISODE_ORDER, "", "An episode has the number " + episode.number());
      return;
    }
    if (!seen.add(episode.number())) {
      findings.add(Code.EPISODE_ORDER, "", episode.number(), "This number is written down twice");
      return;
    }
    if (episodes.size() < MOST_EPISODES) {
      episodes.add(episode);
    }
  }

  private void tables() throws IOException {
    List<Path> files = LeRobotFolder.files(folder.resolve(TABLES), ".parquet");
    if (files.isEmpty()) {
      findings.add(Code.FILE_MISSING, TABLES, "Nothing says which episodes there are");
    }
    for (Path file : files) {
      String name = LeRobotFolder.name(folder, file);
      if (Pointers.is(file)) {
        findings.add(Code.POINTER, name, "Only a pointer to it is here, not the file itself");
        continue;
      }
      try (ParquetFile table = ParquetFile.open(file)) {
        table(table, name);
      } catch (IOException e) {
        findings.add(Code.UNREADABLE, name, "These episodes cannot be read: " + e.getMessage());
      }
    }
  }

  private void table(ParquetFile table, String name) throws IOException {
    Set<String> columns = new HashSet<>();
    table.schema().children().stream()
        .map(child -> child.name())
        .filter(column -> !column.startsWith("stats/"))
        .forEach(columns::add);
    for (String needed : List.of("episode_index", "length", "dataset_from_index")) {
      if (!columns.contains(needed)) {
        findings.add(Code.PAPERS_WRONG, name, "It has no column “" + needed + "”");
      }
    }
    for (int group = 0; group < table.groups(); group++) {
      RowAssembler rows = table.assemble(group, columns);
      for (Map<String, @Nullable Object> row = rows.next(); row != null; row = rows.next()) {
        episode(row, name);
      }
    }
  }

  private static long whole(Map<String, @Nullable Object> row, String column) {
    return row.get(column) instanceof Number number ? number.longValue() : -1;
  }

  private static double real(Map<String, @Nullable Object> row, String column) {
    return row.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private void episode(Map<String, @Nullable Object> row, String name) {
    long number = whole(row, "episode_index");
    if (number < 0) {
      findings.add(Code.PAPERS_WRONG, name, "A row has no episode_index");
      return;
    }
    List<String> tasks = new ArrayList<>();
    if (row.get("tasks") instanceof List<?> words) {
      words.forEach(each -> tasks.add(String.valueOf(each)));
    } else if (row.get("tasks") instanceof String words) {
      tasks.add(words);
    }
    Map<String, VideoPlace> videos = new LinkedHashMap<>();
    for (LeRobotFeature camera : info.videos()) {
      VideoPlace place = place(row, camera.key(), number);
      if (place != null) {
        videos.put(camera.key(), place);
      }
    }
    long chunk = whole(row, "data/chunk_index");
    long file = whole(row, "data/file_index");
    Path table =
        chunk < 0 || file < 0
            ? null
            : file(
                info.dataPath(),
                Map.of(PathTemplate.CHUNK, chunk, PathTemplate.FILE, file),
                number);
    add(
        new LeRobotEpisode(
            number,
            whole(row, "length"),
            tasks,
            table,
            whole(row, "dataset_from_index"),
            whole(row, "dataset_to_index"),
            videos));
  }

  private @Nullable VideoPlace place(
      Map<String, @Nullable Object> row, String camera, long number) {
    String columns = "videos/" + camera + "/";
    long chunk = whole(row, columns + "chunk_index");
    long file = whole(row, columns + "file_index");
    double from = real(row, columns + "from_timestamp");
    double to = real(row, columns + "to_timestamp");
    if (chunk < 0 || file < 0 || !Double.isFinite(from)) {
      findings.add(
          Code.EPISODE_PLACE, camera, number, "It is not said where the video of this camera is");
      return null;
    }
    Path video =
        file(
            info.videoPath(),
            Map.of(PathTemplate.CHUNK, chunk, PathTemplate.FILE, file, PathTemplate.VIDEO, camera),
            number);
    return video == null ? null : new VideoPlace(video, from, to);
  }
}
