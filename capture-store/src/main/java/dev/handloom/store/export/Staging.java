package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
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

  /// Gives a whole dataset its name.
  ///
  /// @param old where what has that name goes before; null where nothing has
  static void place(Path dataset, Path out, @Nullable Path old) throws IOException {
    force(dataset);
    if (old != null) {
      Files.move(out, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.deleteIfExists(out);
    Files.move(dataset, out, StandardCopyOption.ATOMIC_MOVE);
    Durable.forceFolder(parent(out));
    if (old != null) {
      erase(old);
    }
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
