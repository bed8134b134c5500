package dev.handloom.preview.session;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.ExampleReader;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Picture;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.resample.RowGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A recorded episode: all that came is known already, so that a dream is judged at once.
public final class EpisodeSource implements Source {
  private static final double SECOND_NANOS = 1e9;
  private static final double MILLI = 1e6;
  private static final long TELL_NANOS = 200_000_000L;

  private final @Nullable Bundle bundle;
  private final Playback playback;
  private List<StreamSpec> specs = List.of();
  private @Nullable EpisodeRows rows;
  private List<String> lacking = List.of();
  private int lastSeen = -1;
  private int session;
  private long toldNanos;
  private Consumer<String> progress = _ -> {};

  /// @param playback where to look; another preview may follow it too
  public EpisodeSource(Bundle bundle, Playback playback) {
    this.bundle = bundle;
    this.playback = playback;
  }

  /// Of rows alone, where nobody looks around in it.
  static EpisodeSource of(EpisodeRows rows) {
    return new EpisodeSource(rows, new Playback());
  }

  private EpisodeSource(EpisodeRows rows, Playback playback) {
    bundle = null;
    this.playback = playback;
    this.rows = rows;
    begin(rows.grid());
  }

  /// Of rows that were read before.
  public EpisodeSource(Bundle bundle, EpisodeRows rows, Playback playback) {
    this(bundle, playback);
    this.rows = rows;
    begin(rows.grid());
  }

  @Override
  public void tell(Consumer<String> hears) {
    progress = hears;
  }

  @Override
  public void open(Wants wants) throws IOException {
    Bundle recorded = bundle;
    if (rows != null || recorded == null) {
      return;
    }
    EpisodeReader episode = EpisodeReader.open(recorded);
    List<StreamSpec> all = new ArrayList<>();
    episode.cameras().values().stream()
        .map(CameraFrames::times)
        .map(StreamSamples::spec)
        .forEach(all::add);
    episode.signals().values().stream().map(StreamSamples::spec).forEach(all::add);
    specs = all;
    lacking = Fitting.mismatches(wants, specs);
    if (lacking.isEmpty()) {
      EpisodeRows read = new ExampleReader(wants, this::readTo).read(episode);
      rows = read;
      begin(read.grid());
    }
  }

  private void readTo(double share) {
    long now = StudioClock.now();
    if (now - toldNanos > TELL_NANOS) {
      toldNanos = now;
      progress.accept(String.format(Locale.ROOT, "Reads the episode, %.0f %%", 100 * share));
    }
  }

  private void begin(RowGrid grid) {
    playback.within(grid.nanos(0), grid.nanos(Math.max(0, grid.rows() - 1)));
  }

  /// The rows, once it is open.
  public @Nullable EpisodeRows rows() {
    return rows;
  }

  @Override
  public List<String> mismatches() {
    return lacking;
  }

  @Override
  public void look() {
    // All is there.
  }

  @Override
  public Sight see(String task) {
    long begun = StudioClock.now();
    EpisodeRows known = rows;
    if (known == null) {
      return new Sight.Missing("The episode is not read yet");
    }
    int row = row(known.grid(), playback.playhead().atNanos());
    if (row == lastSeen) {
      return new Sight.Same();
    }
    if (row < lastSeen) {
      // Whoever remembers must not mix what came after with what came before.
      session++;
    }
    lastSeen = row;
    if (!known.askable(row)) {
      return new Sight.Missing(
          row < known.wants().before()
              ? String.format(
                  Locale.ROOT,
                  "The model looks %.1f s back, and the episode has only begun",
                  known.wants().before() * known.wants().stepSeconds())
              : "Something that the model is shown is missing at this moment");
    }
    return new Sight.Seen(
        known.observation(row, task, known.episode() + "#" + session), StudioClock.now() - begun);
  }

  /// The row at or before a time.
  static int row(RowGrid grid, long nanos) {
    int row = (int) Math.floor((nanos - grid.startNanos() + MILLI) * grid.hz() / SECOND_NANOS);
    return Math.clamp(row, 0, Math.max(0, grid.rows() - 1));
  }

  @Override
  public Playhead playhead() {
    return playback.playhead();
  }

  @Override
  public long numbersUntil() {
    return playback.playhead().stopNanos();
  }

  @Override
  public long picturesUntil(int view) {
    return playback.playhead().stopNanos();
  }

  @Override
  public float state(int channel, long nanos) {
    EpisodeRows known = rows;
    return known == null ? Float.NaN : between(known, nanos, row -> known.state(row, channel));
  }

  @Override
  public float action(int channel, long nanos) {
    EpisodeRows known = rows;
    return known == null ? Float.NaN : between(known, nanos, row -> known.measured(row, channel));
  }

  private interface RowValue {
    float at(int row);
  }

  private static float between(EpisodeRows rows, long nanos, RowValue values) {
    RowGrid grid = rows.grid();
    double at = (nanos - grid.startNanos()) * grid.hz() / SECOND_NANOS;
    int nearest = (int) Math.round(at);
    double off = at - nearest;
    if (nearest < 0 || nearest >= grid.rows()) {
      return Float.NaN;
    }
    float here = values.at(nearest);
    int other = nearest + (off < 0 ? -1 : 1);
    // A row that is as good as hit needs no other.
    if (Math.abs(off) < 0.01 || other < 0 || other >= grid.rows()) {
      return here;
    }
    return (float) (here + Math.abs(off) * (values.at(other) - here));
  }

  @Override
  public @Nullable Picture picture(int view, long nanos) {
    EpisodeRows known = rows;
    if (known == null) {
      return null;
    }
    RowGrid grid = known.grid();
    int nearest = (int) Math.round((nanos - grid.startNanos()) * grid.hz() / SECOND_NANOS);
    return known.hasPicture(view, nearest) ? known.picture(view, nearest) : null;
  }

  @Override
  public void close() {
    // Nothing is open: pictures were read when it was opened.
  }
}
