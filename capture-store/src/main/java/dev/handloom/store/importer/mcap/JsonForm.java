package dev.handloom.store.importer.mcap;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Messages in JSON.
final class JsonForm implements MessageForm {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public Map<String, Object> read(MemorySegment data) throws IOException {
    try {
      JsonNode tree = JSON.readTree(data.toArray(ValueLayout.JAVA_BYTE));
      return tree.isObject() ? map(tree) : Map.of("value", value("value", tree));
    } catch (JacksonException e) {
      throw new IOException("It is not JSON", e);
    }
  }

  private static Map<String, Object> map(JsonNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      map.put(each.getKey(), value(each.getKey(), each.getValue()));
    }
    return map;
  }

  private static Object value(String name, JsonNode node) {
    if (node.isObject()) {
      Stamp stamp = stamp(node);
      return stamp == null ? map(node) : stamp;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(each -> list.add(value(name, each)));
      return list;
    }
    if (node.isNumber()) {
      return node.isIntegralNumber() && node.canConvertToLong() ? node.asLong() : node.asDouble();
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isString() && name.equals("data")) {
      try {
        // So Foxglove has bytes in JSON.
        return Base64.getDecoder().decode(node.asString());
      } catch (IllegalArgumentException e) {
        return node.asString();
      }
    }
    return node.isNull() ? Double.NaN : node.asString();
  }

  private static @Nullable Stamp stamp(JsonNode node) {
    if (node.size() != 2) {
      return null;
    }
    for (String[] names :
        new String[][] {
          {"sec", "nsec"}, {"sec", "nanosec"}, {"secs", "nsecs"}, {"seconds", "nanos"}
        }) {
      JsonNode seconds = node.get(names[0]);
      JsonNode nanos = node.get(names[1]);
      if (seconds != null && nanos != null && seconds.isNumber() && nanos.isNumber()) {
        return Stamp.of(seconds.asLong(), nanos.asLong());
      }
    }
    return null;
  }
}
