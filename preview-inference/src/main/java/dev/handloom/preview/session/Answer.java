package dev.handloom.preview.session;

import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Forecast;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.monitor.Horizons;
import dev.handloom.preview.monitor.MotionScore;
import dev.handloom.preview.monitor.PictureScore;
import dev.handloom.preview.monitor.PlanScore;
import dev.handloom.preview.monitor.Trust;
import dev.handloom.preview.monitor.TrustPart;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.session.TrustScores.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An answer at its time, judged bit by bit as the truth comes. Belongs to the preview's thread.
final class Answer {
  private static final double SECOND_NANOS = 1e9;

  /// A truth that has not come so long after its time does not come.
  private static final long LOST_NANOS = 1_000_000_000L;

  private final Wants wants;
  private final Prediction prediction;
  private final double overlap;
  private final Map<TrustPart, Sum> now = new TreeMap<>();
  private final Map<TrustPart, Sum> bodies = new TreeMap<>();
  private final List<DreamCell> cells = new ArrayList<>();
  private PlacedPlan plan;
  private @Nullable DreamStrip strip;
  private Familiarity.Told told = Familiarity.Told.NOTHING;
  private boolean planSettled;

  /// @param before the answer that its plan is compared with; nothing where there is none
  /// @param still how far the body has moved since each camera's picture changed
  Answer(
      Wants wants,
      Observation observation,
      Prediction prediction,
      @Nullable Answer before,
      Map<String, Double> still) {
    this.wants = wants;
    this.prediction = prediction;
    overlap = before == null ? Double.NaN : apart(before.prediction, prediction);
    known(TrustPart.whole(Trust.PLAN), overlap);
    known(TrustPart.whole(Trust.FOLLOWS), TrustScores.follows(wants, prediction));
    still.forEach((camera, moved) -> known(new TrustPart(Trust.STILL, camera), moved));
    for (Dream dream : prediction.dreams()) {
      List<Picture> shown = observation.pictures().getOrDefault(dream.camera(), List.of());
      if (!shown.isEmpty()) {
        Picture last = Pictures.sized(shown.getLast(), dream.picture());
        long due =
            Double.isNaN(dream.aheadSeconds())
                ? Long.MAX_VALUE
                : prediction.capturedNanos() + Math.round(dream.aheadSeconds() * SECOND_NANOS);
        cells.add(
            new DreamCell(
                dream.camera(),
                dream.aheadSeconds(),
                due,
                last,
                dream.picture(),
                null,
                null,
                null,
                false));
      }
    }
    plan = new PlacedPlan(prediction, overlap, new double[0], Double.NaN, 0, new double[0]);
    strip = cells.isEmpty() ? null : new DreamStrip(prediction.capturedNanos(), cells);
  }

  private void known(TrustPart part, double value) {
    if (Double.isFinite(value)) {
      now.put(part, Sum.of(value));
    }
  }

  /// What was found out of how strange its moment is.
  void told(Familiarity.Told found) {
    told = found;
    found.strange().forEach((of, value) -> known(new TrustPart(Trust.FAMILIAR, of), value));
    known(TrustPart.whole(Trust.SPREAD), found.spread());
  }

  Familiarity.Told told() {
    return told;
  }

  /// All that is known of it by now, and will not change.
  Map<TrustPart, Sum> sums() {
    Map<TrustPart, Sum> sums = new TreeMap<>(now);
    sums.putAll(bodies);
    if (plan.stepsCome() > 0
        && plan.stepsCome() == prediction.actions().length
        && Double.isFinite(plan.offSpreads())) {
      sums.put(TrustPart.whole(Trust.PERSON), Sum.of(plan.offSpreads()));
    }
    DreamStrip dreamt = strip;
    if (dreamt != null && dreamt.settled()) {
      TrustScores.dreams(dreamt, sums);
    }
    return sums;
  }

  /// Whether the columns of a prediction are the actions that are known here.
  private boolean matched(Prediction one) {
    return one.actions().length > 0
        && !wants.actions().isEmpty()
        && one.actions()[0].length == wants.actions().size();
  }

  private double step(Prediction one) {
    return Double.isNaN(one.stepSeconds()) ? wants.stepSeconds() : one.stepSeconds();
  }

  private double apart(Prediction earlier, Prediction later) {
    if (!matched(earlier) || !matched(later)) {
      return Double.NaN;
    }
    double seconds = (later.capturedNanos() - earlier.capturedNanos()) / SECOND_NANOS;
    if (seconds <= 0) {
      return Double.NaN;
    }
    return PlanScore.apart(
        earlier.actions(), later.actions(), seconds / step(later), wants.spreads());
  }

  Prediction prediction() {
    return prediction;
  }

  PlacedPlan plan() {
    return plan;
  }

  @Nullable DreamStrip strip() {
    return strip;
  }

  /// Until when its plan is of use.
  long planEndsNanos() {
    double seconds = Math.max(1, prediction.actions().length) * step(prediction);
    return prediction.capturedNanos() + Math.round(seconds * SECOND_NANOS);
  }

