package dev.handloom.preview.calibrate;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.ExampleException;
import dev.handloom.preview.example.ExampleReader;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.monitor.BandFit;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.EpisodeTrace;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.preview.session.EpisodeTrust;
import dev.handloom.preview.session.Familiarity;
import dev.handloom.preview.shadow.ShadowRun;
import dev.handloom.store.library.EpisodeRow;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks a model all along accepted episodes that it was not trained on, and learns what is usual.
public final class CalibrationRun {
  /// At most one sound episode in twenty raises an alarm.
  public static final double USUAL_FALSE_ALARMS = 0.05;

  /// More make the limits no better than it is worth waiting for.
  private static final int MOST_EPISODES = 120;

  private static final double READING = 0.15;
  private static final long REST_NANOS = 200_000_000L;

  /// How far it has come; called on the thread that runs.
  public interface Progress {
    /// @param share 0 to 1
    void at(double share, String detail);
  }

  private final Subject subject;
  private final Eligible eligible;
  private final double falseAlarms;
  private final String software;
  private final BooleanSupplier held;
  private final BooleanSupplier ended;
  private long restedNanos = Long.MIN_VALUE / 2;

  /// @param held while it says so it rests, as during a take
  /// @param ended whether to stop
  public CalibrationRun(
      Subject subject,
      Eligible eligible,
      double falseAlarms,
      String software,
      BooleanSupplier held,
      BooleanSupplier ended) {
    this.subject = subject;
    this.eligible = eligible;
    this.falseAlarms = falseAlarms;
    this.software = software;
    this.held = held;
    this.ended = ended;
  }

  /// @param open the model; the nearest episode itself where it is the one. The caller closes it.
  /// @return null where it was ended
  public @Nullable Calibration run(Function<NearestEpisode, Model> open, Progress progress)
      throws IOException, ModelException {
    if (!eligible.enough()) {
      throw new ExampleException("Uncalibrated: " + eligible.words());
    }
    List<EpisodeRow> knownRows = Eligible.known(eligible.accepted());
    TrainingSet set = known(knownRows, progress);
    Wants shape = subject.shape();
    Wants wants = shape == null ? set.wants() : shape;
    NearestEpisode nearest =
        new NearestEpisode(wants, set.episodes().stream().map(each -> each.with(wants)).toList());
    Model model = open.apply(nearest);
    List<EpisodeTrace> traces = traces(chosen(), set, nearest, model, progress);
    if (traces.isEmpty() && ended.getAsBoolean()) {
      return null;
    }
    if (traces.size() < eligible.needed()) {
      throw new ExampleException(
          traces.size()
              + " of "
              + eligible.needed()
              + " episodes needed: the others lack something that the model wants");
    }
    Bands bands = BandFit.fit(traces, falseAlarms).orElseThrow();
    return calibration(bands, traces, knownRows);
  }

  private TrainingSet known(List<EpisodeRow> rows, Progress progress) throws IOException {
    Wants shape = subject.shape();
    return shape == null
        ? TrainingSet.read(rows, done -> read(done, rows.size(), progress))
        : TrainingSet.read(rows, shape, done -> read(done, rows.size(), progress));
  }

  private void read(int done, int of, Progress progress) {
    progress.at(READING * done / of, "reading what is known");
    rest();
    if (ended.getAsBoolean()) {
      Thread.currentThread().interrupt();
    }
  }

  /// The newest, in an order that has nothing to do with what they hold.
  private List<EpisodeRow> chosen() {
    List<EpisodeRow> fit = eligible.fit();
    List<EpisodeRow> chosen =
        new ArrayList<>(fit.subList(Math.max(0, fit.size() - MOST_EPISODES), fit.size()));
    chosen.sort(Comparator.comparing(row -> Calibrations.digestOf(List.of(row.id().text()))));
    return chosen;
  }

  private List<EpisodeTrace> traces(
      List<EpisodeRow> chosen,
      TrainingSet set,
      NearestEpisode nearest,
      Model model,
      Progress progress)
      throws IOException, ModelException {
    Map<String, EpisodeRows> read = new HashMap<>();
    set.episodes().forEach(rows -> read.put(rows.episode().text(), rows));
    Wants wants = nearest.wants();
    List<EpisodeTrace> traces = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      EpisodeRow row = chosen.get(i);
      int at = i;
      EpisodeRows rows;
      try {
        rows = read.getOrDefault(row.id().text(), null);
        rows = rows == null ? new ExampleReader(wants).read(row) : rows.with(wants);
      } catch (ExampleException e) {
        // An episode that lacks what the model wants says nothing of it.
        continue;
      }
      if (rows.usable().length == 0) {
        continue;
      }
      NearestEpisode others = nearest.without(row.id());
      EpisodeTrace trace =
          EpisodeTrust.of(
              wants,
              subject.nearest() ? others : model,
              rows,
              Familiarity.of(others, subject.nearest()),
              ShadowRun.EVERY_STEPS,
              share -> {
                progress.at(
                    READING + (1 - READING) * (at + share) / chosen.size(),
                    (at + 1) + " of " + chosen.size() + " episodes");
                rest();
                return !ended.getAsBoolean();
              });
      if (trace == null) {
        return List.of();
      }
      traces.add(trace);
    }
    return traces;
  }

  private void rest() {
    long now = System.nanoTime();
    if (now - restedNanos < REST_NANOS) {
      return;
    }
    restedNanos = now;
    while (held.getAsBoolean()
        && !ended.getAsBoolean()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  private Calibration calibration(
      Bands bands, List<EpisodeTrace> traces, List<EpisodeRow> knownRows) {
    Map<String, Integer> without = new TreeMap<>();
    if (eligible.trained() > 0) {
      without.put("trained on", eligible.trained());
    }
    if (eligible.unsure() > 0) {
      without.put("nobody can say whether trained on", eligible.unsure());
    }
    int older = Math.max(0, eligible.fit().size() - MOST_EPISODES);
    if (older > 0) {
      without.put("older than the newest " + MOST_EPISODES, older);
    }
    return new Calibration(
        Calibration.SCHEMA,
        Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS).toString(),
        software,
        subject.name(),
        subject.version(),
        subject.digest(),
        falseAlarms,
        ShadowRun.EVERY_STEPS,
        traces.stream().map(EpisodeTrace::episode).sorted().toList(),
        knownRows.stream().map(row -> row.id().text()).sorted().toList(),
        Calibrations.digestOf(eligible.accepted().stream().map(row -> row.id().text()).toList()),
        Calibration.limits(bands),
        bands.pictures(),
        without);
  }
}
