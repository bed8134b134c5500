package dev.handloom.store.library;

import dev.handloom.store.episode.EpisodeId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The episodes that fitted a search when it was asked, newest first. Which they are stays; what is
/// known of them is read page by page, as it is then. May be used from any thread.
public final class Listing {
  private final Library library;
  private final long[] numbers;
  private final Totals totals;

  Listing(Library library, long[] numbers, Totals totals) {
    this.library = library;
    this.numbers = numbers;
    this.totals = totals;
  }

  public int size() {
    return numbers.length;
  }

  public Totals totals() {
    return totals;
  }

  /// Some of them; null in place of one that has gone since.
  public List<@Nullable EpisodeRow> rows(int from, int to) throws IOException {
    return library.rows(numbers, from, to);
  }

  /// Where an episode is in the list, or -1.
  public int indexOf(EpisodeId id) throws IOException {
    long number = library.number(id);
    for (int i = 0; number >= 0 && i < numbers.length; i++) {
      if (numbers[i] == number) {
        return i;
      }
    }
    return -1;
  }

  /// Where episodes are in the list; -1 for one that is not.
  public Map<EpisodeId, Integer> places(Set<EpisodeId> ids) throws IOException {
    Map<EpisodeId, Integer> places = new HashMap<>();
    if (ids.size() == 1) {
      EpisodeId id = ids.iterator().next();
      places.put(id, indexOf(id));
      return places;
    }
    Map<Long, Integer> at = new HashMap<>();
    for (int i = 0; i < numbers.length && !ids.isEmpty(); i++) {
      at.put(numbers[i], i);
    }
    for (EpisodeId id : ids) {
      places.put(id, at.getOrDefault(library.number(id), -1));
    }
    return places;
  }

  /// Whether the same episodes are in it, in the same order.
  public boolean sameAs(Listing other) {
    return java.util.Arrays.equals(numbers, other.numbers);
  }
}
