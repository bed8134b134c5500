package dev.handloom.app.preview;

import dev.handloom.app.Version;
import dev.handloom.app.ui.fx.Progress;
import dev.handloom.preview.calibrate.Calibration;
import dev.handloom.preview.calibrate.CalibrationRun;
import dev.handloom.preview.calibrate.Calibrations;
import dev.handloom.preview.calibrate.Eligible;
import dev.handloom.preview.calibrate.Standing;
import dev.handloom.preview.calibrate.Subject;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.session.Familiarity;
import dev.handloom.preview.session.OpenModel;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What is known of how a model usually does, and how more is learnt of it. Waits for the disk:
/// called on background threads, but for [#bands] and [#standing].
public final class ModelWatch {
  private static final double MOST = 1;
  private static final long REST_NANOS = 200_000_000L;

  private final Library library;
  private final Subject subject;
  private final LateFamiliarity familiarity = new LateFamiliarity();
  private volatile Standing standing;

  /// @param enough whether there are enough episodes for a share of false alarms
  /// @param words how many there are of how many
  public record Offer(double falseAlarms, boolean enough, String words) {}

  /// Looks how it stands.
  ModelWatch(Library library, Subject subject) throws IOException {
    this.library = library;
    this.subject = subject;
    standing = look();
  }

  private Standing look() throws IOException {
    Eligible eligible = Eligible.of(library, subject, CalibrationRun.USUAL_FALSE_ALARMS);
    try {
      Calibration found = new Calibrations(library.folder()).read(subject.digest());
      return Standing.of(found, subject, eligible);
    } catch (IOException e) {
      return new Standing(Standing.Kind.STALE, null, String.valueOf(e.getMessage()));
    }
  }

  public Bands bands() {
    return standing.bands();
  }

  public Standing standing() {
    return standing;
  }

  Familiarity familiarity() {
    return familiarity;
  }

  /// For the rates that can be chosen, whether there are episodes enough.
  List<Offer> offers(double... shares) throws IOException {
    List<Offer> offers = new ArrayList<>();
    for (double share : shares) {
      Eligible eligible = Eligible.of(library, subject, share);
      offers.add(new Offer(share, eligible.enough(), eligible.words()));
    }
    return offers;
  }

  /// Reads what strangeness is measured by: the episodes that the limits were learnt with, else the
  /// newest.
  ///
  /// @param without an episode that it must not know
  /// @param held while it says so it rests
  void know(@Nullable EpisodeId without, BooleanSupplier held) throws IOException {
    Wants shape = subject.shape();
    if (shape == null) {
      return;
    }
    List<EpisodeRow> rows = known();
    if (rows.isEmpty()) {
      return;
    }
    TrainingSet set = TrainingSet.read(rows, shape, done -> rest(held));
    NearestEpisode nearest =
        new NearestEpisode(shape, set.episodes().stream().map(each -> each.with(shape)).toList());
    familiarity.know(Familiarity.of(without == null ? nearest : nearest.without(without), false));
  }

  private List<EpisodeRow> known() throws IOException {
    List<EpisodeRow> accepted = TrainingSet.accepted(library, "");
    Calibration used = standing.calibration();
    if (used == null) {
      return Eligible.known(accepted);
    }
    Set<String> ids = new HashSet<>(used.known());
    return accepted.stream().filter(row -> ids.contains(row.id().text())).toList();
  }

  private static void rest(BooleanSupplier held) {
    while (held.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  /// Learns limits and keeps them; from then on they are used.
  @SuppressWarnings("ThreadPriorityCheck") // It has time; whoever previews has not.
  void calibrate(double falseAlarms, BooleanSupplier held, Progress progress)
      throws IOException, ModelException, PackException, InterruptedException {
    int before = Thread.currentThread().getPriority();
    Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
    try {
      CalibrationRun run =
          new CalibrationRun(
              subject,
              Eligible.of(library, subject, falseAlarms),
              falseAlarms,
              "Handloom " + Version.text(),
              held,
              progress::isCancelled);
      Calibration learnt = learn(run, held, progress);
      progress.checkCancelled();
      if (learnt != null) {
        new Calibrations(library.folder()).write(learnt);
        standing = look();
      }
    } finally {
      Thread.currentThread().setPriority(before);
    }
  }

  private @Nullable Calibration learn(CalibrationRun run, BooleanSupplier held, Progress progress)
      throws IOException, ModelException, PackException {
    CalibrationRun.Progress told =
        (share, detail) -> {
          progress.report(share, MOST);
          progress.say(held.getAsBoolean() ? "rests during the take" : detail);
        };
    if (subject.shape() == null) {
      return run.run(nearest -> nearest, told);
    }
    // One of its own: what is previewed meanwhile does not wait for it.
    try (Model own =
        OpenModel.local(subject.digest(), library.folder(), new Compute(Compute.USUAL.where(), 1))
            .model()) {
      return run.run(nearest -> own, told);
    }
  }
}
