package dev.handloom.store.check.dataset;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gathers findings; of one kind only so many, lest one fault hide all others. May be filled by
/// several threads.
public final class DatasetFindings {
  private static final int MOST_OF_A_KIND = 20;

  private final List<DatasetFinding> all = new ArrayList<>();
  private final Map<Code, Integer> counts = new EnumMap<>(Code.class);
  private final Set<DatasetFinding> seen = new HashSet<>();

  public void add(Code code, String subject, String message) {
    add(code, subject, DatasetFinding.NONE, DatasetFinding.NONE, message);
  }

  public void add(Code code, String subject, long episode, String message) {
    add(code, subject, episode, DatasetFinding.NONE, message);
  }

  /// The same is said once only.
  public synchronized void add(Code code, String subject, long episode, long row, String message) {
    int count = counts.getOrDefault(code, 0);
    DatasetFinding finding = new DatasetFinding(code, subject, episode, row, message);
    if (count < MOST_OF_A_KIND && !seen.add(finding)) {
      return;
    }
    counts.put(code, count + 1);
    if (count < MOST_OF_A_KIND) {
      all.add(finding);
    }
  }

  /// The worst first, then by episode and row; behind each kind of which there are too many, how
  /// many more there are.
  public synchronized List<DatasetFinding> all() {
    List<DatasetFinding> told = new ArrayList<>(all);
    counts.forEach((code, count) -> {
      if (count > MOST_OF_A_KIND) {
        told.add(
            new DatasetFinding(
                code,
                "",
                Long.MAX_VALUE,
                DatasetFinding.NONE,
                "… and " + (count - MOST_OF_A_KIND) + " more of these"));
      }
    });
    told.sort(
        Comparator.comparing(DatasetFinding::severity)
            .reversed()
            .thenComparing(DatasetFinding::code)
            .thenComparingLong(DatasetFinding::episode)
            .thenComparingLong(DatasetFinding::row));
    return told.stream()
        .map(f ->
            f.episode() == Long.MAX_VALUE
                ? new DatasetFinding(f.code(), "", DatasetFinding.NONE, f.row(), f.message())
                : f)
        .toList();
  }

  /// How many of a kind there were, told or not.
  public synchronized int count(Code code) {
    return counts.getOrDefault(code, 0);
  }
}
