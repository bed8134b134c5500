package dev.handloom.app.library;

import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Listing;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/// Episodes in a list of which only the pages that are looked at are in memory. A row that is not
/// read yet is null, and changes when it is. On the JavaFX thread.
final class EpisodePages extends ObservableListBase<@Nullable EpisodeRow> {
  static final int PAGE = 100;

  /// A few screens in all directions.
  private static final int MOST_PAGES = 30;

  private final IntConsumer wanted;
  private final Map<Integer, List<@Nullable EpisodeRow>> pages =
      new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Listing listing;
  private int size;

  /// @param wanted hears of a page that somebody looks at and that is not there
  EpisodePages(IntConsumer wanted) {
    this.wanted = wanted;
  }

  @Nullable Listing listing() {
    return listing;
  }

  /// The pages that were looked at last.
  List<Integer> looked() {
    return List.copyOf(pages.keySet());
  }

  /// Shows another answer, with the pages of it that were read already.
  ///
  /// @return whether other episodes are in it, or in another order
  boolean show(Listing next, Map<Integer, List<@Nullable EpisodeRow>> read) {
    Listing before = listing;
    boolean same = before != null && before.sameAs(next);
    Map<Integer, List<@Nullable EpisodeRow>> old = new HashMap<>(pages);
    beginChange();
    listing = next;
    if (same) {
      read.forEach((page, rows) -> {
        pages.put(page, rows);
        updated(page, old.get(page), rows);
      });
    } else {
      int sizeBefore = size;
      pages.clear();
      pages.putAll(read);
      size = next.size();
      if (sizeBefore > 0 || size > 0) {
        nextReplace(0, size, Collections.nCopies(sizeBefore, null));
      }
    }
    endChange();
    return !same;
  }

  private void updated(
      int page, @Nullable List<@Nullable EpisodeRow> before, List<@Nullable EpisodeRow> rows) {
    for (int i = 0; i < rows.size(); i++) {
      if (before == null || !Objects.equals(before.get(i), rows.get(i))) {
        nextUpdate(page * PAGE + i);
      }
    }
  }

  /// A page of the answer that is shown has been read.
  void loaded(Listing of, int page, List<@Nullable EpisodeRow> rows) {
    if (!of.equals(listing)) {
      return;
    }
    beginChange();
    List<@Nullable EpisodeRow> before = pages.put(page, rows);
    updated(page, before, rows);
    endChange();
    while (pages.size() > MOST_PAGES) {
      pages.remove(pages.keySet().iterator().next());
    }
  }

  @Override
  public @Nullable EpisodeRow get(int index) {
    Objects.checkIndex(index, size);
    List<@Nullable EpisodeRow> page = pages.get(index / PAGE);
    if (page == null) {
      wanted.accept(index / PAGE);
      // It may have been read at once.
      page = pages.get(index / PAGE);
    }
    return page == null ? null : page.get(index % PAGE);
  }

  /// The row if it is in memory; reads nothing.
  @Nullable EpisodeRow peek(int index) {
    List<@Nullable EpisodeRow> page = pages.get(index / PAGE);
    return index < 0 || index >= size || page == null ? null : page.get(index % PAGE);
  }

  @Override
  public int size() {
    return size;
  }
}
