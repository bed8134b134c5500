package dev.handloom.preview.wire;

import dev.handloom.preview.model.NumberArray;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// JSON with arrays inside, as the package json_numpy has them: `__numpy__`, `dtype`, `shape`.
public final class JsonArrays {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private JsonArrays() {}

  /// @param value as [MessageWriter] takes it, without bytes
  public static byte[] write(@Nullable Object value) {
    return JSON.writeValueAsBytes(packed(value));
  }

  private static @Nullable Object packed(@Nullable Object value) {
    return switch (value) {
      case NumberArray array -> {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("__numpy__", Base64.getEncoder().encodeToString(array.data()));
        map.put("dtype", array.type().code());
        map.put("shape", array.shape());
        yield map;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        map.forEach((key, item) -> all.put(String.valueOf(key), packed(item)));
        yield all;
      }
      case List<?> list -> list.stream().map(JsonArrays::packed).toList();
      case null, default -> value;
    };
  }

  /// @return of null, Boolean, Number, String, [NumberArray], List and Map
  public static @Nullable Object read(byte[] json) throws WireException {
    try {
      return unpacked(JSON.readValue(json, Object.class));
    } catch (JacksonException e) {
      throw new WireException("It is no JSON: " + e.getOriginalMessage());
    }
  }

  private static @Nullable Object unpacked(@Nullable Object value) throws WireException {
    if (value instanceof Map<?, ?> map) {
      if (map.get("__numpy__") instanceof String base64) {
        try {
          return ArrayParts.of(
              map.get("dtype"), map.get("shape"), Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
          throw new WireException("An array's data is not in Base64");
        }
      }
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        all.put(String.valueOf(entry.getKey()), unpacked(entry.getValue()));
      }
      return all;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> all = new java.util.ArrayList<>();
      for (Object item : list) {
        all.add(unpacked(item));
      }
      return all;
    }
    return value;
  }
}
