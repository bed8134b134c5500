package dev.handloom.preview.example;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.example.Wants.View;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.resample.RowGrid;
import dev.handloom.store.resample.RowOrigin;
import dev.handloom.store.resample.StreamRows;
import dev.handloom.store.review.Review;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/// Reads episodes at a model's rate.
public final class ExampleReader {
  /// Nothing older is taken for now, however slow its stream.
  private static final long OLDEST_NANOS = 200_000_000L;

  /// A stream may miss so many of its samples in a row.
  private static final double OLDEST_PERIODS = 3;

  private static final double SECOND_NANOS = 1e9;

  private final Wants wants;
  private final DoubleConsumer progress;

  public ExampleReader(Wants wants) {
    this(wants, _ -> {});
  }

  /// @param progress told what share of an episode is read
  public ExampleReader(Wants wants, DoubleConsumer progress) {
    this.wants = wants;
    this.progress = progress;
  }

  /// An episode as the catalogue knows it: where only a stretch of it is to be used, only that.
  public EpisodeRows read(EpisodeRow row) throws IOException {
    EpisodeReader episode = EpisodeReader.open(row.bundle());
    long start = episode.startNanos();
    Review.Stretch use = row.use();
    return use == null
        ? read(episode, start, episode.stopNanos())
        : read(episode, start + use.fromNanos(), start + use.toNanos());
  }

  /// A whole episode.
  public EpisodeRows read(EpisodeReader episode) throws IOException {
    return read(episode, episode.startNanos(), episode.stopNanos());
  }

  private EpisodeRows read(EpisodeReader episode, long fromNanos, long toNanos) throws IOException {
    RowGrid grid =
        RowGrid.between(episode.startNanos(), episode.stopNanos(), 1 / wants.stepSeconds());
    float[][] states = numbers(episode, wants.state(), grid);
    float[][] measured = numbers(episode, wants.actions(), grid);
    PictureRows[] pictures = new PictureRows[wants.views().size()];
    for (int v = 0; v < pictures.length; v++) {
      int view = v;
      pictures[v] =
          pictures(
              episode,
              wants.views().get(v),
              grid,
              share -> progress.accept((view + share) / pictures.length));
    }
    return new EpisodeRows(
        episode.bundle().id(),
        episode.manifest().task(),
        wants,
        grid,
        pictures,
        states,
        measured,
        fromNanos,
        toNanos);
  }

  private static float[][] numbers(EpisodeReader episode, List<Channel> channels, RowGrid grid)
      throws ExampleException {
    List<StreamSpec> specs = new ArrayList<>();
    episode.signals().values().forEach(samples -> specs.add(samples.spec()));
    Map<String, StreamRows> streams = new HashMap<>();
    float[][] values = new float[grid.rows()][channels.size()];
    for (int c = 0; c < channels.size(); c++) {
      Channel wanted = channels.get(c);
      ChannelPlace place =
          ChannelPlace.of(wanted.name(), specs)
              .orElseThrow(() ->
                  new ExampleException(
                      "The episode "
                          + episode.bundle().id()
                          + " has no “"
                          + wanted.name()
                          + "”, which the model wants: "
                          + episode.bundle().folder()));
      if (!place.unit().equals(wanted.unit())) {
        throw new ExampleException(
            "“"
                + wanted.name()
                + "” is in "
                + unit(place.unit())
                + " in the episode "
                + episode.bundle().id()
                + ", and the model wants it in "
                + unit(wanted.unit())
                + ": "
                + episode.bundle().folder());
      }
      StreamSamples samples = episode.signal(place.stream()).orElseThrow();
      StreamRows rows =
          streams.computeIfAbsent(
              place.stream(), stream -> StreamRows.of(samples, grid, oldest(samples.spec())));
      for (int row = 0; row < grid.rows(); row++) {
        values[row][c] = (float) rows.value(row, place.channel());
      }
    }
    return values;
  }

  private static String unit(String sign) {
    return sign.isEmpty() ? "no unit" : sign;
  }

  /// How old a sample of a stream may be to stand for now.
  static long oldest(StreamSpec spec) {
    return Math.max(OLDEST_NANOS, Math.round(OLDEST_PERIODS * SECOND_NANOS / spec.nominalHz()));
  }

  private static PictureRows pictures(
      EpisodeReader episode, View view, RowGrid grid, DoubleConsumer progress) throws IOException {
    CameraFrames frames =
        episode
            .camera(view.camera())
            .orElseThrow(() ->
                new ExampleException(
                    "The episode "
                        + episode.bundle().id()
                        + " has no camera “"
                        + view.camera()
                        + "”, which the model wants: "
                        + episode.bundle().folder()));
    StreamRows rows = StreamRows.ofPictures(frames.times(), grid, oldest(frames.times().spec()));
    int[] places = new int[grid.rows()];
    int[] records = new int[grid.rows()];
    int count = 0;
    for (int row = 0; row < places.length; row++) {
      int record = rows.source(row).before();
      if (rows.source(row).origin() == RowOrigin.MISSING) {
        places[row] = -1;
      } else {
        if (count == 0 || records[count - 1] != record) {
          records[count++] = record;
        }
        places[row] = count - 1;
      }
    }
    int size = PictureRows.size(view.width(), view.height());
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count, size));
    decode(frames, Arrays.copyOf(records, count), view, bytes, places, progress);
    return new PictureRows(view.width(), view.height(), bytes.asReadOnlyBuffer(), places);
  }

  private static void decode(
      CameraFrames frames,
      int[] records,
      View view,
      ByteBuffer into,
      int[] places,
      DoubleConsumer progress)
      throws IOException {
    if (records.length == 0) {
      return;
    }
    try (VideoReader video = frames.open()) {
      ByteBuffer bgra = ByteBuffer.allocateDirect(video.width() * video.height() * Integer.BYTES);
      Scaler scaler =
          new Scaler(video.width(), video.height(), view.width(), view.height(), view.fit());
      for (int i = 0; i < records.length; i++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("Reading was ended");
        }
        progress.accept((double) i / records.length);
        int picture = video.frameAt(frames.row(records[i]).ptsMicros());
        if (picture < 0) {
          missing(places, i);
          into.position(into.position() + PictureRows.size(view.width(), view.height()));
          continue;
        }
        video.read(picture, bgra.clear());
        into.put(scaler.scale(bgra).rgb());
      }
    }
  }

  private static void missing(int[] places, int picture) {
    for (int row = 0; row < places.length; row++) {
      if (places[row] == picture) {
        places[row] = -1;
      }
    }
  }
}
