package dev.handloom.store.export.lerobot;

import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Files that are counted over all folders, of which each takes so many.
///
/// @param dataset the folder of all of them
record NumberedFiles(Path dataset, int aFolder) {
  long folder(int number) {
    return number / aFolder;
  }

  long file(int number) {
    return number % aFolder;
  }

  /// A file, in a folder that is there then.
  Path path(String below, int number, String suffix) throws IOException {
    Path in =
        dataset.resolve(below).resolve(String.format(Locale.ROOT, "chunk-%03d", folder(number)));
    Durable.makeFolders(in);
    return in.resolve(String.format(Locale.ROOT, "file-%03d.%s", file(number), suffix));
  }
}
