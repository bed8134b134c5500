package dev.handloom.app.lens;

import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.video.JpegDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/// The newest picture of a live camera, in grey.
public final class GreyFrames implements AutoCloseable {
  private final FrameFormat format;
  private final RingReader ring;
  private final Sample sample;
  private final ByteBuffer bgra;
  private final JpegDecoder decoder;

  public GreyFrames(LiveStream stream) throws IOException {
    format = Objects.requireNonNull(stream.spec().frame(), "a camera");
    ring = stream.ring().reader();
    sample = new Sample(stream.spec());
    bgra = ByteBuffer.allocateDirect(format.capacity());
    decoder = new JpegDecoder(format.width(), format.height(), stream.spec().name());
  }

  public FrameFormat format() {
    return format;
  }

  /// The newest that has come since; older ones are passed over.
  public Optional<GreyPicture> next() {
    boolean any = false;
    while (ring.poll(sample)) {
      any = true;
    }
    if (!any || sample.payloadLength <= 0) {
      return Optional.empty();
    }
    if (format.pixels() == FrameFormat.Pixels.JPEG) {
      try {
        decoder.decode(sample.payload, sample.payloadLength, bgra);
      } catch (IOException e) {
        // A damaged picture is counted by its stream; the next one may be whole.
        return Optional.empty();
      }
      return Optional.of(grey(bgra, format.width(), format.height()));
    }
    return Optional.of(grey(sample.payload.asByteBuffer(), format.width(), format.height()));
  }

  /// Brightness as eyes weigh it.
  static GreyPicture grey(ByteBuffer bgra, int width, int height) {
    byte[] grey = new byte[width * height];
    for (int i = 0; i < grey.length; i++) {
      int blue = bgra.get(4 * i) & 0xFF;
      int green = bgra.get(4 * i + 1) & 0xFF;
      int red = bgra.get(4 * i + 2) & 0xFF;
      grey[i] = (byte) ((29 * blue + 150 * green + 77 * red) >> 8);
    }
    return new GreyPicture(grey, width, height);
  }

  /// A grey picture as one in colours.
  public static void fill(ByteBuffer bgra, GreyPicture picture) {
    for (int i = 0; i < picture.width() * picture.height(); i++) {
      int grey = picture.pixels()[i] & 0xFF;
      bgra.putInt(4 * i, grey << 24 | grey << 16 | grey << 8 | 0xFF);
    }
  }

  @Override
  public void close() {
    decoder.close();
  }
}
