package dev.handloom.preview.remote;

import dev.handloom.preview.wire.JsonArrays;
import dev.handloom.preview.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a GR00T server says that it is shown and answers.
///
/// @param wants as `video.ego`, `state.arm`; where it lists no names, the kinds alone
/// @param actions names of its parts
/// @param frames of its pictures, in steps before now
record Modalities(List<String> wants, List<String> actions, List<Integer> frames) {
  private static final List<String> SHOWN = List.of("video", "state");

  static Modalities of(Map<?, ?> said) {
    List<String> wants = new ArrayList<>();
    for (String kind : SHOWN) {
      for (String name : names(said.get(kind), kind)) {
        wants.add(kind + "." + name);
      }
    }
    if (wants.isEmpty()) {
      said.keySet().forEach(kind -> wants.add(String.valueOf(kind)));
    }
    return new Modalities(wants, names(said.get("action"), "action"), frames(said.get("video")));
  }

  private static List<String> names(@Nullable Object config, String kind) {
    List<String> names = new ArrayList<>();
    if (config(config).get("modality_keys") instanceof List<?> keys) {
      for (Object key : keys) {
        String name = String.valueOf(key);
        // The oldest puts the kind before the name itself.
        names.add(name.startsWith(kind + ".") ? name.substring(kind.length() + 1) : name);
      }
    }
    return names;
  }

  private static List<Integer> frames(@Nullable Object config) {
    List<Integer> frames = new ArrayList<>();
    if (config(config).get("delta_indices") instanceof List<?> deltas) {
      for (Object delta : deltas) {
        if (delta instanceof Number number && number.intValue() <= 0) {
          frames.add(number.intValue());
        }
      }
    }
    boolean usable = !frames.isEmpty() && frames.getLast() == 0;
    return usable ? frames : List.of(0);
  }

  private static Map<?, ?> config(@Nullable Object said) {
    if (!(said instanceof Map<?, ?> map)) {
      return Map.of();
    }
    Object inner = map.get("as_json");
    if (inner instanceof String json) {
      try {
        inner = JsonArrays.read(json.getBytes(StandardCharsets.UTF_8));
      } catch (WireException e) {
        return Map.of();
      }
    }
    return inner instanceof Map<?, ?> plain ? plain : map;
  }
}
