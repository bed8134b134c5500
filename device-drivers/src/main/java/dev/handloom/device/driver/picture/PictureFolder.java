package dev.handloom.device.driver.picture;

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

/// The pictures of a folder in the order of the numbers in their names: `frame-9.jpg` before
/// `frame-10.jpg`.
public final class PictureFolder {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private PictureFolder() {}

  /// Its files with one of these endings.
  ///
  /// @param endings a regular expression in lower case, without the dot
  /// @param kind what they are, for a person
  /// @throws IOException if it is no folder, or there are none
  public static List<Path> files(Path folder, String endings, String kind) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("This is no folder; a single file is file:PATH: " + folder);
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(path -> name(path).matches(".*\\.(" + endings + ")"))
              .filter(Files::isRegularFile)
              .sorted(Comparator.comparing(PictureFolder::key).thenComparing(PictureFolder::name))
              .toList();
    }
    if (files.isEmpty()) {
      throw new IOException("There is no " + kind + " file in this folder: " + folder);
    }
    return files;
  }

  /// In lower case.
  public static String name(Path path) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
  }

  /// The name with every number as long as the longest.
  private static String key(Path path) {
    Matcher matcher = NUMBER.matcher(name(path));
    return matcher.replaceAll(
        found -> String.format(Locale.ROOT, "%018d", new BigInteger(found.group())));
  }
}
