package dev.handloom.app.live;

import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import java.util.Objects;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Shows the newest picture of a camera.
public final class LiveVideo {
  /// JPEG pictures cost some milliseconds each to unpack: to see what goes on, fewer do.
  private static final long UNPACK_EVERY_NANOS = 66_000_000L;

  private final LiveStream stream;
  private final FrameFormat format;
  private final Sample newest;
  private final VideoTile tile;
  private final Subscription pulse;
  private final @Nullable JpegPreview preview;
  private long seen;
  private long unpackedNanos;

  public LiveVideo(String name, LiveStream stream) {
    this.stream = stream;
    format = Objects.requireNonNull(stream.spec().frame(), "a video stream has a format");
    newest = new Sample(stream.spec());
    tile = new VideoTile(name);
    preview =
        format.pixels() == FrameFormat.Pixels.JPEG ? new JpegPreview(stream, format, tile) : null;
    pulse = Pulse.shared().whileShown(tile, this::draw);
  }

  public VideoTile tile() {
    return tile;
  }

  public FrameFormat format() {
    return format;
  }

  public LiveStream stream() {
    return stream;
  }

  private void draw(long now) {
    long published = stream.ring().published();
    if (published == seen) {
      return;
    }
    if (preview != null) {
      if (now - unpackedNanos >= UNPACK_EVERY_NANOS) {
        unpackedNanos = now;
        seen = published;
        preview.want();
      }
      return;
    }
    if (!stream.ring().latest(newest)) {
      return;
    }
    seen = published;
    tile.offer(
        newest.payload, format.width(), format.height(), format.width() * 4, newest.captureNanos);
  }

  /// Lets go of the stream.
  public void end() {
    pulse.unsubscribe();
    if (preview != null) {
      preview.end();
    }
  }
}
