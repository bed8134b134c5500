package dev.handloom.app.preview;

import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.session.ChannelTrace;
import dev.handloom.preview.session.DreamCell;
import dev.handloom.preview.session.DreamStrip;
import dev.handloom.preview.session.PlacedPlan;
import dev.handloom.preview.session.PreviewMoment;
import dev.handloom.preview.session.PreviewSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// The moment is held, a person bends the plan, and the model dreams what would follow.
final class WhatIf {
  private final PreviewSession session;
  private final Filmstrip film;
  private final ChunkFan fan;
  private final @Nullable SightPane path;
  private final Consumer<String> words;
  private final BooleanProperty on = new SimpleBooleanProperty(this, "on");
  private @Nullable PreviewMoment held;
  private @Nullable PlanEdit edit;
  private int asked;

  /// @param path the plan in the camera's picture; null where there is none
  /// @param words hears what has come of it
  WhatIf(
      PreviewSession session,
      Filmstrip film,
      ChunkFan fan,
      @Nullable SightPane path,
      Consumer<String> words) {
    this.session = session;
    this.film = film;
    this.fan = fan;
    this.path = path;
    this.words = words;
    fan.onEdit(this::imagine);
    if (path != null) {
      path.onEdit(this::imagine);
    }
  }

  BooleanProperty onProperty() {
    return on;
  }

  /// Whether there is a plan to bend, and a model that dreams of others.
  static boolean possible(PreviewMoment moment) {
    PlacedPlan latest = moment.latest();
    return moment.model() != null
        && moment.model().imagines()
        && moment.shown() != null
        && latest != null
        && latest.prediction().actions().length > 0;
  }

  /// Holds the moment.
  void begin(PreviewMoment moment) {
    PlacedPlan latest = moment.latest();
    if (latest == null || !possible(moment)) {
      on.set(false);
      return;
    }
    session.pause();
    held = moment;
    PlanEdit fresh = new PlanEdit(latest.prediction().actions());
    edit = fresh;
    bend(fresh);
    words.accept(
        "The moment is held. Drag a curve; or in the joints choose with the arrow keys, and bend"
            + " with + and −."
            + (path != null && path.drawn()
                ? " The path in the picture can be dragged too, or moved with Shift and the arrow"
                    + " keys."
                : ""));
    imagine();
  }

  private void bend(@Nullable PlanEdit plan) {
    if (path != null) {
      path.edit(plan);
    }
    fan.edit(plan);
  }

  /// Goes on with what is.
  void end() {
    held = null;
    edit = null;
    asked++;
    bend(null);
    words.accept("");
    session.resume();
  }

  /// What the model would have done.
  void reset() {
    PlanEdit now = edit;
    if (now != null) {
      now.reset();
      imagine();
    }
  }

  /// What the person did: in an episode from here on, live in the time just past.
  void asThePerson() {
    PlanEdit now = edit;
    PreviewMoment moment = held;
    if (now == null || moment == null || moment.latest() == null) {
      return;
    }
    Prediction plan = moment.latest().prediction();
    long lasts = Math.round(now.steps() * plan.stepSeconds() * 1e9);
    long back = moment.playhead().live() ? lasts : 0;
    float[][] rows = new float[now.steps()][plan.actions()[0].length];
    for (int row = 0; row < rows.length; row++) {
      Arrays.fill(rows[row], Float.NaN);
      long due = FanTime.due(plan, row) - back;
      for (ChannelTrace trace : moment.traces()) {
        if (trace.column() >= 0 && trace.column() < rows[row].length) {
          rows[row][trace.column()] = at(trace, due);
        }
      }
    }
    now.take(rows);
    imagine();
  }

  /// What was done in an episode.
  void asRecorded(RecordedSheet.Chosen chosen) {
    PlanEdit now = edit;
    PreviewMoment moment = held;
    if (now == null || moment == null || moment.latest() == null) {
      return;
    }
    long seen = moment.latest().prediction().capturedNanos();
    if (chosen.here()) {
      float[] from = new float[chosen.before().length];
      for (ChannelTrace trace : moment.traces()) {
        if (trace.column() >= 0 && trace.column() < from.length) {
          from[trace.column()] = at(trace, seen);
        }
      }
      now.take(PlanEdit.moved(chosen.steps(), chosen.before(), from));
    } else {
      now.take(chosen.steps());
    }
    words.accept(chosen.words() + (chosen.here() ? ", from where the body is now." : "."));
    imagine();
  }

  PreviewSession session() {
    return session;
  }

  private static float at(ChannelTrace trace, long nanos) {
    long[] times = trace.nanos();
    int place = Arrays.binarySearch(times, nanos);
    int index = place >= 0 ? place : -place - 2;
    if (index < 0 || index >= times.length) {
      return Float.NaN;
    }
    if (index == times.length - 1) {
      return nanos == times[index] ? trace.values()[index] : Float.NaN;
    }
    float share = (float) (nanos - times[index]) / (times[index + 1] - times[index]);
    return trace.values()[index] + share * (trace.values()[index + 1] - trace.values()[index]);
  }

  private void imagine() {
    PlanEdit now = edit;
    if (now == null) {
      return;
    }
    fan.redraw();
    if (path != null) {
      path.draw();
    }
    int question = ++asked;
    var _ =
        session
            .imagine(now.rows())
            .whenComplete((prediction, failure) ->
                FxThread.run(() -> {
                  if (question == asked) {
                    answered(prediction, failure);
                  }
                }));
  }

  private void answered(@Nullable Prediction prediction, @Nullable Throwable failure) {
    PreviewMoment moment = held;
    if (moment == null) {
      return;
    }
    if (prediction == null) {
      Throwable why =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      if (why != null && !(why instanceof CancellationException)) {
        words.accept("Not dreamed: " + why.getMessage());
      }
      return;
    }
    Observation seen = moment.shown();
    if (seen != null) {
      film.show(strip(seen, prediction), false, Double.NaN);
      fan.redraw();
    }
  }

  private static DreamStrip strip(Observation seen, Prediction prediction) {
    List<DreamCell> cells = new ArrayList<>();
    for (Dream dream : prediction.dreams()) {
      List<Picture> pictures = seen.pictures().get(dream.camera());
      Picture last = pictures == null ? null : pictures.getLast();
      boolean alike =
          last != null
              && last.width() == dream.picture().width()
              && last.height() == dream.picture().height();
      cells.add(
          new DreamCell(
              dream.camera(),
              dream.aheadSeconds(),
              seen.capturedNanos() + Math.round(dream.aheadSeconds() * 1e9),
              alike && last != null ? last : dream.picture(),
              dream.picture(),
              null,
              null,
              null,
              false));
    }
    return new DreamStrip(seen.capturedNanos(), cells);
  }
}
