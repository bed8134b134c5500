package dev.handloom.app.cli;

import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.Hindrance;
import dev.handloom.device.discovery.Suspicion;
import java.util.ArrayList;
import java.util.List;

/// What was found plugged in, for a person.
final class FoundText {
  private FoundText() {}

  /// Name, what it probably is, what hinders.
  static List<String> brief(Examined found) {
    List<String> lines = new ArrayList<>();
    Attached device = found.device();
    lines.add("  " + device.address() + (device.title().isEmpty() ? "" : "  " + device.title()));
    found.suspicions().forEach(each -> lines.add("    " + line(each)));
    hindrance(found).forEach(line -> lines.add("    " + line));
    return lines;
  }

  /// What is in the way, and what to do about it.
  static List<String> hindrance(Examined found) {
    Hindrance hindrance = found.hindrance();
    return hindrance == null ? List.of() : List.of(hindrance.what(), "→ " + hindrance.remedy());
  }

  /// With every step.
  static List<String> whole(Examined found) {
    List<String> lines = brief(found);
    if (found.suspicions().isEmpty()) {
      lines.add("    Nothing on board knows it.");
    }
    found.tried().forEach(step -> lines.add("      " + step));
    return lines;
  }

  static String line(Suspicion suspicion) {
    return (suspicion.probable() ? "probably " : "may be ")
        + suspicion.title()
        + " (driver "
        + suspicion.driver()
        + "): "
        + suspicion.reason();
  }
}
