package dev.handloom.store.library;

import java.io.IOException;
import java.util.List;

/// What a library amounts to, as its catalogue knows it. May be used from any thread.
public final class LibraryFigures {
  private final OpenCatalogue catalogue;

  LibraryFigures(OpenCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// What the episodes amount to, by a name that they share; the most hours first.
  public List<Hours> hours(Hours.By by) throws IOException {
    return catalogue.read(search -> search.hours(by));
  }

  /// How often each task was shown with each rig.
  public List<TaskCount> tasks() throws IOException {
    return catalogue.read(CatalogueSearch::tasks);
  }

  /// The episodes that began in a span of time, those in the trash, too; newest first.
  ///
  /// @param toUnixNanos not of it any more
  public List<EpisodeRow> between(long fromUnixNanos, long toUnixNanos) throws IOException {
    Query span =
        new Query("start_unix_ns >= ? AND start_unix_ns < ?", List.of(fromUnixNanos, toUnixNanos));
    return catalogue.read(search -> {
      List<EpisodeRow> both = search.select(span, false, Integer.MAX_VALUE);
      both.addAll(search.select(span, true, Integer.MAX_VALUE));
      return both;
    });
  }
}
