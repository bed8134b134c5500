package dev.handloom.store.export.lerobottwo;

import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.export.PreparedEpisode;
import dev.handloom.store.review.Review;
import java.util.ArrayList;
import java.util.List;

/// Where an episode stands in the dataset, and what is said of each of its rows.
///
/// @param firstIndex of its rows among those of all episodes
/// @param task number of what is done in it
/// @param tasks everything that is said anywhere, by number
/// @param stretches what was said of parts of it
record EpisodeText(
    int episode, long firstIndex, int task, List<String> tasks, List<Stretch> stretches) {
  EpisodeText {
    stretches = List.copyOf(stretches);
  }

  /// Rows of which something was said.
  ///
  /// @param to first row that is not in it
  /// @param said number of the words
  record Stretch(int from, int to, int said) {}

  /// @param tasks is added to where something is said for the first time
  static EpisodeText of(PreparedEpisode prepared, long firstIndex, List<String> tasks) {
    int task = number(prepared.task(), tasks);
    DatasetEpisode rows = prepared.rows();
    long start = rows.episode().startNanos();
    List<Stretch> stretches = new ArrayList<>();
    for (Review.Segment segment : prepared.review().segments()) {
      if (segment.proposed()) {
        continue;
      }
      int from = first(rows, start + segment.fromNanos());
      int to = first(rows, start + segment.toNanos());
      if (to > from) {
        String words = segment.text().isBlank() ? segment.label() : segment.text();
        stretches.add(new Stretch(from, to, number(words, tasks)));
      }
    }
    return new EpisodeText(prepared.number(), firstIndex, task, tasks, stretches);
  }

  private static int number(String words, List<String> tasks) {
    int known = tasks.indexOf(words);
    if (known < 0) {
      tasks.add(words);
    }
    return known < 0 ? tasks.size() - 1 : known;
  }

  /// The first row that is not before a moment.
  private static int first(DatasetEpisode rows, long nanos) {
    int from = 0;
    int to = rows.rows();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (rows.nanos(middle) < nanos) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /// What is said of a row: what the segment over it says, the last to begin, else the task.
  int said(int row) {
    int said = task;
    int begun = -1;
    for (Stretch stretch : stretches) {
      if (row >= stretch.from() && row < stretch.to() && stretch.from() > begun) {
        said = stretch.said();
        begun = stretch.from();
      }
    }
    return said;
  }

  String words(int row) {
    return tasks.get(said(row));
  }
}
