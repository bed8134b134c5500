package dev.handloom.store.check;

import dev.handloom.store.check.Finding.Code;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Gathers findings; of one kind only so many, lest one fault hide all others.
final class Findings {
  private static final int MOST_OF_A_KIND = 20;

  private final List<Finding> all = new ArrayList<>();
  private final Map<Code, Integer> counts = new EnumMap<>(Code.class);

  void add(Code code, String subject, String message) {
    add(code, subject, Finding.NO_TIME, message);
  }

  void add(Code code, String subject, long atNanos, String message) {
    if (counts.merge(code, 1, Integer::sum) <= MOST_OF_A_KIND) {
      all.add(new Finding(code, subject, atNanos, message));
    }
  }

  List<Finding> all() {
    List<Finding> told = new ArrayList<>(all);
    counts.forEach((code, count) -> {
      if (count > MOST_OF_A_KIND) {
        told.add(
            new Finding(
                code, "", Finding.NO_TIME, "… and " + (count - MOST_OF_A_KIND) + " more of these"));
      }
    });
    return told;
  }
}
