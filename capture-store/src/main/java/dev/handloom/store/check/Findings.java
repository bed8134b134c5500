package dev.handloom.store.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Gathers findings; of one kind only so many, lest one fault hide all others.
final class Findings {
  private static final int MOST_OF_A_KIND = 20;

  private final List<Finding> all = new ArrayList<>();
  private final Map<Finding.Code, Integer> counts = new EnumMap<>(Finding.Code.class);

  void error(Finding.Code code, String subject, String message, String remedy) {
    add(Finding.Severity.ERROR, code, subject, Finding.NO_TIME, message, remedy);
  }

  void warning(Finding.Code code, String subject, String message) {
    add(Finding.Severity.WARNING, code, subject, Finding.NO_TIME, message, "");
  }

  void note(Finding.Code code, String subject, String message) {
    add(Finding.Severity.NOTE, code, subject, Finding.NO_TIME, message, "");
  }

  void add(
      Finding.Severity severity,
      Finding.Code code,
      String subject,
      long atNanos,
      String message,
      String remedy) {
    int count = counts.merge(code, 1, Integer::sum);
    if (count <= MOST_OF_A_KIND) {
      all.add(new Finding(code, severity, subject, atNanos, message, remedy));
    } else if (count == MOST_OF_A_KIND + 1) {
      all.add(new Finding(code, severity, "", Finding.NO_TIME, "… and more of these", ""));
    }
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
