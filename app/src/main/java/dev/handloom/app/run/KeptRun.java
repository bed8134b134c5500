package dev.handloom.app.run;

import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.util.List;

/// A run that a library remembers, ended or not.
///
/// @param plan what was to be shown
/// @param takes that were begun, wherever they are now, oldest first
public record KeptRun(RunPlan plan, List<EpisodeId> takes) {
  public KeptRun {
    takes = List.copyOf(takes);
  }

  /// All of them, oldest first; a file that is no run is left out.
  public static List<KeptRun> of(Library library) throws IOException {
    return RunFile.all(library);
  }
}
