package dev.handloom.calibration.camera.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// As much of YAML as files of cameras use: maps by indentation, lists in brackets or by dashes,
/// words and numbers, tags that say nothing new. Numbers become doubles.
final class PlainYaml {
  private record Line(int indent, String text) {}

  private final List<Line> lines = new ArrayList<>();
  private int at;

  private PlainYaml(String text) {
    StringBuilder joined = new StringBuilder();
    int open = 0;
    int indent = 0;
    for (String raw : text.split("\\R", -1)) {
      String line = withoutComment(raw);
      String bare = line.strip();
      if (open == 0) {
        if (bare.isEmpty() || bare.startsWith("%") || bare.equals("---") || bare.equals("...")) {
          continue;
        }
        indent = line.length() - line.stripLeading().length();
        joined.setLength(0);
      }
      joined.append(joined.isEmpty() ? "" : " ").append(bare);
      open += brackets(bare);
      if (open <= 0) {
        open = 0;
        lines.add(new Line(indent, joined.toString()));
      }
    }
  }

  /// @throws IllegalArgumentException for what it does not understand
  static Map<String, Object> read(String text) {
    PlainYaml yaml = new PlainYaml(text);
    Map<String, Object> root = yaml.map(yaml.lines.isEmpty() ? 0 : yaml.lines.getFirst().indent);
    if (yaml.at < yaml.lines.size()) {
      throw new IllegalArgumentException("not understood: " + yaml.lines.get(yaml.at).text);
    }
    return root;
  }

  private static String withoutComment(String line) {
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '#' && (i == 0 || line.charAt(i - 1) == ' ')) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  private static int brackets(String line) {
    int open = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      open += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
    }
    return open;
  }

  private Map<String, Object> map(int indent) {
    Map<String, Object> map = new LinkedHashMap<>();
    while (at < lines.size() && lines.get(at).indent == indent) {
      String text = lines.get(at).text;
      int colon = text.indexOf(':');
      if (colon < 1 || text.startsWith("- ")) {
        throw new IllegalArgumentException("not understood: " + text);
      }
      String key = unquoted(text.substring(0, colon).strip());
      String rest = text.substring(colon + 1).strip();
      if (rest.startsWith("!!")) {
        int space = rest.indexOf(' ');
        rest = space < 0 ? "" : rest.substring(space).strip();
      }
      at++;
      map.put(key, rest.isEmpty() ? nested(indent) : value(rest));
    }
    return map;
  }

  private Object nested(int indent) {
    if (at >= lines.size()) {
      return "";
    }
    Line next = lines.get(at);
    boolean dashes = next.text.startsWith("-") && !next.text.startsWith("---");
    if (dashes && next.indent >= indent && isItem(next.text)) {
      List<Object> list = new ArrayList<>();
      while (at < lines.size()
          && lines.get(at).indent == next.indent
          && isItem(lines.get(at).text)) {
        list.add(value(lines.get(at).text.substring(1).strip()));
        at++;
      }
      return list;
    }
    return next.indent > indent ? map(next.indent) : "";
  }

  private static boolean isItem(String text) {
    return text.equals("-") || text.startsWith("- ");
  }

  private static Object value(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      List<Object> list = new ArrayList<>();
      for (String part : parts(text.substring(1, text.length() - 1))) {
        list.add(value(part));
      }
      return list;
    }
    return scalar(text);
  }

  /// Parts between commas that are in no inner bracket.
  private static List<String> parts(String inside) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(inside.substring(begin, i).strip());
        begin = i + 1;
      }
    }
    String last = inside.substring(begin).strip();
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }

  private static Object scalar(String text) {
    // OpenCV writes infinities and what is no number with a leading point.
    if (text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
      return Double.parseDouble(text);
    }
    return unquoted(text);
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
