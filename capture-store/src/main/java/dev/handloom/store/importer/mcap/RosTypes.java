package dev.handloom.store.importer.mcap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Definitions of messages as ROS writes them: a field a line, further types behind lines of `=`.
///
/// @param fields of each type, by its name as `sensor_msgs/Imu`
record RosTypes(Map<String, List<Field>> fields) {
  static final Set<String> PLAIN =
      Set.of(
          "bool",
          "byte",
          "char",
          "int8",
          "uint8",
          "int16",
          "uint16",
          "int32",
          "uint32",
          "int64",
          "uint64",
          "float32",
          "float64",
          "string",
          "wstring",
          "time",
          "duration");

  private static final Pattern LINE =
      Pattern.compile(
          "([A-Za-z][\\w/]*)(?:<=\\d+)?(\\[(?:(?:<=)?\\d*)\\])?\\s+([A-Za-z]\\w*)(?:\\s+.*)?");
  private static final Pattern CONSTANT = Pattern.compile("[\\w<=]+\\s+\\w+\\s*=.*");
  private static final String NEXT = "MSG:";

  /// @param count of a fixed array; 1 for a single value; -1 for as many as the message says
  /// @param list whether it is an array
  record Field(String type, String name, int count, boolean list) {}

  static RosTypes of(String definitions, String root) throws IOException {
    Map<String, List<Field>> types = new HashMap<>();
    String current = root;
    List<Field> fields = new ArrayList<>();
    for (String raw : definitions.split("\\R")) {
      int comment = raw.indexOf('#');
      String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
      if (line.isEmpty() || line.startsWith("==")) {
        continue;
      }
      if (line.startsWith(NEXT)) {
        types.put(current, fields);
        current = plain(line.substring(NEXT.length()).strip());
        fields = new ArrayList<>();
      } else if (!CONSTANT.matcher(line).matches()) {
        fields.add(field(line, current));
      }
    }
    types.put(current, fields);
    Map<String, List<Field>> resolved = new HashMap<>();
    for (Map.Entry<String, List<Field>> each : types.entrySet()) {
      List<Field> own = new ArrayList<>();
      for (Field field : each.getValue()) {
        own.add(
            new Field(
                resolve(field.type(), each.getKey(), types),
                field.name(),
                field.count(),
                field.list()));
      }
      resolved.put(each.getKey(), own);
    }
    return new RosTypes(resolved);
  }

  private static Field field(String line, String type) throws IOException {
    Matcher field = LINE.matcher(line);
    if (!field.matches()) {
      throw new IOException("the definition of " + type + " has a line that is none: " + line);
    }
    String array = field.group(2);
    boolean fixed = array != null && array.matches("\\[\\d{1,7}\\]");
    return new Field(
        field.group(1),
        field.group(3),
        array == null ? 1 : fixed ? Integer.parseInt(array.replaceAll("\\D", "")) : -1,
        array != null);
  }

  private static String resolve(String type, String within, Map<String, List<Field>> types)
      throws IOException {
    if (PLAIN.contains(type)) {
      return type;
    }
    String full = plain(type);
    if (full.equals("builtin_interfaces/Time") || full.equals("builtin_interfaces/Duration")) {
      return full.endsWith("Time") ? "time" : "duration";
    }
    if (!full.contains("/")) {
      String beside = within.substring(0, Math.max(0, within.indexOf('/'))) + "/" + full;
      full = full.equals("Header") && !types.containsKey(beside) ? "std_msgs/Header" : beside;
    }
    if (!types.containsKey(full)) {
      throw new IOException("its definition lacks " + full);
    }
    return full;
  }

  /// `sensor_msgs/Imu` of `sensor_msgs/msg/Imu`.
  static String plain(String name) {
    return name.replace("/msg/", "/");
  }
}
