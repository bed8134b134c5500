package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.ui.settings.SettingsFile;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--library`, the same everywhere; without it the one that the studio shows.
final class LibraryOption {
  @Option(
      names = "--library",
      paramLabel = "DIR",
      description = "The library's folder; the studio's if none is given.")
  @Nullable Path library;

  Path folder(UserFolders folders, Terminal terminal) {
    Path given = library;
    if (given != null) {
      return given;
    }
    SettingsFile.Loaded settings =
        new SettingsFile(folders.settings().resolve("settings.json")).load();
    String problem = settings.problem();
    if (problem != null) {
      terminal.tell(problem);
    }
    String chosen = settings.settings().library();
    return chosen == null ? folders.library() : Path.of(chosen);
  }

  /// Opens a library that must be there already.
  Library open(UserFolders folders, Terminal terminal) throws IOException {
    Path folder = folder(folders, terminal);
    if (Files.isRegularFile(folder)) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, "This is a file, and a library is a folder: " + folder);
    }
    if (!Files.isDirectory(folder.resolve("episodes"))) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "There is no library in this folder; 'handloom demo' makes one: " + folder);
    }
    return told(Library.open(folder), terminal);
  }

  /// What happened to the catalogue is told beside the result.
  static Library told(Library library, Terminal terminal) {
    library.notices().forEach(terminal::tell);
    return library;
  }

  /// Opens a library, made if it is not there.
  Library openOrMake(UserFolders folders, Terminal terminal) throws IOException {
    return told(Library.open(folder(folders, terminal)), terminal);
  }
}
