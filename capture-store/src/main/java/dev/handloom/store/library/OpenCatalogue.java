package dev.handloom.store.library;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The catalogue of a library that is open: one thread writes, others read beside it. A file that
/// turns out to be damaged is set aside and made again, and what was asked for is asked again.
final class OpenCatalogue {
  private static final Logger LOG = LoggerFactory.getLogger(OpenCatalogue.class);

  private final Path folder;
  private final Path episodes;
  private final Path trash;
  private final CatalogueThread thread = new CatalogueThread();
  private final List<String> notices = new ArrayList<>();
  private final Object reading = new Object();
  private final AtomicBoolean closed = new AtomicBoolean();

  /// Written by the writing thread only.
  private volatile @Nullable Catalogue rows;

  /// Guarded by `reading`.
  private @Nullable CatalogueSearch search;

  /// Counts up when another file takes the place of the one before; guarded by `reading`.
  private long files;

  OpenCatalogue(Path folder, Path episodes, Path trash) {
    this.folder = folder;
    this.episodes = episodes;
    this.trash = trash;
  }

  /// A question.
  ///
  /// @param <T> the answer
  @FunctionalInterface
  interface Question<T> {
    T ask(CatalogueSearch search) throws SQLException, IOException;
  }

  /// A change to rows.
  ///
  /// @param <T> what comes of it
  @FunctionalInterface
  interface RowsChange<T> {
    T make(Catalogue rows) throws SQLException, IOException;
  }

  List<String> notices() {
    synchronized (notices) {
      List<String> told = List.copyOf(notices);
      notices.clear();
      return told;
    }
  }

  private void notice(String text) {
    LOG.warn("{}", text);
    synchronized (notices) {
      notices.add(text);
    }
  }

  void open() throws IOException {
    write(stop -> {
      openFile();
      return refill(stop, RebuildProgress.none(), false);
    });
  }

  private void openFile() throws SQLException, IOException {
    rows = Catalogue.open(folder, this::notice);
    openSearch();
  }

  private void openSearch() throws SQLException {
    synchronized (reading) {
      closeSearch();
      search = new CatalogueSearch(catalogue().file(), episodes, trash);
      files++;
    }
  }

  private Catalogue catalogue() {
    return Objects.requireNonNull(rows, "the library is closed");
  }

  private LibraryException isClosed() {
    return new LibraryException("The library is closed; nothing was changed: " + folder);
  }

  List<String> rebuild(RebuildProgress progress) throws IOException {
    return write(stop -> refill(stop, progress, true));
  }

  private List<String> refill(AtomicBoolean stop, RebuildProgress progress, boolean all)
      throws SQLException, IOException {
    CatalogueRefill refill = new CatalogueRefill(catalogue(), episodes, trash, stop, progress);
    if (all) {
      refill.rebuild();
    } else {
      refill.reconcile();
    }
    return List.copyOf(refill.unreadable());
  }

  /// Makes a change while no other program changes anything; it is on the disk when this comes
  /// back.
  <T> T change(RowsChange<T> change) throws IOException {
    return write(_ -> {
      List<T> result = new ArrayList<>(1);
      catalogue()
          .whole(() -> {
            result.clear();
            result.add(change.make(catalogue()));
          });
      return result.getFirst();
    });
  }

  private <T> T write(CatalogueThread.Work<T> work) throws IOException {
    if (closed.get()) {
      throw isClosed();
    }
    try {
      return thread.run(stop -> {
        if (rows != null && !catalogue().stillThere()) {
          reopen(stop);
        }
        try {
          return work.run(stop);
        } catch (SQLException e) {
          if (rows == null || !Catalogue.damaged(e)) {
            throw e;
          }
          LOG.error("The catalogue is damaged", e);
          replace(stop);
          return work.run(stop);
        }
      });
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /// Another program has set the file aside, or somebody has deleted it.
  private void reopen(AtomicBoolean stop) throws SQLException, IOException {
    synchronized (reading) {
      abandon();
      openFile();
    }
    refill(stop, RebuildProgress.none(), false);
  }

  private void replace(AtomicBoolean stop) throws SQLException, IOException {
    Catalogue before = catalogue();
    // Who reads meanwhile waits for the new file.
    synchronized (reading) {
      if (before.stillThere()) {
        try {
          closeSearch();
          before.close();
        } catch (SQLException e) {
          LOG.info("The damaged catalogue did not close well: {}", e.getMessage());
        }
        Catalogue.setAside(before.file(), this::notice);
      } else {
        abandon();
      }
      openFile();
    }
    refill(stop, RebuildProgress.none(), false);
  }

  /// Lets go of a file that does not bear its name any more, without closing it: SQLite would
  /// delete the log of the one that bears the name now. The system closes it with the program.
  private void abandon() {
    synchronized (reading) {
      LOG.warn("Another file has taken the place of the catalogue: {}", folder);
      search = null;
      rows = null;
    }
  }

  private void closeSearch() throws SQLException {
    synchronized (reading) {
      CatalogueSearch reader = search;
      search = null;
      if (reader != null) {
        reader.close();
      }
    }
  }

  /// Asks something; waits for no writer.
  <T> T read(Question<T> question) throws IOException {
    long file;
    synchronized (reading) {
      file = files;
    }
    try {
      return ask(question);
    } catch (SQLException e) {
      if (!Catalogue.damaged(e)) {
        throw failed(e);
      }
      LOG.error("The catalogue is damaged", e);
    }
    long asked = file;
    write(stop -> {
      boolean replaced;
      synchronized (reading) {
        replaced = files != asked;
      }
      if (!replaced) {
        replace(stop);
      }
      return replaced;
    });
    try {
      return ask(question);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private <T> T ask(Question<T> question) throws SQLException, IOException {
    synchronized (reading) {
      CatalogueSearch open = search;
      if (open == null) {
        throw isClosed();
      }
      return question.ask(open);
    }
  }

  /// Another number whenever anybody has changed the catalogue, or put another file in its place.
  long changes() throws IOException {
    Catalogue open = rows;
    if (open != null && !open.stillThere()) {
      // Writing begins with opening the file that bears the name now.
      write(_ -> folder);
    }
    return read(now -> now.changes() + (files << Integer.SIZE));
  }

  private LibraryException failed(SQLException e) {
    Catalogue now = rows;
    return new LibraryException(
        "The catalogue failed ("
            + e.getMessage()
            + "). The episodes are untouched; close the program, move the file away and it is made"
            + " again: "
            + (now == null ? folder.resolve(Catalogue.FILE) : now.file()),
        e);
  }

  void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      thread.run(_ -> {
        Catalogue open = rows;
        if (open != null && !open.stillThere()) {
          abandon();
          return folder;
        }
        closeSearch();
        rows = null;
        if (open != null) {
          open.close();
        }
        return folder;
      });
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      thread.close();
    }
  }
}
