package dev.handloom.app.ui.settings;

import dev.handloom.app.ui.theme.ThemeChoice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The settings on disk: one JSON file, replaced as a whole.
public final class SettingsFile {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /// What was read.
  ///
  /// @param problem for the person, when the file could not be used; else null
  public record Loaded(Settings settings, @Nullable String problem) {}

  private final Path file;

  public SettingsFile(Path file) {
    this.file = file;
  }

  /// Reads the file. Never fails: a file that cannot be used is kept aside and said.
  public synchronized Loaded load() {
    if (!Files.exists(file)) {
      return new Loaded(Settings.DEFAULT, null);
    }
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(file));
      if (!tree.isObject()) {
        return keepAside("it holds no settings");
      }
      return new Loaded(read(tree), null);
    } catch (JacksonException e) {
      return keepAside("it is damaged");
    } catch (IOException e) {
      LOG.error("Settings could not be read: {}", file, e);
      return new Loaded(
          Settings.DEFAULT,
          "Your settings could not be read, so the studio starts with its defaults. " + file);
    }
  }

  /// Writes the file, so that either the old or the new one survives a crash.
  ///
  /// @throws IOException when it cannot be written; the old file stands
  public synchronized void save(Settings settings) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(write(settings));
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Loaded keepAside(String why) {
    Path aside = file.resolveSibling(file.getFileName() + ".bad");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn("Settings not used as {}; kept as {}", why, aside);
      return new Loaded(
          Settings.DEFAULT,
          "Your settings file could not be used: %s. The studio starts with its defaults; the old file is kept as %s"
              .formatted(why, aside));
    } catch (IOException e) {
      LOG.error("Settings not used as {}, and not moved aside: {}", why, file, e);
      return new Loaded(
          Settings.DEFAULT,
          "Your settings file could not be used: %s. The studio starts with its defaults. %s"
              .formatted(why, file));
    }
  }

  // Read key by key: one wrong value costs that value alone, and keys of a newer version do no
  // harm.
  private static Settings read(JsonNode tree) {
    return new Settings(
        theme(text(tree, "theme")),
        text(tree, "library"),
        text(tree, "rig"),
        place(tree.get("window")),
        text(tree, "workspace"),
        recording(tree.path("recording")),
        buttons(tree.path("buttons")),
        cues(tree.path("cues")),
        calibration(tree.path("calibration")));
  }

  private static Map<String, String> buttons(JsonNode node) {
    Map<String, String> buttons = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getValue().isString()) {
        buttons.put(entry.getKey(), entry.getValue().stringValue());
      }
    }
    return buttons;
  }

  private static CueChoices cues(JsonNode node) {
    CueChoices standard = CueChoices.DEFAULT;
    return new CueChoices(
        node.path("tones").asBoolean(standard.tones()),
        node.path("speech").asBoolean(standard.speech()),
        node.path("pinch").asBoolean(standard.pinch()),
        node.path("touch").asBoolean(standard.touch()));
  }

  private static CalibrationChoices calibration(JsonNode node) {
    CalibrationChoices standard = CalibrationChoices.DEFAULT;
    return new CalibrationChoices(
        node.path("person").asString(standard.person()),
        node.path("staleHours").asInt(standard.staleHours()));
  }

  private static RecordingChoices recording(JsonNode node) {
    RecordingChoices standard = RecordingChoices.DEFAULT;
    return new RecordingChoices(
        node.path("preRollSeconds").asInt(standard.preRollSeconds()),
        node.path("keepLastSeconds").asInt(standard.keepLastSeconds()),
        node.path("warnGigabytes").asInt(standard.warnGigabytes()),
        node.path("stopMegabytes").asInt(standard.stopMegabytes()));
  }

  private static ThemeChoice theme(@Nullable String name) {
    for (ThemeChoice choice : ThemeChoice.values()) {
      if (choice.name().equalsIgnoreCase(name)) {
        return choice;
      }
    }
    return ThemeChoice.SYSTEM;
  }

  private static @Nullable String text(JsonNode tree, String key) {
    JsonNode node = tree.get(key);
    return node != null && node.isString() ? node.stringValue() : null;
  }

  private static @Nullable WindowPlace place(@Nullable JsonNode node) {
    if (node == null || !node.isObject()) {
      return null;
    }
    JsonNode maximized = node.get("maximized");
    return new WindowPlace(
        number(node, "x"),
        number(node, "y"),
        number(node, "width"),
        number(node, "height"),
        maximized != null && maximized.asBoolean(false));
  }

  private static double number(JsonNode node, String key) {
    JsonNode value = node.get(key);
    return value != null && value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  private static ObjectNode write(Settings settings) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("theme", settings.theme().name().toLowerCase(Locale.ROOT));
    if (settings.library() != null) {
      tree.put("library", settings.library());
    }
    if (settings.rig() != null) {
      tree.put("rig", settings.rig());
    }
    if (settings.workspace() != null) {
      tree.put("workspace", settings.workspace());
    }
    RecordingChoices recording = settings.recording();
    tree.putObject("recording")
        .put("preRollSeconds", recording.preRollSeconds())
        .put("keepLastSeconds", recording.keepLastSeconds())
        .put("warnGigabytes", recording.warnGigabytes())
        .put("stopMegabytes", recording.stopMegabytes());
    CueChoices cues = settings.cues();
    tree.putObject("cues")
        .put("tones", cues.tones())
        .put("speech", cues.speech())
        .put("pinch", cues.pinch())
        .put("touch", cues.touch());
    CalibrationChoices calibration = settings.calibration();
    tree.putObject("calibration")
        .put("person", calibration.person())
        .put("staleHours", calibration.staleHours());
    if (!settings.buttons().isEmpty()) {
      ObjectNode node = tree.putObject("buttons");
      new TreeMap<>(settings.buttons()).forEach(node::put);
    }
    WindowPlace place = settings.window();
    if (place != null) {
      ObjectNode node = tree.putObject("window");
      node.put("x", place.x());
      node.put("y", place.y());
      node.put("width", place.width());
      node.put("height", place.height());
      node.put("maximized", place.maximized());
    }
    return tree;
  }
}
