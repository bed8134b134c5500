package dev.handloom.app.cli;

import dev.handloom.device.discovery.Checkup;
import java.util.ArrayList;
import java.util.List;

/// What came of looking over a device, for a person.
final class CheckupText {
  private CheckupText() {}

  static List<String> lines(Checkup checkup) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        checkup.role()
            + " ("
            + checkup.device()
            + ")  "
            + checkup.title()
            + "  "
            + checkup.address());
    for (Checkup.Point point : checkup.points()) {
      lines.add("  %-6s %-13s %s".formatted(word(point), point.subject(), point.what()));
      if (!point.remedy().isEmpty()) {
        lines.add(" ".repeat(23) + "→ " + point.remedy());
      }
    }
    return lines;
  }

  private static String word(Checkup.Point point) {
    return switch (point.verdict()) {
      case GOOD -> "good";
      case NOTE -> "note";
      case WRONG -> "wrong";
    };
  }
}
