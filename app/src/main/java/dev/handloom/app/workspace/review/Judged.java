package dev.handloom.app.workspace.review;

import dev.handloom.app.workspace.review.LabelSets.LabelWord;
import dev.handloom.store.episode.CheckNote;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people and checks say of an episode, as it lies on the disk.
///
/// @param check null where it was never checked
/// @param labels those that its task has
record Judged(EpisodeRow row, Review review, @Nullable CheckNote check, List<LabelWord> labels) {
  Judged {
    labels = List.copyOf(labels);
  }

  /// Not on the JavaFX thread.
  static Judged read(Path library, EpisodeRow row) throws IOException {
    return new Judged(
        row,
        new ReviewJournal(row.bundle().review()).read(),
        CheckNote.read(row.bundle()),
        LabelSets.read(library, row.task()));
  }

  List<CheckNote.Line> findings() {
    CheckNote note = check;
    return note == null ? List.of() : note.findings();
  }

  Review.@Nullable Dismissal dismissal(CheckNote.Line line) {
    return review.dismissal(Review.findingKey(line.id(), line.subject(), line.takeNanos()));
  }

  /// Those that nobody dismissed.
  long standing() {
    return findings().stream().filter(line -> dismissal(line) == null).count();
  }
}
