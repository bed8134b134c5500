package dev.handloom.preview.calibrate;

import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.monitor.BandFit;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// From which episodes of a library a model's limits can be learnt.
///
/// @param accepted all that are accepted, oldest first
/// @param fit those that the model was certainly not trained on, oldest first
/// @param trained how many it was trained on
/// @param unsure of how many nobody can say
/// @param needed how many it takes
public record Eligible(
    List<EpisodeRow> accepted, List<EpisodeRow> fit, int trained, int unsure, int needed) {
  /// As many as are known at once: pictures of so many seconds fit well into memory, and what was
  /// recorded last is what is most like what is recorded now.
  private static final double MOST_SECONDS = 360;

  public Eligible {
    accepted = List.copyOf(accepted);
    fit = List.copyOf(fit);
  }

  public static Eligible of(Library library, Subject subject, double falseAlarms)
      throws IOException {
    List<EpisodeRow> accepted = TrainingSet.accepted(library, "");
    List<EpisodeRow> fit = accepted.stream().filter(subject::unseen).toList();
    int others = accepted.size() - fit.size();
    boolean says = subject.learnt() != null;
    return new Eligible(
        accepted, fit, says ? others : 0, says ? 0 : others, BandFit.needed(falseAlarms));
  }

  public boolean enough() {
    return fit.size() >= needed;
  }

  /// The newest that fit into memory, oldest first.
  public static List<EpisodeRow> known(List<EpisodeRow> oldestFirst) {
    List<EpisodeRow> chosen = new ArrayList<>();
    double seconds = 0;
    for (EpisodeRow row : oldestFirst.reversed()) {
      seconds += row.durationNanos() / 1e9;
      if (!chosen.isEmpty() && seconds > MOST_SECONDS) {
        break;
      }
      chosen.add(row);
    }
    return chosen.reversed();
  }

  /// “12 of 27 episodes needed”, and why the others do not count.
  public String words() {
    StringBuilder words = new StringBuilder();
    words.append(fit.size()).append(" of ").append(needed).append(" episodes needed");
    if (trained > 0) {
      words.append("; it was trained on ").append(trained == 1 ? "1 other" : trained + " others");
    }
    if (unsure > 0) {
      words
          .append("; of ")
          .append(unsure)
          .append(" nobody can say whether it was trained on them, as its pack does not list them");
    }
    return words.toString();
  }
}
