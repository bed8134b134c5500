package dev.handloom.preview.pack;

import dev.handloom.preview.pack.Manifest.Camera;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.pack.Manifest.Fit;
import dev.handloom.preview.pack.Manifest.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes the papers of a pack, and says which line of them is wrong.
public final class ManifestFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LARGEST = 4 << 20;
  private static final int MOST = 4096;

  private final JsonNode root;

  private ManifestFile(JsonNode root) {
    this.root = root;
  }

  public static Manifest read(Path folder) throws PackException {
    Path file = folder.resolve(Manifest.FILE);
    try {
      if (!Files.isRegularFile(file)) {
        throw new PackException("The pack has no papers: it holds no " + Manifest.FILE);
      }
      if (Files.size(file) > LARGEST) {
        throw new PackException(Manifest.FILE + " is too large to be one");
      }
      return new ManifestFile(JSON.readTree(Files.readAllBytes(file))).manifest();
    } catch (JacksonException e) {
      throw new PackException(
          Manifest.FILE
              + " is no JSON, line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new PackException(Manifest.FILE + " could not be read: " + e.getMessage(), e);
    }
  }

  private Manifest manifest() throws PackException {
    String format = root.path("format").asString("");
    if (!format.equals(Manifest.FORMAT)) {
      throw wrong(
          "format",
          format.isEmpty()
              ? "is missing; " + Manifest.FORMAT + " is read here"
              : "is " + format + ", and " + Manifest.FORMAT + " is read here");
    }
    double step = number("stepSeconds");
    if (!(step > 0 && step <= 10)) {
      throw wrong("stepSeconds", "is " + step + ", and must be above 0 and at most 10");
    }
    int steps = (int) number("steps");
    if (steps < 1 || steps > MOST) {
      throw wrong("steps", "is " + steps + ", and must be from 1 to " + MOST);
    }
    List<Integer> frames = whole("frames");
    if (frames.isEmpty() || frames.getLast() != 0 || !rising(frames)) {
      throw wrong("frames", "must rise and end with 0, as [-2, 0], and is " + frames);
    }
    List<Integer> horizons = whole("horizons");
    if (!rising(horizons) || (!horizons.isEmpty() && horizons.getFirst() < 1)) {
      throw wrong("horizons", "must rise from 1, as [4, 8], and is " + horizons);
    }
    Manifest manifest =
        new Manifest(
            text("name"),
            text("version"),
            root.path("producer").asString(""),
            root.path("licence").asString(""),
            file("weights"),
            step,
            steps,
            frames,
            horizons,
            cameras(),
            channels("state"),
            channels("actions"),
            shapes("inputs"),
            shapes("outputs"),
            training(),
            file("golden"));
    if (manifest.cameras().isEmpty() && manifest.state().isEmpty()) {
      throw wrong("cameras", "is empty, and so is state: the model would see nothing");
    }
    if (manifest.actions().isEmpty() && manifest.horizons().isEmpty()) {
      throw wrong("actions", "is empty, and so is horizons: the model would answer nothing");
    }
    return manifest;
  }

  private static boolean rising(List<Integer> numbers) {
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i) <= numbers.get(i - 1)) {
        return false;
      }
    }
    return true;
  }

  private List<Camera> cameras() throws PackException {
    List<Camera> cameras = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode each : list("cameras")) {
      String line = "cameras[" + cameras.size() + "]";
      String name = each.path("name").asString("");
      int width = each.path("width").asInt(0);
      int height = each.path("height").asInt(0);
      if (name.isBlank() || !names.add(name)) {
        throw wrong(line + ".name", name.isBlank() ? "is missing" : "is there twice: " + name);
      }
      if (width < 1 || height < 1 || width > MOST || height > MOST) {
        throw wrong(line, "has the size " + width + "×" + height);
      }
      String fit = each.path("fit").asString("").toUpperCase(Locale.ROOT);
      try {
        cameras.add(new Camera(name, width, height, Fit.valueOf(fit)));
      } catch (IllegalArgumentException e) {
        throw wrong(line + ".fit", "is “" + fit + "”, and must be stretch, whole or fill");
      }
    }
    return cameras;
  }

  private List<Channel> channels(String field) throws PackException {
    List<Channel> channels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode each : list(field)) {
      String line = field + "[" + channels.size() + "]";
      String name = each.path("name").asString("");
      if (name.isBlank() || !names.add(name)) {
        throw wrong(line + ".name", name.isBlank() ? "is missing" : "is there twice: " + name);
      }
      double mean = each.path("mean").asDouble(0);
      double spread = each.path("spread").asDouble(1);
      if (!Double.isFinite(mean) || !(spread > 0) || Double.isInfinite(spread)) {
        throw wrong(line, "has the mean " + mean + " and the spread " + spread);
      }
      if (!each.path("unit").isString()) {
        throw wrong(line + ".unit", "is missing");
      }
      channels.add(
          new Channel(
              name,
              each.path("unit").asString(),
              each.path("relative").asBoolean(false),
              mean,
              spread));
    }
    return channels;
  }

  private Map<String, List<Integer>> shapes(String field) throws PackException {
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : root.path(field).properties()) {
      List<Integer> shape = new ArrayList<>();
      for (JsonNode size : each.getValue()) {
        if (!size.isInt() || size.asInt() < 1) {
          throw wrong(field + "." + each.getKey(), "has the shape " + each.getValue());
        }
        shape.add(size.asInt());
      }
      shapes.put(each.getKey(), shape);
    }
    if (shapes.isEmpty()) {
      throw wrong(field, "is missing: the shapes of what goes in and comes out");
    }
    return shapes;
  }

  private Training training() {
    JsonNode node = root.path("training");
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : node.path("figures").properties()) {
      if (each.getValue().isNumber()) {
        figures.put(each.getKey(), each.getValue().asDouble());
      }
    }
    return new Training(
        node.path("digest").asString(""),
        node.path("episodes").asInt(0),
        node.path("hours").asDouble(0),
        figures);
  }

  private List<JsonNode> list(String field) throws PackException {
    JsonNode node = root.path(field);
    if (!node.isMissingNode() && !node.isArray()) {
      throw wrong(field, "must be a list");
    }
    List<JsonNode> list = new ArrayList<>();
    node.forEach(list::add);
    if (list.size() > MOST) {
      throw wrong(field, "has " + list.size() + " entries");
    }
    return list;
  }

  private List<Integer> whole(String field) throws PackException {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode each : list(field)) {
      if (!each.isInt()) {
        throw wrong(field, "holds something that is no whole number: " + each);
      }
      numbers.add(each.asInt());
    }
    return numbers;
  }

  private double number(String field) throws PackException {
    JsonNode node = root.path(field);
    if (!node.isNumber()) {
      throw wrong(field, node.isMissingNode() ? "is missing" : "must be a number");
    }
    return node.asDouble();
  }

  private String text(String field) throws PackException {
    String text = root.path(field).asString("");
    if (text.isBlank()) {
      throw wrong(field, "is missing");
    }
    return text;
  }

  private String file(String field) throws PackException {
    String name = text(field);
    PackFiles.check(name);
    return name;
  }

  private static PackException wrong(String line, String what) {
    return new PackException(Manifest.FILE + ": " + line + " " + what);
  }

  public static void write(Manifest manifest, Path folder) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", Manifest.FORMAT);
    all.put("name", manifest.name());
    all.put("version", manifest.version());
    all.put("producer", manifest.producer());
    all.put("licence", manifest.licence());
    all.put("weights", manifest.weights());
    all.put("golden", manifest.golden());
    all.put("stepSeconds", manifest.stepSeconds());
    all.put("steps", manifest.steps());
    all.put("frames", manifest.frames());
    all.put("horizons", manifest.horizons());
    all.put(
        "cameras",
        manifest.cameras().stream()
            .map(camera ->
                Map.of(
                    "name", camera.name(),
                    "width", camera.width(),
                    "height", camera.height(),
                    "fit", camera.fit().name().toLowerCase(Locale.ROOT)))
            .toList());
    all.put("state", manifest.state());
    all.put("actions", manifest.actions());
    all.put("inputs", manifest.inputs());
    all.put("outputs", manifest.outputs());
    all.put("training", manifest.training());
    Files.write(
        folder.resolve(Manifest.FILE),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
  }
}
