package dev.handloom.device.driver.replay;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The JPEG files of a folder in the order of the numbers in their names: `frame-9.jpg` before
/// `frame-10.jpg`.
final class FolderSource implements PictureSource {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final long LARGEST = 256L << 20;

  private final List<Path> files;
  private int next;

  private FolderSource(List<Path> files) {
    this.files = files;
  }

  static FolderSource of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("This is no folder; a single file is file:PATH: " + folder);
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(path -> name(path).matches(".*\\.jpe?g") && Files.isRegularFile(path))
              .sorted(Comparator.comparing(FolderSource::key).thenComparing(FolderSource::name))
              .toList();
    }
    if (files.isEmpty()) {
      throw new IOException("There is no JPEG file in this folder: " + folder);
    }
    return new FolderSource(files);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
  }

  /// The name with every number as long as the longest.
  private static String key(Path path) {
    Matcher matcher = NUMBER.matcher(name(path));
    return matcher.replaceAll(
        found -> String.format(Locale.ROOT, "%018d", new BigInteger(found.group())));
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    if (next == files.size()) {
      return null;
    }
    Path file = files.get(next++);
    if (Files.size(file) > LARGEST) {
      return new byte[0];
    }
    return Files.readAllBytes(file);
  }

  @Override
  public void rewind() {
    next = 0;
  }

  @Override
  public String where() {
    return next == 0 ? "" : name(files.get(next - 1));
  }
}
