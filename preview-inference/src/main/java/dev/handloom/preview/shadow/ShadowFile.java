package dev.handloom.preview.shadow;

import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The file of a shadow evaluation.
public final class ShadowFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ShadowFile() {}

  /// As JSON; numbers that are not known are left out.
  public static JsonNode json(ShadowReport report) {
    JsonNode tree = JSON.valueToTree(report);
    prune(tree);
    return tree;
  }

  /// Writes it whole or not at all.
  public static void write(ShadowReport report, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Durable.makeFolders(folder);
    }
    Durable.replace(file, JSON.writeValueAsString(json(report)) + "\n");
  }

  private static void prune(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> unknown = new ArrayList<>();
      object
          .propertyStream()
          .forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNumber() && !Double.isFinite(value.doubleValue())) {
              unknown.add(entry.getKey());
            } else {
              prune(value);
            }
          });
      unknown.forEach(object::remove);
    } else if (node instanceof ArrayNode array) {
      array.forEach(ShadowFile::prune);
    }
  }
}
