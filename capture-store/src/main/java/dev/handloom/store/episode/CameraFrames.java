package dev.handloom.store.episode;

import dev.handloom.device.clock.ClockCorrection;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of one camera's pictures, and the video they point into.
public final class CameraFrames {
  private final StreamSamples times;
  private final StreamSamples notEncoded;
  private final List<FrameRow> rows = new ArrayList<>();
  private final Path video;

  CameraFrames(StreamSamples times, Path video) {
    this.times = times;
    notEncoded = new StreamSamples(times.spec(), times.twice());
    this.video = video;
  }

  void add(PayloadReader payload, ClockCorrection.@Nullable Cursor better) throws IOException {
    FrameRow row = payload.frame();
    if (row.encoded()) {
      times.add(payload, better);
      rows.add(row);
    } else {
      notEncoded.add(payload, better);
    }
  }

  /// The times of pictures that came and are not in the video.
  public StreamSamples notEncoded() {
    return notEncoded;
  }

  /// The times of the pictures; its values describe them.
  public StreamSamples times() {
    return times;
  }

  public int size() {
    return rows.size();
  }

  /// Where in the video the picture of a record lies.
  public FrameRow row(int index) {
    return rows.get(index);
  }

  /// The record of the picture that held at a time: captured at or before it. -1 before the first.
  public int indexAt(long captureNanos) {
    return times.indexAt(captureNanos);
  }

  public Path video() {
    return video;
  }

  /// Opens the video, for one thread. Its picture for a record is
  /// `reader.frameAt(row(index).ptsMicros())`.
  public VideoReader open() throws IOException {
    return VideoReader.open(video);
  }
}
