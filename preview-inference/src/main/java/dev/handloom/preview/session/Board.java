package dev.handloom.preview.session;

import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Prediction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answers of the last seconds, what was dreamed and what came: what a moment is drawn up from.
/// Belongs to the preview's thread.
final class Board {
  /// Answers are kept so long after their time.
  private static final long KEPT_NANOS = 4_000_000_000L;

  private static final int MOST_ANSWERS = 128;

  private static final int COMPARED_STEPS = 4;

  /// Dreams are kept up to this, beside the newest and the one that is watched.
  private static final long MOST_BYTES = 48L << 20;

  private final Wants wants;
  private final Source source;
  private final Pace pace = new Pace();
  private final TrustStrip trust;
  private final StillWatch still;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private @Nullable Observation shown;
  private @Nullable Answer watched;

  Board(Wants wants, Source source, PreviewOptions options) {
    this.wants = wants;
    this.source = source;
    trust = new TrustStrip(wants, options.bands());
    still = new StillWatch(wants);
  }

  Pace pace() {
    return pace;
  }

  /// What was found out of how strange the moment of an answer is.
  @SuppressWarnings("ReferenceEquality") // The very answer.
  void told(Prediction of, Familiarity.Told found) {
    for (Answer answer : answers) {
      if (answer.prediction() == of) {
        answer.told(found);
      }
    }
  }

  void shown(Observation observation) {
    shown = observation;
  }

  /// Places an answer at its time.
  void answered(Observation observation, Prediction prediction) {
    Answer before = answers.peekLast();
    if (before != null && before.prediction().capturedNanos() >= prediction.capturedNanos()) {
      // Somebody went back in the episode: what was said of later moments is not earlier any more.
      answers.clear();
      before = null;
      watched = null;
    }
    Answer answer =
        new Answer(wants, observation, prediction, compared(prediction), still.look(observation));
    answers.addLast(answer);
    long now = source.playhead().atNanos();
    answer.settle(source, now, false);
    pace.answered(prediction.answeredNanos(), answer.plan(), late(answer, prediction));
    prune(prediction.capturedNanos());
  }

  /// The plan that a plan is compared with is a stretch older, however often the model is asked.
  private @Nullable Answer compared(Prediction prediction) {
    return compared(List.copyOf(answers), prediction, wants);
  }

  static @Nullable Answer compared(List<Answer> answers, Prediction prediction, Wants wants) {
    double least = (COMPARED_STEPS - 0.5) * wants.stepSeconds() * 1e9;
    for (int i = answers.size() - 1; i >= 0; i--) {
      long older = prediction.capturedNanos() - answers.get(i).prediction().capturedNanos();
      if (older >= least) {
        return older < 3 * least ? answers.get(i) : null;
      }
    }
    return null;
  }

  private boolean late(Answer answer, Prediction prediction) {
    return source.playhead().live() && prediction.answeredNanos() > answer.planEndsNanos();
  }

  private void prune(long newest) {
    while (answers.size() > MOST_ANSWERS
        || (answers.size() > 1
            && answers.getFirst().prediction().capturedNanos() < newest - KEPT_NANOS)) {
      answers.removeFirst();
    }
    long bytes = 0;
    for (Answer answer : answers) {
      bytes += bytes(answer);
    }
    while (bytes > MOST_BYTES && answers.size() > 1) {
      bytes -= bytes(answers.removeFirst());
    }
  }

  private static long bytes(Answer answer) {
    DreamStrip strip = answer.strip();
    long bytes = 0;
    for (DreamCell cell : strip == null ? List.<DreamCell>of() : strip.cells()) {
      // The dream, what came, and the picture before, which its cells share.
      bytes += 2L * cell.dream().rgb().length;
    }
    return bytes;
  }

  /// Takes in what has come of what was answered.
  void settle() {
    long now = source.playhead().atNanos();
    for (Answer answer : answers) {
      answer.settle(source, now, answer == watched);
    }
    Answer kept = watched;
    if (kept != null) {
      kept.settle(source, now, true);
    }
    DreamStrip strip = kept == null ? null : kept.strip();
    if (strip == null || strip.settled()) {
      for (Answer answer : answers) {
        // The newest that dreams; the last one stays while there is no other.
        if (answer.strip() != null) {
          watched = answer;
        }
      }
    }
  }

  PreviewMoment moment(
      long count, PreviewState state, String reason, String said, ModelCard card, long nowNanos) {
    Playhead playhead = source.playhead();
    Answer newest = answers.peekLast();
    List<PlacedPlan> earlier = new ArrayList<>();
    List<DreamStrip> past = new ArrayList<>();
    for (Answer answer : answers) {
      if (!answer.equals(newest)) {
        earlier.add(answer.plan());
      }
      DreamStrip strip = answer.strip();
      if (strip != null) {
        past.add(strip);
      }
    }
    List<TrustReading> readings = trust.readings(List.copyOf(answers), playhead.atNanos());
    boolean empty = state == PreviewState.READY || state == PreviewState.CLOSED;
    return new PreviewMoment(
        count,
        state,
        reason,
        said,
        card,
        playhead,
        shown,
        newest == null ? null : newest.plan(),
        newest != null && stale(newest, playhead),
        earlier,
        newest == null ? null : newest.strip(),
        watched == null ? null : watched.strip(),
        past,
        empty ? List.of() : Traces.of(wants, source, playhead.atNanos(), !playhead.live()),
        readings,
        trust.reading(),
        trust.bands(),
        pace.timing(nowNanos));
  }

  /// An answer is of use while its plan lasts.
  private static boolean stale(Answer newest, Playhead playhead) {
    long captured = newest.prediction().capturedNanos();
    return playhead.atNanos() > newest.planEndsNanos()
        || (!playhead.live() && playhead.atNanos() < captured);
  }
}
