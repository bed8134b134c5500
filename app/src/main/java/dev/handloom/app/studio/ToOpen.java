package dev.handloom.app.studio;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What a person names when the studio is started: a rig file, a library, an episode in one.
public sealed interface ToOpen {
  record Rig(Path file) implements ToOpen {}

  record Library(Path folder) implements ToOpen {}

  /// @param library where the episode lies
  record Episode(Path library, EpisodeId id) implements ToOpen {}

  /// Looks at what is there.
  ///
  /// @throws IOException if it is nothing that can be opened
  static ToOpen of(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      return folder(absolute);
    }
    if (!Files.exists(absolute)) {
      throw new IOException("It is not there: " + absolute);
    }
    Path folder = absolute.getParent();
    if (folder != null && EpisodeId.isId(String.valueOf(folder.getFileName()))) {
      // A file of an episode stands for the episode.
      return folder(folder);
    }
    if (String.valueOf(absolute.getFileName()).toLowerCase(Locale.ROOT).endsWith(".json")) {
      return new Rig(absolute);
    }
    throw new IOException("It is neither a rig file, nor an episode, nor a library: " + absolute);
  }

  private static ToOpen folder(Path folder) throws IOException {
    String name = String.valueOf(folder.getFileName());
    if (EpisodeId.isId(name) && Files.exists(new Bundle(folder).mcap())) {
      EpisodeId id = new EpisodeId(name);
      for (Path above = folder.getParent(); above != null; above = above.getParent()) {
        if (id.under(above.resolve("episodes")).equals(folder)) {
          return new Episode(above, id);
        }
      }
      throw new IOException("The episode lies in no library; import it into one: " + folder);
    }
    if (Files.isDirectory(folder.resolve("episodes"))) {
      return new Library(folder);
    }
    throw new IOException("It is neither a library nor an episode: " + folder);
  }
}
