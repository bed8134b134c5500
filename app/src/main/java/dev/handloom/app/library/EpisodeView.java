package dev.handloom.app.library;

import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.Listing;
import dev.handloom.store.library.QueryException;
import dev.handloom.store.library.Totals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The episodes that fit a search, newest first, as a list that a window can show: it is as long as
/// all of them, and reads what is looked at. On the JavaFX thread; the disk is read on others.
public final class EpisodeView {
  /// An episode is not in the list.
  public static final int ABSENT = -1;

  /// Nobody has looked yet where an episode is.
  public static final int UNKNOWN = -2;

  /// As many pages as a screen can show of, kept up to date when the library changes.
  private static final int KEPT_PAGES = 3;

  private final Supplier<@Nullable Library> library;
  private final TaskRunner tasks;
  private final Consumer<Exception> failed;
  private final EpisodePages pages = new EpisodePages(this::load);
  private final Set<Integer> loading = new HashSet<>();
  private final ReadOnlyObjectWrapper<Totals> totals =
      new ReadOnlyObjectWrapper<>(this, "totals", Totals.NONE);
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper(this, "mistake", "");
  private final List<Runnable> before = new ArrayList<>();
  private final List<Runnable> after = new ArrayList<>();
  private String query = "";
  private int readings;
  private Set<EpisodeId> followed = Set.of();
  private Map<EpisodeId, Integer> found = Map.of();
  private int edition;

  EpisodeView(Supplier<@Nullable Library> library, TaskRunner tasks, Consumer<Exception> failed) {
    this.library = library;
    this.tasks = tasks;
    this.failed = failed;
  }

  private record Answer(
      Listing listing,
      Map<Integer, List<@Nullable EpisodeRow>> pages,
      Map<EpisodeId, Integer> found) {}

  /// The episodes; one that is not read yet is null, and the list tells when it is.
  public ObservableList<@Nullable EpisodeRow> items() {
    return pages;
  }

  /// The row if it is in memory; reads nothing.
  public @Nullable EpisodeRow peek(int index) {
    return pages.peek(index);
  }

  /// What all that fit amount to.
  public ReadOnlyObjectProperty<Totals> totalsProperty() {
    return totals.getReadOnlyProperty();
  }

  /// What cannot be understood in the search, and what can be written instead; empty when all can.
  /// The list stays as it was meanwhile.
  public ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  public String query() {
    return query;
  }

  /// Searches for something else.
  public void search(String text) {
    query = text;
    refresh();
  }

  /// Which episode's place in the list is wanted.
  public void follow(@Nullable EpisodeId id) {
    followed = id == null ? Set.of() : Set.of(id);
  }

  /// Which episodes' places in the list are wanted.
  public void follow(Collection<EpisodeId> ids) {
    followed = Set.copyOf(ids);
  }

  /// Another number whenever other episodes are in the list, or in another order.
  public int edition() {
    return edition;
  }

  /// Reads which episodes stand at places of the list; those that have gone since are left out.
  ///
  /// @param told hears of them on the JavaFX thread, if the list is still the same then
  public void ids(List<Integer> places, Consumer<List<EpisodeId>> told) {
    Listing listing = pages.listing();
    if (listing == null) {
      return;
    }
    int asked = edition;
    BackgroundTask.of("Reading the catalogue", _ -> ids(listing, places))
        .onSuccess(ids -> {
          if (asked == edition) {
            told.accept(ids);
          }
        })
        .onFailure(failed)
        .startOn(tasks);
  }

  private static List<EpisodeId> ids(Listing listing, List<Integer> places) throws IOException {
    List<EpisodeId> ids = new ArrayList<>();
    int from = -1;
    List<@Nullable EpisodeRow> page = List.of();
    for (int place : places) {
      int start = place / EpisodePages.PAGE * EpisodePages.PAGE;
      if (start != from) {
        from = start;
        page = listing.rows(from, Math.min(listing.size(), from + EpisodePages.PAGE));
      }
      EpisodeRow row = page.get(place - from);
      if (row != null) {
        ids.add(row.id());
      }
    }
    return ids;
  }

