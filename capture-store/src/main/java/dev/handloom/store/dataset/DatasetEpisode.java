package dev.handloom.store.dataset;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.DatasetPlan.IdleRule;
import dev.handloom.store.dataset.DatasetPlan.Part;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.resample.ResampleReport;
import dev.handloom.store.resample.RowGrid;
import dev.handloom.store.resample.RowOrigin;
import dev.handloom.store.resample.RowSource;
import dev.handloom.store.resample.StreamRows;
import dev.handloom.store.review.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One episode as rows: what each row holds, and of which samples it was made.
public final class DatasetEpisode {
  private static final double MILLI_NANOS = 1e6;

  private final EpisodeReader episode;
  private final DatasetPlan plan;
  private final RowGrid grid;
  private final List<StreamRows> parts = new ArrayList<>();
  private final List<StreamRows> hands = new ArrayList<>();
  private final List<StreamRows> views = new ArrayList<>();
  private final List<StreamRows> commands = new ArrayList<>();
  private final ChunkPoses poses;
  private final int first;

  /// Rows between the first and the last at which everything is there.
  private final int whole;

  /// Of those, the ones that stay.
  private final int[] kept;

  private final int filled;
  private final float[][] states;
  private final float[][] commanded;
  private @Nullable PictureCover cover;

  private DatasetEpisode(EpisodeReader episode, DatasetPlan plan, RowGrid grid)
      throws DatasetException {
    this.episode = episode;
    this.plan = plan;
    this.grid = grid;
    long oldest = Math.round(plan.oldestMillis() * MILLI_NANOS);
    for (Part part : plan.streams()) {
      parts.add(StreamRows.of(samples(part), grid, oldest));
    }
    for (Part part : plan.hands()) {
      hands.add(StreamRows.of(samples(part), grid, oldest));
    }
    for (View view : plan.views()) {
      views.add(StreamRows.ofPictures(camera(view).times(), grid, oldest));
    }
    for (Part part : plan.commands()) {
      commands.add(StreamRows.of(samples(part), grid, oldest));
    }
    poses = new ChunkPoses(plan.streams());
    if (plan.actions() == ActionRule.CHUNK_POSE && !poses.any()) {
      throw new DatasetException(
          "No stream of the state has poses (x, y, z, qx, qy, qz, qw), and the action is to be"
              + " relative to one: "
              + bundle());
    }
    int from = 0;
    while (from < grid.rows() && !complete(from)) {
      from++;
    }
    int to = grid.rows();
    while (to > from && !complete(to - 1)) {
      to--;
    }
    first = from;
    whole = to - from;
    if (whole < 2) {
      throw new DatasetException(
          "There are not two rows at which every stream has a sample: " + bundle());
    }
    boolean[] gaps = new boolean[whole];
    states = fill(parts, gaps);
    commanded = fill(commands, gaps);
    IdleRule idle = plan.idle();
    kept =
        idle == null
            ? IntStream.range(0, whole).toArray()
            : IdleRows.kept(states, plan.rate().hz(), idle);
    int held = 0;
    for (int row : kept) {
      held += gaps[row] ? 1 : 0;
    }
    filled = held;
  }

  /// Reads an episode, or the stretch of it that a reviewer said is to be used.
  public static DatasetEpisode of(
      EpisodeReader episode, DatasetPlan plan, Review.@Nullable Stretch use)
      throws DatasetException {
    long start = episode.startNanos() + (use == null ? 0 : use.fromNanos());
    long stop = use == null ? episode.stopNanos() : episode.startNanos() + use.toNanos();
    return new DatasetEpisode(episode, plan, RowGrid.between(start, stop, plan.rate().hz()));
  }

  /// Has something hidden in the pictures; before the first is asked for.
  public DatasetEpisode covered(@Nullable PictureCover by) {
    cover = by;
    return this;
  }

  /// What hides something in the pictures; null for nothing.
  public @Nullable PictureCover cover() {
    return cover;
  }

  private String bundle() {
    return episode.bundle().folder().toString();
  }

  private StreamSamples samples(Part part) throws DatasetException {
    StreamSamples samples =
        episode.signal(part.stream()).orElseThrow(missing("stream", part.stream()));
    StreamSpec spec = samples.spec();
    if (spec.channels().size() != part.channels().size()) {
      throw new DatasetException(
          "“"
              + part.stream()
              + "” has "
              + spec.channels().size()
              + " channels here, and "
              + part.channels().size()
              + " in the dataset: "
              + bundle());
    }
    for (int i = 0; i < part.units().size(); i++) {
      if (!spec.channels().get(i).unit().sign().equals(part.units().get(i))) {
        throw new DatasetException(
            "“"
                + part.stream()
                + "” measures "
                + spec.channels().get(i).name()
                + " in another unit here than in the dataset: "
                + bundle());
      }
    }
    return samples;
  }

  private CameraFrames camera(View view) throws DatasetException {
    return episode.camera(view.stream()).orElseThrow(missing("camera", view.stream()));
  }

  private Supplier<DatasetException> missing(String what, String name) {
    return () -> new DatasetException("It has no " + what + " “" + name + "”: " + bundle());
  }

