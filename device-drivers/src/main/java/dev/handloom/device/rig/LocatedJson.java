package dev.handloom.device.rig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// JSON that remembers on which line each value stands, so that a complaint can name it. Jackson's
/// own tree forgets.
final class LocatedJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final int line;
  private final @Nullable Object value;

  private LocatedJson(int line, @Nullable Object value) {
    this.line = line;
    this.value = value;
  }

  static LocatedJson parse(String json) throws RigFileException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() == null) {
        throw new RigFileException(1, "The file is empty");
      }
      LocatedJson top = read(parser);
      if (parser.nextToken() != null) {
        throw new RigFileException(
            parser.currentTokenLocation().getLineNr(), "There is something after the last }");
      }
      return top;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new RigFileException(line, "This is not JSON: " + words(e));
    }
  }

  /// The parser's complaint without what only its programmers understand.
  private static String words(JacksonException e) {
    String message = e.getOriginalMessage();
    if (message.startsWith("Unexpected end-of-input")) {
      return "it ends in the middle";
    }
    int rest = message.indexOf(": ");
    String first = rest < 0 ? message : message.substring(0, rest);
    int inner = first.indexOf(" (");
    return inner < 0
        ? first
        : first.substring(0, inner) + first.substring(first.lastIndexOf(')') + 1);
  }

  private static LocatedJson read(JsonParser parser) {
    int line = parser.currentTokenLocation().getLineNr();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, LocatedJson> members = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, read(parser));
      }
      return new LocatedJson(line, members);
    }
    if (token == JsonToken.START_ARRAY) {
      List<LocatedJson> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(parser));
      }
      return new LocatedJson(line, items);
    }
    return new LocatedJson(
        line,
        switch (token) {
          case VALUE_NULL -> null;
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Written(parser.getString());
          default -> parser.getString();
        });
  }

  /// A number as it was written, so that 4095 does not become 4095.0.
  private record Written(String digits) {}

  int line() {
    return line;
  }

  boolean has(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name);
  }

  LocatedJson get(String name) throws RigFileException {
    return need(name, "this object");
  }

  LocatedJson need(String name, String what) throws RigFileException {
    LocatedJson found = members(what).get(name);
    if (found == null) {
      throw new RigFileException(line, "\"" + name + "\" is missing in " + what);
    }
    return found;
  }

  void onlyKnows(Set<String> names, String what) throws RigFileException {
    for (Map.Entry<String, LocatedJson> member : members(what).entrySet()) {
      if (!names.contains(member.getKey())) {
        throw new RigFileException(
            member.getValue().line,
            "\""
                + member.getKey()
                + "\" is nothing "
                + what
                + " has; it has: "
                + String.join(", ", new TreeSet<>(names)));
      }
    }
  }

  Map<String, LocatedJson> members(String what) throws RigFileException {
    if (value instanceof Map<?, ?> map) {
      Map<String, LocatedJson> members = new LinkedHashMap<>();
      map.forEach((k, v) -> members.put((String) k, (LocatedJson) v));
      return members;
    }
    throw new RigFileException(line, what + " must be an object in { }");
  }

  List<LocatedJson> items(String what) throws RigFileException {
    if (value instanceof List<?> list) {
      return list.stream().map(LocatedJson.class::cast).toList();
    }
    throw new RigFileException(line, "\"" + what + "\" must be a list in [ ]");
  }

  String text(String what) throws RigFileException {
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new RigFileException(line, what + " must be a text in quotes");
  }

  long whole(String what) throws RigFileException {
    try {
      if (value instanceof Written number) {
        return Long.parseLong(number.digits());
      }
    } catch (NumberFormatException e) {
      // Falls through to the same complaint.
    }
    throw new RigFileException(line, what + " must be a whole number");
  }

  String scalar(String what) throws RigFileException {
    return switch (value) {
      case String text -> text;
      case Written number -> number.digits();
      case Boolean flag -> flag.toString();
      case null, default ->
          throw new RigFileException(line, what + " must be a text, a number, true or false");
    };
  }
}
