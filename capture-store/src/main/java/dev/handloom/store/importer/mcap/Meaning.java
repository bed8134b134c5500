package dev.handloom.store.importer.mcap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What messages of a schema mean, by its name.
enum Meaning {
  IMAGE,
  VIDEO,
  JOINTS,
  POSE,
  TRANSFORMS,
  INERTIAL,
  /// Nobody told; whatever numbers are in it.
  NUMBERS,
  /// Pictures that are not packed, points: too large to be numbers.
  TOO_LARGE;

  private static final String[] PLACE = {"x", "y", "z"};
  private static final String[] TURN = {"x", "y", "z", "w"};

  /// @param schema as `sensor_msgs/msg/Imu` or `foxglove.CompressedImage`
  static Meaning of(String schema) {
    String plain = RosTypes.plain(schema).replaceFirst("^foxglove(_msgs)?[./]", "foxglove.");
    return switch (plain) {
      case "sensor_msgs/CompressedImage", "foxglove.CompressedImage" -> IMAGE;
      case "foxglove.CompressedVideo" -> VIDEO;
      case "sensor_msgs/JointState" -> JOINTS;
      case "geometry_msgs/PoseStamped", "foxglove.PoseInFrame" -> POSE;
      case "tf2_msgs/TFMessage",
          "tf/tfMessage",
          "geometry_msgs/TransformStamped",
          "foxglove.FrameTransform",
          "foxglove.FrameTransforms" ->
          TRANSFORMS;
      case "sensor_msgs/Imu" -> INERTIAL;
      case "sensor_msgs/Image",
          "sensor_msgs/PointCloud2",
          "foxglove.RawImage",
          "foxglove.PointCloud" ->
          TOO_LARGE;
      default -> NUMBERS;
    };
  }

  /// The numbers of a message, by name.
  ///
  /// @param told hears of each stream: what comes after the topic in its name, empty for nothing,
  ///   and its numbers
  void numbers(Map<String, Object> message, BiConsumer<String, Map<String, Double>> told) {
    switch (this) {
      case JOINTS -> told.accept("", joints(message));
      case POSE -> {
        if (message.get("pose") instanceof Map<?, ?> pose) {
          told.accept("", pose(pose.get("position"), pose.get("orientation")));
        }
      }
      case TRANSFORMS -> {
        if (message.get("transforms") instanceof List<?> all) {
          all.forEach(each -> transform(each, told));
        } else {
          transform(message, told);
        }
      }
      default -> {
        Map<String, Double> found = new LinkedHashMap<>();
        flat("", message, found);
        told.accept("", found);
      }
    }
  }

  private static Map<String, Double> joints(Map<String, Object> message) {
    Map<String, Double> found = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    if (message.get("name") instanceof List<?> all) {
      all.forEach(each -> names.add(String.valueOf(each)));
    }
    for (String what : new String[] {"position", "velocity", "effort"}) {
      if (message.get(what) instanceof List<?> values) {
        for (int i = 0; i < values.size(); i++) {
          String joint = i < names.size() ? names.get(i) : "joint" + i;
          found.put(what.equals("position") ? joint : joint + "." + what, number(values.get(i)));
        }
      }
    }
    return found;
  }

  private static void transform(Object one, BiConsumer<String, Map<String, Double>> told) {
    if (one instanceof Map<?, ?> map) {
      Object child = map.get("child_frame_id");
      Map<?, ?> within = map.get("transform") instanceof Map<?, ?> inner ? inner : map;
      told.accept(
          child == null ? "" : String.valueOf(child),
          pose(within.get("translation"), within.get("rotation")));
    }
  }

  /// Nothing where a part is missing.
  private static Map<String, Double> pose(@Nullable Object place, @Nullable Object turn) {
    Map<String, Double> found = new LinkedHashMap<>();
    if (place instanceof Map<?, ?> at && turn instanceof Map<?, ?> by) {
      for (String part : PLACE) {
        found.put(part, number(at.get(part)));
      }
      for (String part : TURN) {
        found.put("q" + part, number(by.get(part)));
      }
    }
    return found;
  }

  /// Covariances say how far numbers may be off; they are no measurements.
  private static void flat(String name, @Nullable Object value, Map<String, Double> found) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((key, part) -> {
            boolean header = name.isEmpty() && key.equals("header");
            if (!header && !String.valueOf(key).endsWith("covariance")) {
              flat(name.isEmpty() ? String.valueOf(key) : name + "." + key, part, found);
            }
          });
      case List<?> list -> {
        for (int i = 0; i < list.size() && found.size() <= ForeignNumbers.MOST_CHANNELS; i++) {
          flat(name + "." + i, list.get(i), found);
        }
      }
      case Number number -> found.put(name, number.doubleValue());
      case Boolean is -> found.put(name, is ? 1.0 : 0.0);
      case null, default -> {
        // Texts, bytes and moments are no numbers.
      }
    }
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
