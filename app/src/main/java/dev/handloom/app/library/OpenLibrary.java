package dev.handloom.app.library;

import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.Listing;
import dev.handloom.store.library.Totals;
import dev.handloom.store.recover.Recovery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The library that the window shows. Properties and lists belong to the JavaFX thread; the disk is
/// read on others.
public final class OpenLibrary implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenLibrary.class);

  /// More than anybody restores by hand.
  private static final int MOST_TRASH = 500;

  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final ReadOnlyObjectWrapper<Path> folder;
  private final ReadOnlyObjectWrapper<@Nullable Library> store =
      new ReadOnlyObjectWrapper<>(this, "store");
  private final List<EpisodeView> views = new ArrayList<>();
  private final EpisodeView all;
  private final ObservableList<EpisodeRow> trash = FXCollections.observableArrayList();
  // One view: a list that is handed out anew would be forgotten while somebody listens to it.
  private final ObservableList<EpisodeRow> trashView =
      FXCollections.unmodifiableObservableList(trash);
  private final ReadOnlyObjectWrapper<Totals> trashTotals =
      new ReadOnlyObjectWrapper<>(this, "trashTotals", Totals.NONE);
  private final ReadOnlyObjectWrapper<Room> room =
      new ReadOnlyObjectWrapper<>(this, "room", Room.UNKNOWN);

  private boolean opening;
  private int readings;
  private @Nullable LibraryWatch watch;

  public OpenLibrary(Path folder, TaskRunner tasks, Consumer<Notice> notices) {
    this.folder = new ReadOnlyObjectWrapper<>(this, "folder", folder);
    this.tasks = tasks;
    this.notices = notices;
    all = view();
  }

  /// The episodes that fit a search of its own; all of them at first. It follows the library as
  /// long as the studio runs.
  public EpisodeView view() {
    EpisodeView view = new EpisodeView(store::get, tasks, this::unreadable);
    views.add(view);
    view.refresh();
    return view;
  }

  private void unreadable(Exception e) {
    notices.accept(
        Notice.warning(
            "The catalogue could not be read",
            e.getMessage() + ". Rebuild it under Library; the episodes are safe."));
  }

  /// Room for recording.
  ///
  /// @param freeBytes -1 when not known
  /// @param bytesPerSecond of the newest episodes; 0 while there are none
  public record Room(long freeBytes, double bytesPerSecond) {
    static final Room UNKNOWN = new Room(-1, 0);
  }

  private record Opened(Library library, List<Recovery.Outcome> recovered) {}

  private record Contents(List<EpisodeRow> trash, Totals trashTotals, Room room) {}

  public ReadOnlyObjectProperty<Path> folderProperty() {
    return folder.getReadOnlyProperty();
  }

  /// Null until it is open, and when it cannot be opened.
  public ReadOnlyObjectProperty<@Nullable Library> storeProperty() {
    return store.getReadOnlyProperty();
  }

  public @Nullable Library store() {
    return store.get();
  }

  /// The saved episodes, newest first; one that is not read yet is null.
  public ObservableList<@Nullable EpisodeRow> episodes() {
    return all.items();
  }

  /// The view behind [#episodes()].
  public EpisodeView all() {
    return all;
  }

  /// What the saved episodes amount to.
  public ReadOnlyObjectProperty<Totals> totalsProperty() {
    return all.totalsProperty();
  }

  /// What all that lies in the trash amounts to.
  public ReadOnlyObjectProperty<Totals> trashTotalsProperty() {
    return trashTotals.getReadOnlyProperty();
  }

  /// What lies in the trash, the newest of it.
  public ObservableList<EpisodeRow> trash() {
    return trashView;
  }

  public Room room() {
    return room.get();
  }

  public ReadOnlyObjectProperty<Room> roomProperty() {
    return room.getReadOnlyProperty();
  }

  /// Opens the folder it was made with; takes that a crash cut short are recovered first.
  public void open() {
    open(folder.get());
  }

  /// Opens a library in place of the one before, which stays open if that fails.
  public void open(Path next) {
    opening = true;
    BackgroundTask.of(
            "Opening the library",
            progress -> {
              Library library = Library.open(next);
              try {
                progress.say("recovering unfinished takes");
                return new Opened(library, Recovery.recoverAll(library));
              } catch (IOException | RuntimeException e) {
                library.close();
                throw e;
              }
            })
        .onSuccess(opened -> take(next, opened))
        .onFailure(e ->
            notices.accept(
                Notice.warning(
                    "The library could not be opened",
                    e.getMessage()
                        + (store.get() == null
                            ? ". Choose another folder under Library."
                            : ". The library before stays open."))))
        .whenFinished(() -> opening = false)
        .startOn(tasks);
  }

  /// Whether another library is about to take this one's place: nothing may begin to write here.
  public boolean opening() {
    return opening;
  }

  private void take(Path next, Opened opened) {
    Library before = store.get();
    store.set(opened.library());
    folder.set(next);
    if (watch != null) {
      watch.close();
    }
    watch = new LibraryWatch(opened.library(), this::changed);
    opened
        .library()
        .notices()
        .forEach(words -> notices.accept(Notice.warning("About the catalogue", words)));
    if (before != null) {
      shut(before);
    }
    opened.recovered().forEach(outcome -> notices.accept(told(outcome)));
    changed();
  }

  private static Notice told(Recovery.Outcome outcome) {
    Manifest manifest = outcome.manifest();
    if (manifest == null) {
      return Notice.warning("A take could not be recovered", outcome.message());
    }
    return Notice.success(
        "A take that was cut short was recovered",
        String.format(
            Locale.ROOT,
            "%s%.1f s of it are safe; up to a second before the end may be missing. Review shows it"
                + " first.",
            manifest.task().isEmpty() ? "" : "“" + manifest.task() + "”: ",
            manifest.times().durationNanos() / 1e9));
  }

  /// Reads the lists anew: something was saved, moved or restored.
  public void changed() {
    Library library = store.get();
    if (library == null) {
      return;
    }
    int reading = ++readings;
    views.forEach(EpisodeView::refresh);
    BackgroundTask.of(
            "Reading the catalogue",
            _ -> {
              Listing thrown = library.browseTrash();
              List<EpisodeRow> newest = new ArrayList<>();
              for (EpisodeRow row : thrown.rows(0, Math.min(MOST_TRASH, thrown.size()))) {
                if (row != null) {
                  newest.add(row);
                }
              }
              return new Contents(
                  newest,
                  thrown.totals(),
                  new Room(library.freeBytes(), library.usualBytesPerSecond()));
            })
        .onSuccess(contents -> {
          // Of two readings that overlap, the older must not win.
          if (reading == readings && library.equals(store.get())) {
            trashTotals.set(contents.trashTotals());
            trash.setAll(contents.trash());
            room.set(contents.room());
          }
        })
        .onFailure(this::unreadable)
        .startOn(tasks);
  }

  @Override
  public void close() {
    LibraryWatch watching = watch;
    if (watching != null) {
      watching.close();
    }
    Library library = store.get();
    if (library != null) {
      shut(library);
    }
  }

  private static void shut(Library library) {
    try {
      library.close();
    } catch (IOException e) {
      LOG.error("The library did not close well: {}", library.folder(), e);
    }
  }
}
