package dev.handloom.app.headset;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.video.JpegDecoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest picture of the rig's first camera, small enough for a page. Asked on one thread.
final class PagePicture implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PagePicture.class);

  /// A JPEG picture that is no larger goes as it is.
  private static final int LARGEST_BYTES = 120_000;

  private static final int WIDEST = 640;

  /// What reads a camera, kept from picture to picture.
  private record Eye(LiveStream stream, FrameFormat format, Sample newest) {}

  private volatile @Nullable Workplace workplace;
  private @Nullable Workplace looksAt;
  private @Nullable Eye eye;
  private long seen;

  PagePicture(CurrentRig current) {
    current.workplaceProperty().subscribe(next -> workplace = next);
  }

  byte @Nullable [] newest() {
    Eye open = eye();
    if (open == null || open.stream().ring().published() == seen) {
      return null;
    }
    seen = open.stream().ring().published();
    if (!open.stream().ring().latest(open.newest())) {
      return null;
    }
    try {
      return jpeg(open);
    } catch (IOException e) {
      LOG.debug("A picture of {} is not shown: {}", open.stream().spec().name(), e.getMessage());
      return null;
    }
  }

  private @Nullable Eye eye() {
    Workplace now = workplace;
    if (now == null) {
      eye = null;
      looksAt = null;
      return null;
    }
    if (!now.equals(looksAt)) {
      looksAt = now;
      Optional<LiveStream> first =
          now.rig().hub().all().stream().filter(each -> each.spec().frame() != null).findFirst();
      LiveStream stream = first.orElse(null);
      FrameFormat format = stream == null ? null : stream.spec().frame();
      eye =
          stream == null || format == null
              ? null
              : new Eye(stream, format, new Sample(stream.spec()));
      seen = 0;
    }
    return eye;
  }

  private static byte[] jpeg(Eye eye) throws IOException {
    FrameFormat format = eye.format();
    Sample newest = eye.newest();
    if (format.pixels() != FrameFormat.Pixels.JPEG) {
      return packed(newest.payload.asByteBuffer(), format);
    }
    if (newest.payloadLength <= LARGEST_BYTES) {
      return newest.payload.asSlice(0, newest.payloadLength).toArray(ValueLayout.JAVA_BYTE);
    }
    ByteBuffer bgra = ByteBuffer.allocateDirect(format.capacity());
    try (JpegDecoder decoder =
        new JpegDecoder(format.width(), format.height(), eye.stream().spec().name())) {
      decoder.decode(newest.payload, newest.payloadLength, bgra);
    }
    return packed(bgra, format);
  }

  /// Every so manieth pixel: to see what the camera sees that is enough, and it costs nothing.
  private static byte[] packed(ByteBuffer bgra, FrameFormat format) throws IOException {
    int step = Math.max(1, Math.ceilDiv(format.width(), WIDEST));
    int width = format.width() / step;
    int height = format.height() / step;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 4 * (y * step * format.width() + x * step);
        row[x] =
            (bgra.get(at + 2) & 0xFF) << 16
                | (bgra.get(at + 1) & 0xFF) << 8
                | (bgra.get(at) & 0xFF);
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    // In memory: the usual way goes by a temporary file, one a picture.
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "jpeg", stream)) {
        throw new IOException("Nothing on board packs JPEG pictures");
      }
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    workplace = null;
  }
}
