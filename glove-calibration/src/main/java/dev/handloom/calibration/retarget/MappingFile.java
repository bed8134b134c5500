package dev.handloom.calibration.retarget;

import dev.handloom.calibration.urdf.UrdfException;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A mapping as a JSON file that people write and change by hand.
final class MappingFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private MappingFile() {}

  static HandMapping read(String text, String where) throws UrdfException {
    try {
      JsonNode top = JSON.readTree(text);
      int format = top.path("format").asInt(HandMapping.FORMAT);
      if (format > HandMapping.FORMAT) {
        throw new UrdfException("A newer Handloom made this mapping: " + where);
      }
      List<HandMapping.Tip> tips = new ArrayList<>();
      for (JsonNode tip : top.path("tips")) {
        tips.add(
            new HandMapping.Tip(
                finger(word(tip, "finger", where), where),
                word(tip, "link", where),
                tip.has("point") ? vector(tip, "point", where) : Vec3.ZERO));
      }
      return new HandMapping(
          HandMapping.FORMAT,
          word(top, "name", where),
          side(word(top, "side", where), where),
          word(top, "wrist", where),
          vector(top, "forward", where),
          vector(top, "back", where),
          tips);
    } catch (JacksonException e) {
      throw new UrdfException(
          "The mapping is not JSON as it should be (" + e.getOriginalMessage() + "): " + where, e);
    }
  }

  private static String word(JsonNode node, String name, String where) throws UrdfException {
    JsonNode value = node.path(name);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw new UrdfException("The mapping says nothing of \"" + name + "\": " + where);
    }
    return value.stringValue();
  }

  private static Vec3 vector(JsonNode node, String name, String where) throws UrdfException {
    JsonNode value = node.path(name);
    boolean good = value.isArray() && value.size() == 3;
    double[] parts = new double[3];
    for (int i = 0; good && i < 3; i++) {
      good = value.get(i).isNumber();
      parts[i] = good ? value.get(i).doubleValue() : 0;
      good &= Double.isFinite(parts[i]);
    }
    if (!good) {
      throw new UrdfException("\"" + name + "\" of the mapping needs three numbers: " + where);
    }
    return new Vec3(parts[0], parts[1], parts[2]);
  }

  private static Finger finger(String word, String where) throws UrdfException {
    for (Finger finger : Finger.values()) {
      if (finger.word().equals(word.toLowerCase(Locale.ROOT))) {
        return finger;
      }
    }
    throw new UrdfException(
        "There is no finger \""
            + word
            + "\"; there are thumb, index, middle, ring and little: "
            + where);
  }

  private static HandSide side(String word, String where) throws UrdfException {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "left" -> HandSide.LEFT;
      case "right" -> HandSide.RIGHT;
      default ->
          throw new UrdfException(
              "The side of the mapping is left or right, not \"" + word + "\": " + where);
    };
  }

  static String text(HandMapping mapping) {
    ObjectNode top = JSON.createObjectNode();
    top.put("format", mapping.format());
    top.put("name", mapping.name());
    top.put("side", mapping.side().word());
    top.put("wrist", mapping.wrist());
    put(top, "forward", mapping.forward());
    put(top, "back", mapping.back());
    ArrayNode tips = top.putArray("tips");
    for (HandMapping.Tip tip : mapping.tips()) {
      ObjectNode node = tips.addObject();
      node.put("finger", tip.finger().word());
      node.put("link", tip.link());
      put(node, "point", tip.point());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(top) + "\n";
  }

  private static void put(ObjectNode node, String name, Vec3 vector) {
    node.putArray(name).add(vector.x()).add(vector.y()).add(vector.z());
  }
}