  /// Takes in what has come.
  ///
  /// @param nowNanos the source's time
  /// @param motion whether motions are compared too, which takes a while
  void settle(Source source, long nowNanos, boolean motion) {
    settlePlan(source);
    settleDreams(source, nowNanos, motion);
  }

  private void settlePlan(Source source) {
    if (planSettled) {
      return;
    }
    long until = source.numbersUntil();
    long captured = prediction.capturedNanos();
    double step = step(prediction);
    int come =
        until <= captured
            ? 0
            : (int)
                Math.min(
                    prediction.actions().length,
                    Math.floor((until - captured) / (step * SECOND_NANOS)));
    double[] forecastOff = forecast(source, until);
    boolean forecasts =
        prediction.forecasts().isEmpty()
            || prediction.capturedNanos()
                    + prediction.forecasts().getLast().aheadSeconds() * SECOND_NANOS
                <= until;
    planSettled = come == prediction.actions().length && forecasts;
    double[] off = new double[0];
    double spreads = Double.NaN;
    if (come > 0 && matched(prediction)) {
      float[][] done = new float[come][wants.actions().size()];
      double sum = 0;
      int count = 0;
      double[] spread = wants.spreads();
      for (int row = 0; row < come; row++) {
        long at = captured + Math.round((row + 1) * step * SECOND_NANOS);
        for (int c = 0; c < done[row].length; c++) {
          done[row][c] = source.action(c, at);
          double error = (prediction.actions()[row][c] - done[row][c]) / spread[c];
          if (Double.isFinite(error)) {
            sum += error * error;
            count++;
          }
        }
      }
      off = PlanScore.error(prediction.actions(), done, come);
      spreads = count == 0 ? Double.NaN : Math.sqrt(sum / count);
    }
    plan = new PlacedPlan(prediction, overlap, off, spreads, come, forecastOff);
  }

  /// Of the furthest forecast whose time has come.
  private double[] forecast(Source source, long until) {
    double[] off = plan.forecastOff();
    List<Channel> state = wants.state();
    for (Forecast forecast : prediction.forecasts()) {
      long at = prediction.capturedNanos() + Math.round(forecast.aheadSeconds() * SECOND_NANOS);
      if (at > until || forecast.state().length != state.size()) {
        break;
      }
      off = new double[state.size()];
      double sum = 0;
      int count = 0;
      for (int c = 0; c < off.length; c++) {
        off[c] = Math.abs(forecast.state()[c] - source.state(c, at));
        double spreads = off[c] / state.get(c).spread();
        if (Double.isFinite(spreads)) {
          sum += spreads * spreads;
          count++;
        }
      }
      if (count > 0) {
        bodies.put(
            new TrustPart(Trust.BODY, Horizons.words(forecast.aheadSeconds())),
            Sum.of(Math.sqrt(sum / count)));
      }
    }
    return off;
  }

  @SuppressWarnings("ReferenceEquality") // The same cell says that nothing is new.
  private void settleDreams(Source source, long nowNanos, boolean motion) {
    boolean changed = false;
    for (int i = 0; i < cells.size(); i++) {
      DreamCell cell = cells.get(i);
      DreamCell next = settled(source, cell, nowNanos, motion);
      changed |= next != cell;
      cells.set(i, next);
    }
    if (changed) {
      strip = new DreamStrip(prediction.capturedNanos(), cells);
    }
  }

  private DreamCell settled(Source source, DreamCell cell, long nowNanos, boolean motion) {
    Picture truth = cell.truth();
    MotionScore moved = cell.motion();
    if (truth != null && moved == null && motion) {
      moved = MotionScore.of(cell.last(), cell.dream(), truth);
      return with(cell, truth, cell.picture(), moved, false);
    }
    if (cell.settled()) {
      return cell;
    }
    int view = view(cell.camera());
    if (view < 0 || source.picturesUntil(view) < cell.dueNanos()) {
      boolean lost = nowNanos > cell.dueNanos() + LOST_NANOS;
      return lost ? with(cell, null, null, null, true) : cell;
    }
    Picture came = source.picture(view, cell.dueNanos());
    if (came == null) {
      return with(cell, null, null, null, true);
    }
    truth = Pictures.sized(came, cell.dream());
    PictureScore score = PictureScore.of(cell.last(), cell.dream(), truth);
    return with(
        cell,
        truth,
        score,
        motion ? MotionScore.of(cell.last(), cell.dream(), truth) : null,
        false);
  }

  private static DreamCell with(
      DreamCell cell,
      @Nullable Picture truth,
      @Nullable PictureScore picture,
      @Nullable MotionScore motion,
      boolean lost) {
    return new DreamCell(
        cell.camera(),
        cell.aheadSeconds(),
        cell.dueNanos(),
        cell.last(),
        cell.dream(),
        truth,
        picture,
        motion,
        lost);
  }

  private int view(String name) {
    for (int v = 0; v < wants.views().size(); v++) {
      if (wants.views().get(v).name().equals(name)) {
        return v;
      }
    }
    return -1;
  }
}
