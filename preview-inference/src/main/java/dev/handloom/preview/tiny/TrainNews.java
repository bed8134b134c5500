package dev.handloom.preview.tiny;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What the training process says, one line each.
///
/// @param kind which of the others are meant
/// @param text for people
/// @param count how many, or which step
/// @param of of how many
/// @param share done, 0 to 1
/// @param secondsLeft a guess; below 0 while there is none
/// @param loss of the step
/// @param look a point of the curves, or the end
/// @param nearest of the nearest episode, in the end
/// @param lines for people, in the end
public record TrainNews(
    Kind kind,
    String text,
    int count,
    int of,
    double share,
    double secondsLeft,
    double loss,
    @Nullable Look look,
    @Nullable Scores nearest,
    List<String> lines) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What is said.
  public enum Kind {
    /// Episodes are read: count, of.
    READING,
    /// Something a person should know: text.
    NOTE,
    /// A step was done: count, of, share, secondsLeft, loss.
    STEP,
    /// It was judged: look.
    LOOK,
    /// It is over, and the pack is there: look, nearest, lines; count minutes.
    DONE,
    /// It was ended, and kept what it has: count steps.
    INTERRUPTED,
    /// It cannot go on: text.
    FAILED
  }

  static TrainNews of(Kind kind, String text, int count, int of) {
    return new TrainNews(kind, text, count, of, 0, -1, 0, null, null, List.of());
  }

  static TrainNews step(int step, int of, double share, double left, double loss) {
    double guess = Double.isFinite(left) ? left : -1;
    return new TrainNews(Kind.STEP, "", step, of, share, guess, loss, null, null, List.of());
  }

  static TrainNews look(Look look) {
    return new TrainNews(Kind.LOOK, "", look.step(), 0, 0, -1, 0, look, null, List.of());
  }

  static TrainNews done(Trained trained) {
    Look last =
        new Look(
            trained.looks().isEmpty() ? 0 : trained.looks().getLast().step(),
            0,
            0,
            0,
            trained.scores());
    return new TrainNews(
        Kind.DONE,
        trained.end().name(),
        last.step(),
        trained.plan().steps(),
        1,
        60 * trained.minutes(),
        0,
        last,
        trained.nearest(),
        trained.verdict());
  }

  String line() {
    return JSON.writeValueAsString(this);
  }

  /// @return null for a line that is none of ours, as Java's own warnings
  static @Nullable TrainNews read(String line) {
    try {
      return line.startsWith("{") ? JSON.readValue(line, TrainNews.class) : null;
    } catch (tools.jackson.core.JacksonException e) {
      return null;
    }
  }
}
