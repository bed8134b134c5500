package dev.handloom.app.workspace.progress;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.library.Library;
import dev.handloom.store.progress.LibraryNotes;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Reads the figures anew whenever the library changes while somebody looks. On the JavaFX thread.
final class ProgressFeed {
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final Clock clock;
  private final ReadOnlyObjectWrapper<@Nullable Snapshot> snapshot =
      new ReadOnlyObjectWrapper<>(this, "snapshot");
  private LocalDate date;
  private String person = "";
  private boolean looked;
  private int readings;

  /// @param clock says what day it is, and where
  ProgressFeed(OpenLibrary library, TaskRunner tasks, Consumer<Notice> notices, Clock clock) {
    this.library = library;
    this.tasks = tasks;
    this.notices = notices;
    this.clock = clock;
    date = LocalDate.now(clock);
    library.all().around(() -> {}, this::refresh);
    library.storeProperty().subscribe(_ -> refresh());
  }

  /// What to show; null until it is read.
  ReadOnlyObjectProperty<@Nullable Snapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  LocalDate today() {
    return LocalDate.now(clock);
  }

  Clock clock() {
    return clock;
  }

  /// Whether somebody looks at it.
  void look(boolean now) {
    looked = now;
    refresh();
  }

  void day(LocalDate wanted) {
    date = wanted.isAfter(today()) ? today() : wanted;
    refresh();
  }

  LocalDate day() {
    return date;
  }

  void person(String wanted) {
    if (!wanted.equals(person)) {
      person = wanted;
      refresh();
    }
  }

  void refresh() {
    Library store = library.store();
    if (!looked || store == null) {
      return;
    }
    int reading = ++readings;
    LocalDate when = date;
    String who = person;
    BackgroundTask.of("Counting hours", _ -> Snapshot.read(store, when, who, clock.getZone()))
        .onSuccess(read -> {
          // Of two readings that overlap, the older must not win.
          if (reading == readings && store.equals(library.store())) {
            snapshot.set(read);
          }
        })
        .onFailure(e ->
            notices.accept(
                Notice.warning(
                    "The figures could not be read", "The episodes are safe. " + e.getMessage())))
        .startOn(tasks);
  }

  /// A change to what people wrote down.
  @FunctionalInterface
  interface Change {
    void make(LibraryNotes notes) throws IOException;
  }

  /// Writes something down, then shows it.
  void write(String what, Change change) {
    Library store = library.store();
    if (store == null) {
      return;
    }
    BackgroundTask.of(
            what,
            _ -> {
              change.make(new LibraryNotes(store));
              return what;
            })
        .kept()
        .onSuccess(_ -> refresh())
        .onFailure(e ->
            notices.accept(Notice.warning("Nothing was changed", String.valueOf(e.getMessage()))))
        .startOn(tasks);
  }
}
