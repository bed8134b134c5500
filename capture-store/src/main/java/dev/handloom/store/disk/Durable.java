package dev.handloom.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Changes to a folder that are there after a loss of power, or not at all.
public final class Durable {
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private Durable() {}

  /// Puts a text in place of a file: beside it, forced, renamed over it, and the folder forced.
  public static void replace(Path path, String text) throws IOException {
    replace(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /// The same for what is no text.
  public static void replace(Path path, byte[] content) throws IOException {
    Path beside = beside(path);
    try (FileChannel file =
        FileChannel.open(
            beside,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(folderOf(path));
  }

  /// Where a file is written before it is put in place; a crash may leave one.
  public static Path beside(Path path) {
    return path.resolveSibling(path.getFileName() + ".part");
  }

  /// Adds a text to the end of a file, made if need be, and forces it.
  public static void append(Path path, String text) throws IOException {
    boolean made = !Files.exists(path);
    try (FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    if (made) {
      forceFolder(folderOf(path));
    }
  }

  /// Gives a file a new name in the same folder, and never replaces one that has it. The caller
  /// forces the folder.
  public static void moveNew(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException | FileSystemException e) {
      if (e instanceof FileAlreadyExistsException exists) {
        throw exists;
      }
      // Some disks have no links: then there is a moment in which another one could take the name.
      if (Files.exists(to)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Files.delete(from);
  }

  /// Removes a file, and forces the folder so that it does not come back.
  public static void delete(Path path) throws IOException {
    if (Files.deleteIfExists(path)) {
      forceFolder(folderOf(path));
    }
  }

  /// Makes a folder and those above it, each forced into its parent.
  public static void makeFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      makeFolders(parent);
    }
    Files.createDirectories(folder);
    if (parent != null) {
      forceFolder(parent);
    }
  }

  /// Makes the names in a folder survive a loss of power. Windows keeps them by itself and cannot
  /// open a folder.
  public static void forceFolder(Path folder) throws IOException {
    if (WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static Path folderOf(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("Not a file in a folder: " + path);
    }
    return folder;
  }

  /// Erases a folder with all that is in it.
  ///
  /// @param last a file of it that goes after all others
  public static void eraseFolder(Path folder, Path last) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      if (!path.equals(folder) && !path.equals(last)) {
        Files.delete(path);
      }
    }
    Files.deleteIfExists(last);
    Files.delete(folder);
    forceFolder(folderOf(folder));
  }
}
