package dev.handloom.app.live;

import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import java.util.Objects;
import javafx.util.Subscription;

/// Shows the newest picture of a camera.
public final class LiveVideo {
  private final LiveStream stream;
  private final FrameFormat format;
  private final Sample newest;
  private final VideoTile tile;
  private final Subscription pulse;
  private long seen;

  public LiveVideo(String name, LiveStream stream) {
    this.stream = stream;
    format = Objects.requireNonNull(stream.spec().frame(), "a video stream has a format");
    newest = new Sample(stream.spec());
    tile = new VideoTile(name);
    pulse = Pulse.shared().whileShown(tile, _ -> draw());
  }

  public VideoTile tile() {
    return tile;
  }

  public LiveStream stream() {
    return stream;
  }

  private void draw() {
    long published = stream.ring().published();
    if (published == seen || !stream.ring().latest(newest)) {
      return;
    }
    seen = published;
    tile.offer(
        newest.payload, format.width(), format.height(), format.width() * 4, newest.captureNanos);
  }

  /// Lets go of the stream.
  public void end() {
    pulse.unsubscribe();
  }
}
