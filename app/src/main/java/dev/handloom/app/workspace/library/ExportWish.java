package dev.handloom.app.workspace.library;

import dev.handloom.preview.local.FaceModel;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.privacy.Protection;
import org.jspecify.annotations.Nullable;

/// What somebody wants to export.
///
/// @param query which episodes; empty for all
/// @param format of the dataset; null for a file an episode
/// @param name of the dataset's folder
/// @param whole whole takes, also where a part is marked for use
record ExportWish(
    String query,
    @Nullable DatasetFormat format,
    String name,
    Split split,
    boolean whole,
    boolean coverFaces,
    boolean noNames) {

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
    return new ExportWish(query, null, "", Split.NONE, whole, false, false);
  }

  Protection protection() {
    return new Protection(coverFaces && format != null ? FaceModel::open : null, noNames);
  }
}
