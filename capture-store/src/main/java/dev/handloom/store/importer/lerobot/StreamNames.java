package dev.handloom.store.importer.lerobot;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.lerobot.LeRobotFeature;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the columns of a dataset are called as streams of an episode.
final class StreamNames {
  /// More numbers than that at once are a picture, or a mistake.
  static final int MOST_CHANNELS = 4096;

  private static final String IMAGES = "observation.images.";
  private static final String IMAGE = "observation.image";
  private static final String OBSERVATION = "observation.";

  private final Map<String, String> streams = new HashMap<>();

  StreamNames(Collection<LeRobotFeature> features) {
    Set<String> taken = new HashSet<>();
    for (LeRobotFeature feature : features) {
      String stream =
          feature.isPicture() ? slug(plain(feature)) + "/video" : numbers(feature.key());
      String free = stream;
      for (int i = 2; !taken.add(free); i++) {
        free = feature.isPicture() ? slug(plain(feature)) + "-" + i + "/video" : stream + "-" + i;
      }
      streams.put(feature.key(), free);
    }
  }

  String of(LeRobotFeature feature) {
    return streams.getOrDefault(feature.key(), slug(feature.key()));
  }

  /// The name of a camera without what all cameras have in front of it.
  String plain(LeRobotFeature camera) {
    String key = camera.key();
    if (key.startsWith(IMAGES)) {
      return key.substring(IMAGES.length());
    }
    return key.equals(IMAGE)
        ? "image"
        : key.startsWith(OBSERVATION) ? key.substring(OBSERVATION.length()) : key;
  }

  /// The body's state and what it was told have names that an export knows; the others keep theirs.
  private static String numbers(String key) {
    return switch (key) {
      case "action", "actions" -> "action";
      case "observation.state", "state" -> "state";
      default -> slug(key.startsWith(OBSERVATION) ? key.substring(OBSERVATION.length()) : key);
    };
  }

  private static String slug(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "x" : plain;
  }

  /// With the names of the numbers; that they are of an unknown unit is said of each.
  static StreamSpec spec(String stream, LeRobotFeature feature, double[][] values, double fps) {
    int width = (int) feature.width();
    boolean named = feature.names().size() == width && Set.copyOf(feature.names()).size() == width;
    boolean switches = feature.type().equals("bool");
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      String name = named && !feature.names().get(i).isBlank() ? feature.names().get(i) : "v" + i;
      if (switches) {
        channels.add(new Channel(name, Unit.SWITCH, 0, 1));
        continue;
      }
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double[] row : values) {
        if (Double.isFinite(row[i])) {
          low = Math.min(low, row[i]);
          high = Math.max(high, row[i]);
        }
      }
      boolean any = low <= high;
      double margin = any ? 0.05 * (high - low) + 1e-3 * Math.max(1, Math.abs(high)) : 1;
      channels.add(
          new Channel(
              name, Unit.UNKNOWN, any ? low - margin : -margin, any ? high + margin : margin));
    }
    return StreamSpec.signal(stream, channels, fps, DeviceTicks.MADE_UP);
  }
}
