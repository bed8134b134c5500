package dev.handloom.app.gripper;

import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.video.JpegDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The newest picture of a live wrist camera, in grey, with its times. Whoever looks too seldom
/// misses pictures; the camera waits for nobody. Belongs to one thread.
final class WristPictures implements Closeable {
  private final LiveStream stream;
  private final FrameFormat format;
  private final Sample sample;
  private final byte[] grey;
  private @Nullable JpegDecoder decoder;
  private @Nullable ByteBuffer unpacked;
  private long seen;

  WristPictures(LiveStream stream) {
    this.stream = stream;
    format = Objects.requireNonNull(stream.spec().frame(), "a camera");
    sample = new Sample(stream.spec());
    grey = new byte[format.width() * format.height()];
    seen = stream.ring().published();
  }

  /// The newest, if one has come since; overwritten by the next.
  Optional<GreyPicture> next() throws IOException {
    long published = stream.ring().published();
    if (published == seen || !stream.ring().latest(sample)) {
      return Optional.empty();
    }
    seen = published;
    if (sample.payloadLength <= 0) {
      return Optional.empty();
    }
    ByteBuffer bgra = sample.payload.asByteBuffer();
    if (format.pixels() == FrameFormat.Pixels.JPEG) {
      try {
        bgra = unpacked();
      } catch (IOException damaged) {
        // Counted by its stream; the next one may be whole.
        return Optional.empty();
      }
    }
    Grey.of(bgra, grey);
    return Optional.of(new GreyPicture(grey, format.width(), format.height()));
  }

  private ByteBuffer unpacked() throws IOException {
    JpegDecoder used = decoder;
    ByteBuffer into = unpacked;
    if (used == null || into == null) {
      used = new JpegDecoder(format.width(), format.height(), stream.spec().name());
      into = ByteBuffer.allocateDirect(format.capacity());
      decoder = used;
      unpacked = into;
    }
    used.decode(sample.payload, sample.payloadLength, into);
    return into;
  }

  FrameFormat format() {
    return format;
  }

  /// That of the last picture.
  Sample sample() {
    return sample;
  }

  @Override
  public void close() {
    JpegDecoder used = decoder;
    if (used != null) {
      used.close();
    }
  }
}
