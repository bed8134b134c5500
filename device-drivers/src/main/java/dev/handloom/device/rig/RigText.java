package dev.handloom.device.rig;

import java.util.Map;
import java.util.TreeMap;

/// A rig as the text of its file: a device a paragraph, so that a person finds their way in it.
final class RigText {
  /// What JSON takes as a number as it stands.
  private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?";

  private RigText() {}

  static String of(RigFile rig) {
    StringBuilder text = new StringBuilder();
    text.append("{\n  \"name\": ").append(quoted(rig.name())).append(",\n");
    if (rig.simulated()) {
      text.append("  \"seed\": ").append(rig.seed()).append(",\n");
    }
    text.append("  \"devices\": [");
    String between = "\n";
    for (DeviceConfig device : rig.devices()) {
      text.append(between);
      device(device, text);
      between = ",\n";
    }
    return text.append("\n  ]\n}\n").toString();
  }

  private static void device(DeviceConfig device, StringBuilder text) {
    text.append("    {\n      \"id\": ").append(quoted(device.id()));
    text.append(",\n      \"role\": ").append(quoted(device.role()));
    text.append(",\n      \"driver\": ").append(quoted(device.driver()));
    text.append(",\n      \"address\": ").append(quoted(device.address()));
    if (!device.settings().isEmpty()) {
      text.append(",\n      \"settings\": {");
      String between = "";
      for (Map.Entry<String, String> entry : new TreeMap<>(device.settings()).entrySet()) {
        text.append(between).append(quoted(entry.getKey())).append(": ");
        text.append(scalar(entry.getValue()));
        between = ", ";
      }
      text.append('}');
    }
    text.append("\n    }");
  }

  private static String scalar(String value) {
    boolean bare = value.equals("true") || value.equals("false") || value.matches(NUMBER);
    return bare ? value : quoted(value);
  }

  private static String quoted(String words) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        default -> {
          if (c < ' ') {
            text.append("\\u%04x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    return text.append('"').toString();
  }
}
