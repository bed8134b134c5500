package dev.handloom.store.episode;

import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes manifests, and the marker of a take that is being recorded.
public final class ManifestFile {
  private static final String RECOVER = "Run recovery on the library";

  /// A larger manifest is garbage.
  private static final long MOST_BYTES = 64L << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // A later version may know kinds of events that this one does not.
          .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
          .build();

  private ManifestFile() {}

  /// Reads a bundle's manifest.
  public static Manifest read(Bundle bundle) throws IOException {
    Path path = bundle.manifest();
    JsonNode tree = tree(path);
    int schema = tree.path("schema").asInt(0);
    if (schema > Manifest.SCHEMA) {
      throw BundleException.newer(
          "This episode was written by a newer version (layout " + schema + ")",
          "Update the program",
          path);
    }
    Manifest manifest;
    try {
      manifest = Objects.requireNonNull(JSON.treeToValue(tree, Manifest.class));
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      throw BundleException.damaged(
          "The manifest is damaged" + where(e), "Recovery can make it again", path, e);
    }
    if (!manifest.id().equals(String.valueOf(bundle.folder().getFileName()))) {
      throw new BundleException(
          "The manifest is that of " + manifest.id(), "Move it back to its own folder", path);
    }
    return manifest;
  }

  private static JsonNode tree(Path path) throws IOException {
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw BundleException.damaged("The file is too large", RECOVER, path, null);
      }
      JsonNode tree = JSON.readTree(Files.readAllBytes(path));
      if (!tree.isObject()) {
        throw BundleException.damaged("The file holds no manifest", RECOVER, path, null);
      }
      return tree;
    } catch (NoSuchFileException e) {
      throw new BundleException("The episode has no manifest", RECOVER, path, e);
    } catch (JacksonException e) {
      throw BundleException.damaged(
          "The file is damaged" + where(e), "Recovery can make it again", path, e);
    }
  }

  /// Puts a manifest in place, whole or not at all.
  public static void write(Bundle bundle, Manifest manifest) throws IOException {
    Durable.replace(bundle.manifest(), JSON.writeValueAsString(manifest) + "\n");
  }

  /// Any record as JSON, as it would stand in a manifest.
  public static String json(Object value) {
    return JSON.writeValueAsString(value);
  }

  /// Reads the marker.
  public static TakeMarker readMarker(Bundle bundle) throws IOException {
    JsonNode tree = tree(bundle.marker());
    try {
      return Objects.requireNonNull(JSON.treeToValue(tree, TakeMarker.class));
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      throw new BundleException(
          "The marker is damaged" + where(e),
          "The take is recovered without it",
          bundle.marker(),
          e);
    }
  }

  /// Where in the file it is damaged, as far as that is known; the parser's own words mean nothing
  /// to a person.
  private static String where(Exception e) {
    if (!(e instanceof JacksonException json)) {
      return "";
    }
    String field =
        json.getPath().stream()
            .map(step ->
                step.getPropertyName() == null
                    ? "[" + (step.getIndex() + 1) + "]"
                    : step.getPropertyName())
            .collect(Collectors.joining(" "));
    if (!field.isEmpty()) {
      return " (at " + field + ")";
    }
    TokenStreamLocation place = json.getLocation();
    return place == null || place.getLineNr() < 1 ? "" : " (in line " + place.getLineNr() + ")";
  }

  /// Whether there is a manifest, and nothing can be read from it. One that was written by a newer
  /// version, or cannot be reached, is not damaged.
  public static boolean damaged(Bundle bundle) {
    try {
      read(bundle);
      return false;
    } catch (IOException e) {
      return e instanceof BundleException wrong && wrong.damaged();
    }
  }
}