  private boolean complete(int row) {
    for (List<StreamRows> all : List.of(parts, hands, views, commands)) {
      for (StreamRows each : all) {
        if (each.source(row).origin() == RowOrigin.MISSING) {
          return false;
        }
      }
    }
    return true;
  }

  /// Fills rows; a number that is missing in the middle stays as it was.
  ///
  /// @param gaps is told which rows had to be filled so
  private float[][] fill(List<StreamRows> from, boolean[] gaps) {
    int width = from.stream().mapToInt(StreamRows::channels).sum();
    float[][] filling = new float[whole][width];
    for (int row = 0; row < whole; row++) {
      int column = 0;
      for (StreamRows part : from) {
        for (int channel = 0; channel < part.channels(); channel++) {
          double value = part.value(first + row, channel);
          boolean missing = !Double.isFinite(value);
          gaps[row] |= missing;
          filling[row][column] = missing && row > 0 ? filling[row - 1][column] : (float) value;
          column++;
        }
      }
    }
    return filling;
  }

  public EpisodeReader episode() {
    return episode;
  }

  public int rows() {
    return kept.length;
  }

  /// Rows in the middle in which some number was missing and stays as it was before.
  public int filled() {
    return filled;
  }

  /// Rows that are left out because nothing moved.
  public int idle() {
    return whole - kept.length;
  }

  /// Studio time of a row.
  public long nanos(int row) {
    return grid.nanos(first + kept[row]);
  }

  public float[] state(int row) {
    return states[kept[row]];
  }

  /// By the plan's rule; the last row, which has none after it, stays where it is.
  public float[] action(int row) {
    float[] now = state(row);
    float[] next = state(Math.min(row + 1, rows() - 1));
    return switch (plan.actions()) {
      case NEXT_STATE -> next;
      case COMMANDED -> commanded[kept[row]];
      case CHUNK_POSE -> poses.seenFrom(state(row - row % plan.chunkRows()), next);
      case STEP -> {
        float[] step = new float[next.length];
        for (int i = 0; i < step.length; i++) {
          step[i] = next[i] - now[i];
        }
        yield step;
      }
    };
  }

  /// What a row of a stream of numbers was made of.
  ///
  /// @param part of the plan's streams
  public RowSource source(int part, int row) {
    return parts.get(part).source(first + kept[row]);
  }

  /// What a row of a hand was made of.
  public RowSource handSource(int hand, int row) {
    return hands.get(hand).source(first + kept[row]);
  }

  /// All numbers of a hand at a row; NaN where missing.
  public float[] hand(int hand, int row) {
    double[] values = new double[plan.hands().get(hand).channels().size()];
    hands.get(hand).values(first + kept[row], values);
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  /// The record of the picture that a row shows; that of the row before where there is none.
  public int picture(int view, int row) {
    for (int at = kept[row]; at >= 0; at--) {
      RowSource source = views.get(view).source(first + at);
      if (source.origin() != RowOrigin.MISSING) {
        return source.before();
      }
    }
    throw new IllegalStateException("A row before the first picture");
  }

  /// How long before a row its picture was captured.
  public double pictureAgeMillis(int view, int row) {
    CameraFrames frames = frames(view);
    return (nanos(row) - frames.times().secondCaptureNanos(picture(view, row))) / MILLI_NANOS;
  }

  public CameraFrames frames(int view) {
    return episode.camera(plan.views().get(view).stream()).orElseThrow();
  }

  public DatasetPlan plan() {
    return plan;
  }

  /// Time of the wall clock.
  public long unixNanos(long studioNanos) {
    return episode.manifest().times().anchor().toUnixNanos(studioNanos);
  }

  /// What a stream or a camera fills.
  public enum Role {
    STATE,
    HAND,
    PICTURE,
    ACTION
  }

  /// Of which samples of a stream or a camera the rows were made.
  public final class Origin {
    private final StreamSamples samples;
    private final Role role;
    private final StreamRows rows;

    private Origin(StreamSamples samples, Role role, StreamRows rows) {
      this.samples = samples;
      this.role = role;
      this.rows = rows;
    }

    public StreamSamples samples() {
      return samples;
    }

    public Role role() {
      return role;
    }

    public RowSource source(int row) {
      return rows.source(first + kept[row]);
    }
  }

  /// One for each stream and camera of the plan.
  public List<Origin> origins() {
    List<Origin> origins = new ArrayList<>();
    origins(plan.streams(), Role.STATE, parts, origins);
    origins(plan.hands(), Role.HAND, hands, origins);
    for (int v = 0; v < views.size(); v++) {
      origins.add(new Origin(frames(v).times(), Role.PICTURE, views.get(v)));
    }
    origins(plan.commands(), Role.ACTION, commands, origins);
    return List.copyOf(origins);
  }

  private void origins(List<Part> of, Role role, List<StreamRows> rows, List<Origin> into) {
    for (int i = 0; i < of.size(); i++) {
      into.add(new Origin(episode.signal(of.get(i).stream()).orElseThrow(), role, rows.get(i)));
    }
  }

  /// How the rows of each stream and camera came about, over the whole stretch.
  public List<ResampleReport> reports() {
    List<ResampleReport> reports = new ArrayList<>();
    for (List<StreamRows> all : List.of(parts, hands, views, commands)) {
      all.forEach(each -> reports.add(each.report()));
    }
    return reports;
  }
}
