package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.disk.Exchange;
import dev.handloom.store.episode.Bundle;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder beside a dataset in which it grows: what is prepared of each episode, and the dataset
/// itself until it is whole. What is prepared outlives an interruption.
final class Staging implements Closeable {
  /// Stands in every dataset of ours, and tells it from what others put there.
  static final String PAPERS = "handloom.json";

  private static final String MARK = "unfinished.txt";
  private static final String REPLACED = ".replaced";
  private static final String DONE = "done.txt";
  private static final String WORDS =
      """
      A dataset that is being exported, or whose export was interrupted. Begin the same export again
      and it goes on where it was; or delete this folder, and nothing else is touched.
      """;

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private Staging(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  static Path beside(Path out, String suffix) {
    return out.resolveSibling(out.getFileName() + suffix);
  }

  static Staging open(Path out) throws IOException {
    Path folder = beside(out, ".unfinished");
    if (Files.exists(folder) && !Files.exists(folder.resolve(MARK)) && !empty(folder)) {
      throw new DatasetException(
          "The export needs this name for a while, and something else has it. It was left alone;"
              + " move it away: "
              + folder);
    }
    Durable.makeFolders(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Then there is none, as with one of another process.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new DatasetException("Another export into the same folder is under way: " + out);
    }
    channel.write(StandardCharsets.UTF_8.encode(WORDS));
    return new Staging(folder, channel, lock);
  }

  static boolean empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /// An empty folder for the dataset.
  Path dataset() throws IOException {
    Path dataset = folder.resolve("dataset");
    erase(dataset);
    Files.createDirectories(dataset);
    return dataset;
  }

  /// A folder with all files of a dataset that is to grow. What lies deep in it, the tables and the
  /// videos, are other names of the same files, so that nothing is copied; what stands on top and
  /// in folders of papers is copied, for it is written anew.
  Path grown(Path base) throws IOException {
    Path dataset = dataset();
    try (Stream<Path> files = Files.walk(base, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.toList()) {
        Path into = dataset.resolve(base.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(into);
        } else if (base.relativize(file).getNameCount() <= 2) {
          Files.copy(file, into);
        } else {
          link(file.toRealPath(), into);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause() == null ? new IOException(e) : e.getCause();
    }
    return dataset;
  }

  private static void link(Path file, Path into) throws IOException {
    try {
      Files.createLink(into, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      // Some disks have no links.
      Files.copy(file, into);
    }
  }

  /// Tells whether a dataset is as it was: its files, their sizes and times.
  static String look(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      StringBuilder seen = new StringBuilder();
      for (Path file : all) {
        seen.append(folder.relativize(file))
            .append(' ')
            .append(Files.size(file))
            .append(' ')
            .append(Files.getLastModifiedTime(file))
            .append('\n');
      }
      return seen.toString();
    }
  }

  /// Where folders cannot change places in one step, a run that was killed between two may have
  /// left a dataset under its other name; that gives it its own again.
  static void repair(Path out) throws IOException {
    Path replaced = beside(out, REPLACED);
    if (!Files.exists(out)
        && Files.isDirectory(replaced)
        && Files.exists(beside(out, ".unfinished").resolve(MARK))) {
      Files.move(replaced, out, StandardCopyOption.ATOMIC_MOVE);
      Durable.forceFolder(parent(out));
    }
  }

  Path scratch(Bundle bundle) {
    return folder.resolve("prepared").resolve(bundle.id().text());
  }

  /// Whether an episode was prepared in just this way.
  boolean prepared(Bundle bundle, String fingerprint) throws IOException {
    Path done = scratch(bundle).resolve(DONE);
    return Files.exists(done) && Files.readString(done).equals(fingerprint);
  }

  /// Makes an empty scratch folder.
  void begin(Bundle bundle) throws IOException {
    erase(scratch(bundle));
    Files.createDirectories(scratch(bundle));
  }

  /// What is in the scratch folder is whole, and stays so without power.
  void done(Bundle bundle, String fingerprint) throws IOException {
    Path scratch = scratch(bundle);
    force(scratch);
    Durable.replace(scratch.resolve(DONE), fingerprint);
  }

  /// Gives a whole dataset a name that nothing has but perhaps an empty folder.
  static void place(Path dataset, Path out) throws IOException {
    force(dataset);
    Files.deleteIfExists(out);
    Files.move(dataset, out, StandardCopyOption.ATOMIC_MOVE);
    Durable.forceFolder(parent(out));
  }

  /// Gives a whole dataset the name of another one, which is erased then. Under that name there is
  /// the one or the other at any moment, where the disk can do that.
  static void replace(Path dataset, Path out) throws IOException {
    force(dataset);
    if (Exchange.swap(dataset, out)) {
      erase(dataset);
      return;
    }
    Path old = beside(out, REPLACED);
    Files.move(out, old, StandardCopyOption.ATOMIC_MOVE);
    Files.move(dataset, out, StandardCopyOption.ATOMIC_MOVE);
    Durable.forceFolder(parent(out));
    erase(old);
  }

  private static Path parent(Path out) {
    Path parent = out.toAbsolutePath().getParent();
    return parent == null ? out : parent;
  }

  /// All of it is no longer needed.
  void remove() throws IOException {
    close();
    erase(folder);
  }

  static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      long sum = 0;
      for (Path file : all) {
        sum += Files.size(file);
      }
      return sum;
    }
  }

  private static void force(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.toList()) {
        if (Files.isDirectory(path)) {
          Durable.forceFolder(path);
        } else {
          // One that nobody may write into is another name of a file that was there before.
          if (!Files.isWritable(path)) {
            continue;
          }
          try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.force(true);
          }
        }
      }
    }
  }

  static void erase(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      lock.release();
      channel.close();
    }
  }
}
