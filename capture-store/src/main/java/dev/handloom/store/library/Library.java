package dev.handloom.store.library;

import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CheckNote;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.ReviewJournal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of episodes.
public final class Library implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Library.class);
  private static final double SECONDS_PER_HOUR = 3600;
  private static final int NEWEST = 20;

  private final Path folder;
  private final OpenCatalogue catalogue;

  private Library(Path folder) {
    this.folder = folder;
    catalogue = new OpenCatalogue(folder, folder.resolve("episodes"), folder.resolve("trash"));
  }

  /// Opens a library, made if it is not there. A catalogue that is missing or damaged is made again
  /// from the bundles, an old one is brought to this version; one that has missed something is
  /// brought up to date.
  public static Library open(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Durable.makeFolders(absolute.resolve("episodes"));
      Durable.makeFolders(absolute.resolve("trash"));
    } catch (IOException e) {
      throw new LibraryException(
          "The library cannot be made ("
              + why(e)
              + "). Choose a folder that you may write to: "
              + absolute,
          e);
    }
    Library library = new Library(absolute);
    try {
      library.catalogue.open();
    } catch (IOException | RuntimeException e) {
      library.catalogue.close();
      throw e;
    }
    return library;
  }

  private static String why(IOException failure) {
    return switch (failure) {
      case FileAlreadyExistsException e -> "a file is in the way: " + e.getFile();
      case AccessDeniedException e -> "no permission: " + e.getFile();
      default -> String.valueOf(failure.getMessage());
    };
  }

  public Path folder() {
    return folder;
  }

  /// Where new episodes go.
  public Path episodes() {
    return folder.resolve("episodes");
  }

  private Path trashFolder() {
    return folder.resolve("trash");
  }

  /// What happened to the catalogue that a person should know, and has not been asked for yet.
  public List<String> notices() {
    return catalogue.notices();
  }

  /// Makes the catalogue again from the bundles. An interrupt stops it, and the catalogue is as it
  /// was.
  ///
  /// @return what could not be read and is left out, for a person; empty if all is there
  public List<String> rebuild(RebuildProgress progress) throws IOException {
    return catalogue.rebuild(progress);
  }

  /// Another number whenever this or another program has changed the catalogue.
  public long changes() throws IOException {
    return catalogue.changes();
  }

  /// Takes in an episode that was saved, or that has changed.
  public void add(Bundle bundle) throws IOException {
    catalogue.change(rows -> {
      rows.put(CatalogueEntry.of(bundle, false));
      return bundle;
    });
  }

  /// All episodes that are not in the trash, newest first.
  public List<EpisodeRow> list() throws IOException {
    return search("");
  }

  /// The episodes that fit, newest first: words, and keys with a value, as `pour person:p07
  /// -tag:slow sync<2ms since:2026-11-01`.
  public List<EpisodeRow> search(String text) throws IOException {
    Query query = Query.parse(text);
    return catalogue.read(search -> search.select(query, false, Integer.MAX_VALUE));
  }

  /// The episodes that fit, to be read page by page.
  public Listing browse(String text) throws IOException {
    return listing(Query.parse(text), false);
  }

  /// What is in the trash, newest first, to be read page by page.
  public Listing browseTrash() throws IOException {
    return listing(Query.ALL, true);
  }

  private Listing listing(Query query, boolean trashed) throws IOException {
    return catalogue.read(search -> {
      CatalogueSearch.Found found = search.find(query, trashed);
      return new Listing(this, found.numbers(), found.totals());
    });
  }

  List<@Nullable EpisodeRow> rows(long[] numbers, int from, int to) throws IOException {
    return catalogue.read(search -> search.rows(numbers, from, to));
  }

  long number(EpisodeId id) throws IOException {
    return catalogue.read(search -> search.number(id));
  }

  /// What is in the trash, newest first.
  public List<EpisodeRow> trashed() throws IOException {
    return catalogue.read(search -> search.select(Query.ALL, true, Integer.MAX_VALUE));
  }

  /// Values that a key of the search has in this library, the most frequent first.
  public List<String> values(QueryKey key, int most) throws IOException {
    return switch (key) {
      case TASK, PERSON, RIG, TAG, CAMERA, DEVICE, FINDING, REVIEWER ->
          catalogue.read(search -> search.values(key, most));
      default -> key.choices();
    };
  }

  /// What it all amounts to.
  public LibraryFigures figures() {
    return new LibraryFigures(catalogue);
  }

  /// What SQLite finds wrong with the catalogue's file; empty when nothing is.
  public List<String> catalogueFaults() throws IOException {
    return catalogue.read(CatalogueSearch::faults);
  }

  /// An episode as the catalogue knows it, wherever it lies.
  public Optional<EpisodeRow> row(EpisodeId id) throws IOException {
    return catalogue.read(search -> search.row(id));
  }

  /// Where an episode lies now, in the trash or not; waits for who is just moving it.
  public Optional<Bundle> place(EpisodeId id) throws IOException {
    return catalogue.change(_ ->
        Stream.of(id.under(episodes()), trashFolder().resolve(id.text()))
            .filter(Files::isDirectory)
            .findFirst()
            .map(Bundle::new));
  }

  /// The one episode whose id begins, or ends, with a text; `last` is the newest.
  public EpisodeRow find(String text) throws IOException {
    boolean last = text.equals("last");
    String like = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    Query query =
        last
            ? Query.ALL
            : new Query(
                "(id LIKE ? ESCAPE '\\' OR id LIKE ? ESCAPE '\\')",
                List.of(like + "%", "%" + like));
    List<EpisodeRow> fit =
        catalogue.read(search -> search.select(query, false, last ? 1 : Integer.MAX_VALUE));
    if (fit.size() == 1) {
      return fit.getFirst();
    }
    throw new LibraryException(
        fit.isEmpty()
            ? "There is no episode \"" + text + "\" in this library: " + folder
            : fit.size() + " episodes fit \"" + text + "\". Give more of the id: " + folder);
  }

  /// The bundles that lie in the library, oldest first; those too that the catalogue cannot take
  /// in.
  public List<Bundle> bundles() throws IOException {
    return BundleFolders.dated(episodes());
  }

  /// The bundles that lie in the trash.
  public List<Bundle> trashedBundles() throws IOException {
    return BundleFolders.flat(trashFolder());
  }

  /// The bundles that were never ended, oldest first: being recorded now, or left by a crash.
  public List<Bundle> unfinished() throws IOException {
    return bundles().stream().filter(b -> !b.saved()).toList();
  }

  /// Whether somebody records into this library now, this program or another: a take that was not
  /// ended has grown in the last seconds.
  public boolean recording() {
    return Recordings.anyNow(episodes());
  }

  /// What the catalogue says otherwise than the bundle, for a person; empty when both agree.
  ///
  /// @throws IOException where the bundle cannot be read
  public Optional<String> difference(Bundle bundle) throws IOException {
    CatalogueEntry entry = CatalogueEntry.of(bundle, false);
    return catalogue.read(search -> search.difference(entry));
  }

  /// Writes down what a person decided; it is on the disk when this comes back.
  public Review review(EpisodeId id, List<ReviewEntry> entries) throws IOException {
    return review(id, _ -> entries);
  }

  /// What is to be written, given what was.
  @FunctionalInterface
  public interface Revision {
    List<ReviewEntry> of(List<Review.Noted> history) throws IOException;
  }

  /// Writes down what follows from the journal as it is: nobody writes in between.
  public Review review(EpisodeId id, Revision revision) throws IOException {
    Bundle bundle = new Bundle(id.under(episodes()));
    return catalogue.change(rows -> {
      if (!bundle.saved()) {
        throw new LibraryException("There is no such episode: " + bundle.folder());
      }
      // While no other program changes anything: two must not write one journal at once, and the
      // older reading of it must not win.
      ReviewJournal journal = new ReviewJournal(bundle.review());
      journal.append(revision.of(journal.history()));
      refresh(rows, bundle, false);
      return journal.read();
    });
  }

  private static void refresh(Catalogue rows, Bundle bundle, boolean trashed) throws SQLException {
    try {
      rows.put(CatalogueEntry.of(bundle, trashed));
    } catch (IOException e) {
      // What was decided is on the disk; the row follows when the episode can be read again.
      LOG.error("The catalogue cannot take in an episode that changed: {}", e.getMessage());
    }
  }

  /// Keeps what a check found beside the episode, so that it can be shown and searched for.
  public void keep(Bundle bundle, CheckNote note) throws IOException {
    catalogue.change(rows -> {
      if (bundle.saved()) {
        note.write(bundle);
        refresh(rows, bundle, false);
      }
      return bundle;
    });
  }

  /// Moves an episode to the trash.
  public void trash(EpisodeId id) throws IOException {
    trash(id, "");
  }

  /// Moves an episode to the trash.
  ///
  /// @param who wants it, for the journal; may be empty
  public void trash(EpisodeId id, String who) throws IOException {
    Path from = id.under(episodes());
    Path to = trashFolder().resolve(id.text());
    catalogue.change(rows -> {
      if (!new Bundle(from).saved()) {
        throw new LibraryException(
            "There is no saved episode to move to the trash; nothing was changed: " + from);
      }
      move(from, to);
      note(new Bundle(to), who, What.TRASH);
      refresh(rows, new Bundle(to), true);
      return to;
    });
  }

  /// Takes an episode out of the trash again.
  public void restore(EpisodeId id) throws IOException {
    restore(id, "");
  }

  /// Takes an episode out of the trash again.
  ///
  /// @param who wants it, for the journal; may be empty
  public void restore(EpisodeId id, String who) throws IOException {
    Path from = trashFolder().resolve(id.text());
    Path to = id.under(episodes());
    catalogue.change(rows -> {
      if (!Files.isDirectory(from)) {
        throw new LibraryException("This episode is not in the trash: " + from);
      }
      Path day = to.getParent();
      if (day != null) {
        Durable.makeFolders(day);
      }
      move(from, to);
      note(new Bundle(to), who, What.RESTORE);
      refresh(rows, new Bundle(to), false);
      return to;
    });
  }

  /// Erases what lies in the trash, for good: the files are gone.
  ///
  /// @param ids those that a person saw and agreed to
  /// @return how many are erased
  public int erase(List<EpisodeId> ids) throws IOException {
    return catalogue.change(rows -> {
      int erased = 0;
      for (EpisodeId id : ids) {
        Path folder = trashFolder().resolve(id.text());
        if (Files.isDirectory(folder)) {
          // The manifest goes last: what a crash leaves over is still an episode in the trash.
          Durable.eraseFolder(folder, new Bundle(folder).manifest());
          rows.remove(id.text());
          erased++;
        }
      }
      return erased;
    });
  }

  /// The move has happened: that it cannot be written down must not undo it.
  private static void note(Bundle bundle, String who, What what) {
    try {
      new ReviewJournal(bundle.review()).append(List.of(ReviewEntry.now(who, what, "")));
    } catch (IOException e) {
      LOG.error("The journal cannot be written: {}", bundle.review(), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    for (Path path : List.of(from, to)) {
      Path parent = path.getParent();
      if (parent != null) {
        Durable.forceFolder(parent);
      }
    }
  }

  /// Bytes that may still be written.
  public long freeBytes() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  /// How long one can still record at such a rate.
  public double hoursLeft(double bytesPerSecond) throws IOException {
    return bytesPerSecond <= 0
        ? Double.POSITIVE_INFINITY
        : freeBytes() / bytesPerSecond / SECONDS_PER_HOUR;
  }

  /// Bytes a second of the newest episodes; 0 while there are none.
  public double usualBytesPerSecond() throws IOException {
    double bytes = 0;
    double nanos = 0;
    for (EpisodeRow row : catalogue.read(search -> search.select(Query.ALL, false, NEWEST))) {
      bytes += row.bytes();
      nanos += row.durationNanos();
    }
    return nanos <= 0 ? 0 : bytes * 1e9 / nanos;
  }

  @Override
  public void close() throws IOException {
    catalogue.close();
  }
}
