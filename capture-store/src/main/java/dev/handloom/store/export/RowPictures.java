package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetEpisode;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.PictureCover;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.video.EvenVideo;
import dev.handloom.store.video.VideoReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The pictures of a view, row by row, as they were captured. Belongs to one thread.
public final class RowPictures implements Closeable {
  private static final int BYTES_PER_PIXEL = 4;

  private final DatasetEpisode episode;
  private final int view;
  private final CameraFrames frames;
  private final VideoReader video;
  private final ByteBuffer bgra;
  private final PictureCover.@Nullable Covering covering;
  private int shown = -1;
  private int picture = -1;

  /// Whether the picture of the row is in the buffer.
  private boolean unpacked;

  private RowPictures(
      DatasetEpisode episode,
      int view,
      CameraFrames frames,
      VideoReader video,
      PictureCover.@Nullable Covering covering) {
    this.covering = covering;
    this.episode = episode;
    this.view = view;
    this.frames = frames;
    this.video = video;
    bgra = ByteBuffer.allocateDirect(video.width() * video.height() * BYTES_PER_PIXEL);
  }

  /// @param view of the plan
  public static RowPictures open(DatasetEpisode episode, int view) throws IOException {
    CameraFrames frames = episode.frames(view);
    PictureCover cover = episode.cover();
    PictureCover.Covering covering =
        cover == null
            ? null
            : cover.look(
                frames,
                IntStream.range(0, episode.rows())
                    .map(row -> episode.picture(view, row))
                    .distinct()
                    .toArray());
    return new RowPictures(episode, view, frames, frames.open(), covering);
  }

  public int width() {
    return video.width();
  }

  public int height() {
    return video.height();
  }

  /// Goes to a row; forwards is fast.
  ///
  /// @return whether its picture is another than that of the row before
  public boolean at(int row) throws IOException {
    int record = episode.picture(view, row);
    if (record == shown) {
      return false;
    }
    picture = video.frameAt(frames.row(record).ptsMicros());
    if (picture < 0) {
      throw new DatasetException(
          "A picture of "
              + frames.times().spec().name()
              + " is not in its video: "
              + frames.video());
    }
    unpacked = false;
    shown = record;
    return true;
  }

  /// Appends the picture of the row to a video: as it was decoded, where nothing is to be hidden in
  /// it and the video has its size.
  public void addTo(EvenVideo out) throws IOException {
    if (covering != null || !out.add(video, picture)) {
      out.add(bgra());
    }
  }

  /// The picture of the row: blue, green, red, and one byte more for each pixel; the next row
  /// writes over it.
  public ByteBuffer bgra() throws IOException {
    if (!unpacked) {
      video.read(picture, bgra.clear());
      if (covering != null) {
        covering.cover(shown, bgra.clear(), video.width(), video.height());
      }
      unpacked = true;
    }
    return bgra.clear();
  }

  @Override
  public void close() throws IOException {
    video.close();
  }
}
