package dev.handloom.preview.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Brings the files of a pack, which may come from anywhere, into a folder of ours.
final class PackFiles {
  private static final int MOST_FILES = 10_000;
  private static final int LONGEST_NAME = 200;
  private static final int BLOCK = 1 << 16;

  private final Path into;
  private final long mostBytes;
  private final Set<String> names = new HashSet<>();
  private long bytes;

  private PackFiles(Path into, long mostBytes) {
    this.into = into;
    this.mostBytes = mostBytes;
  }

  /// @param source a folder or a zip
  /// @param into a folder that is empty; what came before a refusal is left in it
  /// @param mostBytes unpacked
  static void bring(Path source, Path into, long mostBytes) throws PackException {
    PackFiles files = new PackFiles(into, mostBytes);
    try {
      if (Files.isDirectory(source)) {
        files.folder(source);
      } else if (Files.isRegularFile(source)) {
        files.zip(source);
      } else {
        throw new PackException("There is no model pack: " + source);
      }
    } catch (ZipException e) {
      throw new PackException(
          "The pack is no whole zip file (" + e.getMessage() + "): " + source, e);
    } catch (IOException e) {
      throw new PackException("The pack could not be read: " + reason(e), e);
    }
    if (files.names.isEmpty()) {
      throw new PackException("The pack is empty: " + source);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void folder(Path source) throws IOException, PackException {
    for (Path file : list(source)) {
      String name = source.relativize(file).toString().replace('\\', '/');
      try (InputStream in = Files.newInputStream(file)) {
        take(name, in);
      }
    }
  }

  /// Every file below a folder, in the order of their names; a link is refused, whatever it shows.
  static List<Path> list(Path folder) throws IOException, PackException {
    List<Path> files = new ArrayList<>();
    List<Path> odd = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            (attributes.isRegularFile() ? files : odd).add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    if (!odd.isEmpty()) {
      throw new PackException(
          "A pack holds files alone, but this is a link or a device: "
              + folder.relativize(odd.getFirst()));
    }
    files.sort(
        (a, b) -> folder.relativize(a).toString().compareTo(folder.relativize(b).toString()));
    return files;
  }

  private void zip(Path source) throws IOException, PackException {
    try (ZipFile zip = new ZipFile(source.toFile())) {
      String top = commonTop(zip);
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.isDirectory()) {
          continue;
        }
        check(entry.getName());
        try (InputStream in = zip.getInputStream(entry)) {
          take(entry.getName().substring(top.length()), in);
        }
      }
    }
  }

  /// Whoever zips a folder often zips the folder itself.
  private static String commonTop(ZipFile zip) {
    String top = "";
    for (ZipEntry entry : zip.stream().toList()) {
      int slash = entry.getName().indexOf('/');
      String first = slash < 0 ? "" : entry.getName().substring(0, slash + 1);
      if (first.isEmpty() || (!top.isEmpty() && !top.equals(first))) {
        return "";
      }
      top = first;
    }
    return top;
  }

  private void take(String name, InputStream in) throws IOException, PackException {
    check(name);
    if (!names.add(name.toLowerCase(Locale.ROOT))) {
      throw new PackException("The pack holds this file twice: " + name);
    }
    if (names.size() > MOST_FILES) {
      throw new PackException("The pack holds more than " + MOST_FILES + " files");
    }
    Path file = into.resolve(name).normalize();
    if (!file.startsWith(into)) {
      throw new PackException("The pack reaches out of its folder: " + name);
    }
    Files.createDirectories(file.getParent());
    byte[] block = new byte[BLOCK];
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        OutputStream out = Channels.newOutputStream(channel)) {
      for (int got = in.read(block); got >= 0; got = in.read(block)) {
        // What a zip says of its sizes is not believed.
        bytes += got;
        if (bytes > mostBytes) {
          throw new PackException(
              "The pack holds more than " + mostBytes / 1_000_000 + " MB, and was not taken");
        }
        out.write(block, 0, got);
      }
      channel.force(true);
    }
  }

  /// Names that mean the same file on every system, inside the pack.
  static void check(String name) throws PackException {
    boolean sound =
        !name.isEmpty()
            && name.length() <= LONGEST_NAME
            && !name.startsWith("/")
            && name.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':' || c == 0x7F);
    if (sound) {
      for (String part : name.split("/", -1)) {
        sound &= !part.isEmpty() && !part.equals(".") && !part.equals("..") && !part.endsWith(" ");
      }
    }
    if (!sound) {
      throw new PackException(
          "The pack holds a file of a name that is refused: " + name.replaceAll("\\p{Cntrl}", "?"));
    }
  }
}
