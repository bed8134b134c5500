package dev.handloom.app.workspace.library;

import dev.handloom.preview.local.FaceModel;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.privacy.Protection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants to export.
///
/// @param chosen which episodes; empty for those that the search finds
/// @param query what to search for; empty for all
/// @param format of the dataset; null for a file an episode
/// @param name of the dataset's folder
/// @param adding whether a dataset of that name that is there gets the episodes that it lacks
/// @param whole whole takes, also where a part is marked for use
/// @param licence for the dataset's card, as `cc-by-4.0`; empty where nobody said
/// @param tags for the dataset's card
record ExportWish(
    List<EpisodeId> chosen,
    String query,
    @Nullable DatasetFormat format,
    String name,
    boolean adding,
    Split split,
    boolean whole,
    boolean coverFaces,
    boolean noNames,
    String licence,
    List<String> tags) {
  ExportWish {
    chosen = List.copyOf(chosen);
    tags = List.copyOf(tags);
  }

  /// Which episodes are a dataset together.
  enum Split {
    NONE("One dataset"),
    PERSON("A dataset for each person"),
    TASK("A dataset for each task");

    private final String words;

    Split(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /// A file an episode, of those that a search finds.
  static ExportWish files(String query, boolean whole) {
    return new ExportWish(
        List.of(), query, null, "", false, Split.NONE, whole, false, false, "", List.of());
  }

  /// The episodes, oldest first.
  ///
  /// @throws IOException where a word of the search is not understood; the message says which
  List<EpisodeRow> rows(Library library) throws IOException {
    if (chosen.isEmpty()) {
      return library.search(query).reversed();
    }
    List<EpisodeRow> rows = new ArrayList<>();
    for (EpisodeId id : chosen) {
      library.row(id).filter(row -> !row.trashed()).ifPresent(rows::add);
    }
    rows.sort(Comparator.comparingLong(EpisodeRow::startUnixNanos));
    return rows;
  }

  Protection protection() {
    return new Protection(coverFaces && format != null ? FaceModel::open : null, noNames);
  }
}
