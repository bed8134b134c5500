package dev.handloom.store.library;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds the bundles in a library's folders by their names alone.
final class BundleFolders {
  private static final int YEAR_MONTH_DAY = 3;

  private BundleFolders() {}

  /// The bundles under `episodes/YYYY/MM/DD`, in the order of time.
  static List<Bundle> dated(Path episodes) throws IOException {
    List<Bundle> found = new ArrayList<>();
    walk(episodes, YEAR_MONTH_DAY, found);
    found.sort((a, b) -> a.id().compareTo(b.id()));
    return found;
  }

  /// The bundles that lie right in a folder.
  static List<Bundle> flat(Path folder) throws IOException {
    List<Bundle> found = new ArrayList<>();
    walk(folder, 0, found);
    found.sort((a, b) -> a.id().compareTo(b.id()));
    return found;
  }

  private static void walk(Path folder, int levels, List<Bundle> into) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (levels > 0) {
          if (name.matches("\\d+")) {
            walk(entry, levels - 1, into);
          }
        } else if (EpisodeId.isId(name) && Files.isDirectory(entry)) {
          into.add(new Bundle(entry));
        }
      }
    }
  }
}