  /// Where an episode is in the list, or [#ABSENT], or [#UNKNOWN].
  public int indexOf(EpisodeId id) {
    Integer at = found.get(id);
    if (at != null) {
      return at;
    }
    for (int page : pages.looked()) {
      for (int i = 0; i < EpisodePages.PAGE; i++) {
        EpisodeRow row = pages.peek(page * EpisodePages.PAGE + i);
        if (row != null && row.id().equals(id)) {
          return page * EpisodePages.PAGE + i;
        }
      }
    }
    return pages.isEmpty() ? ABSENT : UNKNOWN;
  }

  /// Calls around every change of the list: what a control selects in between is nobody's choice.
  public void around(Runnable first, Runnable last) {
    before.add(first);
    after.add(last);
  }

  /// Asks again: the library has changed.
  public void refresh() {
    Library open = library.get();
    if (open == null) {
      return;
    }
    int reading = ++readings;
    String text = query;
    Set<EpisodeId> wanted = followed;
    List<Integer> looked = pages.looked();
    Set<Integer> keep =
        new TreeSet<>(looked.subList(Math.max(0, looked.size() - KEPT_PAGES), looked.size()));
    keep.add(0);
    BackgroundTask.of("Reading the catalogue", _ -> answer(open, text, wanted, keep))
        .onSuccess(answer -> {
          // Of two questions that overlap, the older must not win.
          if (reading == readings && open.equals(library.get())) {
            mistake.set("");
            show(answer);
          }
        })
        .onFailure(e -> {
          if (reading != readings || !open.equals(library.get())) {
            return;
          }
          if (e instanceof QueryException) {
            mistake.set(String.valueOf(e.getMessage()));
          } else {
            failed.accept(e);
          }
        })
        .startOn(tasks);
  }

  private static Answer answer(Library open, String text, Set<EpisodeId> wanted, Set<Integer> keep)
      throws IOException {
    Listing listing = open.browse(text);
    Map<EpisodeId, Integer> found = listing.places(wanted);
    Set<Integer> read = new TreeSet<>(keep);
    if (wanted.size() == 1) {
      int index = found.values().iterator().next();
      if (index >= 0) {
        // Its neighbours, too: one of them takes its place.
        read.add(Math.max(0, index - 1) / EpisodePages.PAGE);
        read.add((index + 1) / EpisodePages.PAGE);
      }
    }
    Map<Integer, List<@Nullable EpisodeRow>> pages = new HashMap<>();
    for (int page : read) {
      int from = page * EpisodePages.PAGE;
      if (from < listing.size()) {
        pages.put(page, listing.rows(from, Math.min(listing.size(), from + EpisodePages.PAGE)));
      }
    }
    return new Answer(listing, pages, found);
  }

  private void show(Answer answer) {
    before.forEach(Runnable::run);
    try {
      loading.clear();
      found = answer.found();
      if (pages.show(answer.listing(), answer.pages())) {
        edition++;
      }
      totals.set(answer.listing().totals());
    } finally {
      after.forEach(Runnable::run);
    }
  }

  private void load(int page) {
    Listing listing = pages.listing();
    if (listing == null || !loading.add(page)) {
      return;
    }
    int from = page * EpisodePages.PAGE;
    BackgroundTask.of(
            "Reading the catalogue",
            _ -> listing.rows(from, Math.min(listing.size(), from + EpisodePages.PAGE)))
        .onSuccess(rows -> {
          if (listing.equals(pages.listing())) {
            loading.remove(page);
            before.forEach(Runnable::run);
            try {
              pages.loaded(listing, page, rows);
            } finally {
              after.forEach(Runnable::run);
            }
          }
        })
        .onFailure(e -> {
          loading.remove(page);
          failed.accept(e);
        })
        .startOn(tasks);
  }
}
