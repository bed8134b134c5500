package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.LibraryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Which episode a person means by what they typed.
final class EpisodeChoice {
  private EpisodeChoice() {}

  /// Whether this folder is, or was, an episode.
  static boolean isEpisode(Path folder) {
    Bundle bundle = new Bundle(folder);
    return Files.isDirectory(folder)
        && (Files.exists(bundle.manifest())
            || Files.exists(bundle.mcap())
            || Files.exists(bundle.marker()));
  }

  /// The episode in a folder.
  static Bundle in(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    if (!EpisodeId.isId(String.valueOf(whole.getFileName()))) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "This folder has an episode's files, and not an episode's name as"
              + " 20261121-143005123-k7qz24md. Name it as \"id\" in its episode.json says: "
              + whole);
    }
    return new Bundle(whole);
  }

  /// The one of a library whose id begins or ends so. One that the catalogue does not have, because
  /// its manifest is damaged, is found too.
  static Bundle of(Library store, String text) throws IOException {
    try {
      return store.find(text).bundle();
    } catch (LibraryException e) {
      List<Bundle> fit =
          store.bundles().stream()
              .filter(b -> b.id().text().startsWith(text) || b.id().text().endsWith(text))
              .toList();
      if (fit.size() == 1) {
        return fit.getFirst();
      }
      throw e;
    }
  }

  /// The one of a folder or, by its id, of a library.
  static Bundle named(String episode, LibraryOption library, UserFolders folders, Terminal terminal)
      throws IOException {
    Path folder = Path.of(episode);
    if (isEpisode(folder)) {
      return in(folder);
    }
    if (folder.getNameCount() > 1) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          Files.exists(folder)
              ? "This is no episode's folder: " + folder
              : "There is no such folder: " + folder);
    }
    try (Library store = library.open(folders, terminal)) {
      return of(store, episode);
    }
  }
}
