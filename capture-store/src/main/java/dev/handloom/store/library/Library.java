package dev.handloom.store.library;

import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewJournal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of episodes.
public final class Library implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Library.class);
  private static final String DATABASE = "library.db";
  private static final double SECONDS_PER_HOUR = 3600;

  private final Path folder;
  private Catalogue catalogue;

  private Library(Path folder, Catalogue catalogue) {
    this.folder = folder;
    this.catalogue = catalogue;
  }

  /// Opens a library, made if it is not there. A catalogue that is missing, old or damaged is made
  /// again from the bundles; one that has missed something is brought up to date.
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
    Library library = new Library(absolute, openCatalogue(absolute));
    try {
      library.reconcile();
    } catch (IOException | RuntimeException e) {
      library.close();
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

  private static Catalogue openCatalogue(Path folder) throws IOException {
    Path file = folder.resolve(DATABASE);
    try {
      return new Catalogue(file);
    } catch (SQLException e) {
      if (!Catalogue.damaged(e)) {
        throw new LibraryException(
            "The catalogue cannot be opened ("
                + e.getMessage()
                + "). The episodes are untouched; move this away and it is made again: "
                + file,
            e);
      }
      LOG.error("The catalogue is damaged and is made again: {}", file, e);
    }
    try {
      // Kept, not deleted: somebody may want to look at it.
      if (Files.exists(file)) {
        Files.move(
            file, folder.resolve(DATABASE + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.deleteIfExists(folder.resolve(DATABASE + "-wal"));
      Files.deleteIfExists(folder.resolve(DATABASE + "-shm"));
      return new Catalogue(file);
    } catch (SQLException e) {
      throw new LibraryException(
          "The catalogue cannot be opened (" + e.getMessage() + "): " + file, e);
    }
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

  /// Takes what lies in the folders and not in the catalogue in, and forgets what is gone.
  private synchronized void reconcile() throws IOException {
    guarded(() ->
        catalogue.whole(() -> {
          reconcile(BundleFolders.dated(episodes()), false);
          reconcile(BundleFolders.flat(trashFolder()), true);
        }));
  }

  private void reconcile(List<Bundle> bundles, boolean trashed) throws SQLException, IOException {
    Set<String> known = catalogue.ids(trashed);
    Set<String> there = new HashSet<>();
    for (Bundle bundle : bundles) {
      String id = bundle.id().text();
      there.add(id);
      if (!known.contains(id) && bundle.saved()) {
        try {
          put(bundle, trashed);
        } catch (ClosedByInterruptException e) {
          // Somebody cancelled: the episode is not to blame.
          throw e;
        } catch (IOException e) {
          LOG.error("An episode cannot be read and is left out: {}", e.getMessage());
        }
      }
    }
    for (String id : known) {
      if (!there.contains(id)) {
        catalogue.remove(id);
      }
    }
  }

  private void put(Bundle bundle, boolean trashed) throws IOException, SQLException {
    Manifest manifest = ManifestFile.read(bundle);
    catalogue.put(manifest, new ReviewJournal(bundle.review()).read(), trashed);
  }

  /// Makes the catalogue again from the bundles.
  public synchronized void rebuild() throws IOException {
    guarded(() -> {
      catalogue.close();
      for (String suffix : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(folder.resolve(DATABASE + suffix));
      }
      catalogue = openCatalogue(folder);
    });
    reconcile();
  }

  /// Takes in an episode that was saved, or that has changed.
  public synchronized void add(Bundle bundle) throws IOException {
    guarded(() -> put(bundle, false));
  }

  /// All episodes that are not in the trash, newest first.
  public List<EpisodeRow> list() throws IOException {
    return search("");
  }

  /// The episodes that fit, newest first: words, and `task:` `person:` `rig:` `note:` `tag:` `id:`
  /// `verdict:` with a value.
  public synchronized List<EpisodeRow> search(String text) throws IOException {
    return select(Query.parse(text), false);
  }

  /// What is in the trash, newest first.
  public synchronized List<EpisodeRow> trashed() throws IOException {
    return select(Query.parse(""), true);
  }

  private List<EpisodeRow> select(Query query, boolean trashed) throws IOException {
    List<EpisodeRow> rows = new ArrayList<>();
    guarded(() -> rows.addAll(catalogue.select(query, trashed, episodes(), trashFolder())));
    return rows;
  }

  /// The one episode whose id begins, or ends, with a text; `last` is the newest.
  public EpisodeRow find(String text) throws IOException {
    List<EpisodeRow> rows = list();
    List<EpisodeRow> fit =
        text.equals("last")
            ? rows.stream().limit(1).toList()
            : rows.stream()
                .filter(r -> r.id().text().startsWith(text) || r.id().text().endsWith(text))
                .toList();
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

  /// The bundles that were never ended, oldest first: being recorded now, or left by a crash.
  public List<Bundle> unfinished() throws IOException {
    return bundles().stream().filter(b -> !b.saved()).toList();
  }

  /// Writes down what a person decided; it is on the disk when this comes back.
  public synchronized Review review(EpisodeId id, List<ReviewEntry> entries) throws IOException {
    Bundle bundle = new Bundle(id.under(episodes()));
    if (!bundle.saved()) {
      throw new LibraryException("There is no such episode: " + bundle.folder());
    }
    ReviewJournal journal = new ReviewJournal(bundle.review());
    journal.append(entries);
    Review now = journal.read();
    guarded(() -> catalogue.review(id, now));
    return now;
  }

  /// Moves an episode to the trash.
  public synchronized void trash(EpisodeId id) throws IOException {
    Path from = id.under(episodes());
    if (!new Bundle(from).saved()) {
      throw new LibraryException(
          "There is no saved episode to move to the trash; nothing was changed: " + from);
    }
    move(from, trashFolder().resolve(id.text()));
    guarded(() -> catalogue.trash(id, true));
  }

  /// Takes an episode out of the trash again.
  public synchronized void restore(EpisodeId id) throws IOException {
    Path from = trashFolder().resolve(id.text());
    if (!Files.isDirectory(from)) {
      throw new LibraryException("This episode is not in the trash: " + from);
    }
    Path to = id.under(episodes());
    Path day = to.getParent();
    if (day != null) {
      Durable.makeFolders(day);
    }
    move(from, to);
    guarded(() -> catalogue.trash(id, false));
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
    for (EpisodeRow row : list().stream().limit(20).toList()) {
      bytes += row.bytes();
      nanos += row.durationNanos();
    }
    return nanos <= 0 ? 0 : bytes * 1e9 / nanos;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws SQLException, IOException;
  }

  private void guarded(Step step) throws IOException {
    try {
      step.run();
    } catch (SQLException e) {
      throw new LibraryException(
          "The catalogue failed ("
              + e.getMessage()
              + "). The episodes are untouched; close the program, delete the file and it is made"
              + " again: "
              + folder.resolve(DATABASE),
          e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    guarded(() -> catalogue.close());
  }
}
