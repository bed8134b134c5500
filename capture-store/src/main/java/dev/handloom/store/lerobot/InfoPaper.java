package dev.handloom.store.lerobot;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads `meta/info.json`.
final class InfoPaper {
  static final String FILE = "meta/info.json";
  private static final Pattern VERSION = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})(\\.\\d+)?");
  private static final double FASTEST = 10_000;
  private static final int MOST_FEATURES = 10_000;
  private static final int MOST_WIDTH = 1 << 24;

  private static final String TABLE_3 =
      "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet";
  private static final String TABLE_2 =
      "data/chunk-{episode_chunk:03d}/episode_{episode_index:06d}.parquet";
  private static final String VIDEO_3 =
      "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4";
  private static final String VIDEO_2 =
      "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4";

  private final DatasetFindings findings;
  private final JsonNode node;

  private InfoPaper(DatasetFindings findings, JsonNode node) {
    this.findings = findings;
    this.node = node;
  }

  /// @return null where nothing can be done with it; that is said
  static @Nullable LeRobotInfo read(Path folder, DatasetFindings findings) {
    Path file = folder.resolve(FILE);
    if (!java.nio.file.Files.isRegularFile(file)) {
      findings.add(Code.FILE_MISSING, FILE, "The file that says what the dataset is is missing");
      return null;
    }
    if (Pointers.is(file)) {
      findings.add(Code.POINTER, FILE, "Only a pointer to it is here, not the file itself");
      return null;
    }
    try {
      return new InfoPaper(findings, JsonPapers.read(file)).info();
    } catch (IOException e) {
      findings.add(Code.UNREADABLE, FILE, "It cannot be read: " + e.getMessage());
      return null;
    }
  }

  private void wrong(String message) {
    findings.add(Code.PAPERS_WRONG, FILE, message);
  }

  private @Nullable LeRobotInfo info() {
    String version = node.path("codebase_version").asString("");
    Matcher numbers = VERSION.matcher(version.strip());
    int major;
    if (numbers.matches()) {
      major = Integer.parseInt(numbers.group(1));
    } else if (version.isEmpty()) {
      wrong("It does not say which version of the format it is (codebase_version)");
      major = node.path("data_path").asString("").contains("file_index") ? 3 : 2;
    } else {
      findings.add(Code.VERSION, FILE, "“" + shown(version) + "” is no version of the format");
      return null;
    }
    if (major < 2) {
      findings.add(
          Code.VERSION,
          FILE,
          "Version " + shown(version) + " is older than what is read here, v2.0 to v3.0");
      return null;
    }
    if (major > 3 || (major == 3 && numbers.matches() && !numbers.group(2).equals("0"))) {
      findings.add(
          Code.VERSION, FILE, "Version " + shown(version) + " is newer than what is known here");
      major = 3;
    }
    double fps = fps();
    if (!(fps > 0)) {
      return null;
    }
    Map<String, LeRobotFeature> features = features();
    return new LeRobotInfo(
        version.isEmpty() ? "v" + major + ".?" : version,
        major,
        fps,
        features,
        count("total_episodes"),
        count("total_frames"),
        count("total_tasks"),
        chunk(),
        path("data_path", major == 3 ? TABLE_3 : TABLE_2, major),
        video(features, major),
        node.path("robot_type").isString() ? node.path("robot_type").asString() : "",
        splits());
  }

  private static String shown(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private double fps() {
    JsonNode said = node.path("fps");
    double fps = said.isNumber() ? said.asDouble() : 0;
    if (said.isString()) {
      wrong("The rate is a text, not a number: " + shown(said.asString()));
      try {
        fps = Double.parseDouble(said.asString());
      } catch (NumberFormatException e) {
        return 0;
      }
    } else if (!said.isNumber()) {
      wrong("It does not say how many rows a second there are (fps)");
      return 0;
    }
    if (!(fps > 0 && fps <= FASTEST)) {
      wrong("There cannot be " + fps + " rows a second (fps)");
      return 0;
    }
    return fps;
  }

  private @Nullable Long count(String key) {
    JsonNode said = node.path(key);
    if (said.isMissingNode() || said.isNull()) {
      findings.add(Code.PAPERS_THIN, FILE, "It does not say “" + key + "”");
      return null;
    }
    if (!said.isNumber() || said.asDouble() != Math.rint(said.asDouble()) || said.asDouble() < 0) {
      wrong("“" + key + "” is no count: " + shown(said.toString()));
      return null;
    }
    return (long) said.asDouble();
  }

  private long chunk() {
    JsonNode said = node.path("chunks_size");
    if (said.isMissingNode()) {
      return 1000;
    }
    if (!said.isNumber() || said.asDouble() < 1) {
      wrong("“chunks_size” is no count: " + shown(said.toString()));
      return 1000;
    }
    return (long) said.asDouble();
  }

  private String path(String key, String usual, int major) {
    JsonNode said = node.path(key);
    if (!said.isString()) {
      findings.add(Code.PAPERS_THIN, FILE, "It does not say “" + key + "”; the usual is taken");
      return usual;
    }
    String text = said.asString();
    Map<String, ?> values =
        major == 3
            ? Map.of(PathTemplate.CHUNK, 0L, PathTemplate.FILE, 0L, PathTemplate.VIDEO, "camera")
            : Map.of(
                PathTemplate.EPISODE_CHUNK,
                0L,
                PathTemplate.EPISODE,
                0L,
                PathTemplate.VIDEO,
                "camera");
    String example = new PathTemplate(text).fill(values);
    if (example == null) {
      wrong("“" + key + "” cannot be filled: " + shown(text));
      return usual;
    }
    if (PathTemplate.within(Path.of("dataset"), example).isEmpty()) {
      findings.add(
          Code.PATH_OUTSIDE, FILE, "“" + key + "” leads out of the dataset: " + shown(text));
      return usual;
    }
    return text;
  }

  private @Nullable String video(Map<String, LeRobotFeature> features, int major) {
    boolean videos = features.values().stream().anyMatch(LeRobotFeature::isVideo);
    boolean said = node.path("video_path").isString();
    if (!said && videos) {
      wrong("It declares videos and does not say where they are (video_path)");
    }
    return said || videos ? path("video_path", major == 3 ? VIDEO_3 : VIDEO_2, major) : null;
  }

  private Map<String, String> splits() {
    Map<String, String> splits = new LinkedHashMap<>();
    node.path("splits")
        .properties()
        .forEach(split -> splits.put(split.getKey(), split.getValue().asString("")));
    return splits;
  }

  private Map<String, LeRobotFeature> features() {
    Map<String, LeRobotFeature> features = new LinkedHashMap<>();
    JsonNode all = node.path("features");
    if (!all.isObject() || all.isEmpty()) {
      wrong("It declares no columns (features)");
      return features;
    }
    if (all.size() > MOST_FEATURES) {
      wrong("It declares " + all.size() + " columns");
      return features;
    }
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      LeRobotFeature feature = feature(entry.getKey(), entry.getValue());
      if (feature != null) {
        features.put(entry.getKey(), feature);
      }
    }
    return features;
  }

  private @Nullable LeRobotFeature feature(String key, JsonNode said) {
    String type = said.path("dtype").asString("");
    if (key.isBlank() || key.indexOf('/') >= 0) {
      wrong("A column must not be called “" + shown(key) + "”");
      if (key.isBlank() || key.contains("..")) {
        return null;
      }
    }
    if (type.isEmpty()) {
      wrong("It does not say what the column “" + shown(key) + "” holds (dtype)");
      return null;
    }
    List<Integer> shape = new ArrayList<>();
    long width = 1;
    for (JsonNode side : said.path("shape")) {
      int value = side.isNumber() ? side.asInt(-1) : -1;
      width *= Math.max(0, value);
      if (value < 0 || width > MOST_WIDTH) {
        wrong(
            "The shape of “" + shown(key) + "” cannot be: " + shown(said.path("shape").toString()));
        return null;
      }
      shape.add(value);
    }
    List<String> names = new ArrayList<>();
    names(said.path("names"), names, 0);
    LeRobotFeature feature = new LeRobotFeature(key, type, shape, names, codec(said), depth(said));
    if (feature.isNumber()
        && shape.size() == 1
        && !names.isEmpty()
        && names.size() != feature.width()) {
      findings.add(Code.NAMES, key, names.size() + " names for " + feature.width() + " numbers");
    }
    if (feature.isNumber() && names.size() == feature.width() && Set.copyOf(names).size() < width) {
      findings.add(Code.NAMES, key, "Two of its numbers have the same name");
    }
    return feature;
  }

  /// A list; lists by groups; names by groups, or with their places.
  private static void names(JsonNode said, List<String> into, int depth) {
    if (said.isString()) {
      into.add(said.asString());
    } else if (said.isArray() && depth < 4) {
      said.forEach(each -> names(each, into, depth + 1));
    } else if (said.isObject() && depth < 4) {
      for (Map.Entry<String, JsonNode> entry : said.properties()) {
        if (entry.getValue().isNumber() || entry.getValue().isNull()) {
          into.add(entry.getKey());
        } else {
          names(entry.getValue(), into, depth + 1);
        }
      }
    }
  }

  private static String codec(JsonNode said) {
    for (String at : List.of("info", "video_info")) {
      JsonNode codec = said.path(at).path("video.codec");
      if (codec.isString()) {
        return codec.asString();
      }
    }
    return "";
  }

  private static boolean depth(JsonNode said) {
    return said.path("info").path("is_depth_map").asBoolean(false)
        || said.path("info").path("video.is_depth_map").asBoolean(false)
        || said.path("video_info").path("video.is_depth_map").asBoolean(false);
  }
}
