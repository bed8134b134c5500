package dev.handloom.app.delay;

import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.timecode.Hindrance;
import dev.handloom.device.timecode.Picture;
import dev.handloom.device.timecode.ShownCode;
import dev.handloom.device.timecode.TimeCodeReader;
import dev.handloom.device.timecode.TimeCodeResult;
import dev.handloom.store.video.JpegDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the time code in a live camera's pictures, on a thread of its own, until it knows enough.
public final class CameraMeasurement implements AutoCloseable {
  /// So many pictures make the phases of camera and screen pass each other.
  public static final int WANTED = 180;

  private static final Logger LOG = LoggerFactory.getLogger(CameraMeasurement.class);
  private static final long POLL_NANOS = 5_000_000L;

  /// How far it is.
  ///
  /// @param pictures that could be read
  /// @param looked all that came
  /// @param hindrance why the last one could not be read
  /// @param moving whether the camera or the screen moves
  /// @param result so far; null while too few pictures could be read
  public record Standing(
      int pictures,
      int looked,
      Hindrance hindrance,
      boolean moving,
      @Nullable TimeCodeResult result) {
    public boolean done() {
      return pictures >= WANTED;
    }
  }

  private final LiveStream stream;
  private final FrameFormat format;
  private final Picture picture;
  private final TimeCodeReader reader;
  private final UsualBound bound = new UsualBound();
  private volatile boolean running = true;
  private volatile Standing standing = new Standing(0, 0, Hindrance.NONE, false, null);

  public CameraMeasurement(LiveStream stream, ShownCode code) {
    this.stream = stream;
    format = Objects.requireNonNull(stream.spec().frame(), "a camera");
    picture = new Picture(format.width(), format.height());
    reader = new TimeCodeReader(code.pulses(), code.session());
    Thread.ofPlatform().name("time code " + stream.spec().name()).daemon(true).start(this::run);
  }

  public Standing standing() {
    return standing;
  }

  /// How far the capture times of the pictures may be off, by what was said of half of those that
  /// could be read; [Sample#UNBOUNDED] where most had no bound.
  public long boundNanos() {
    return bound.nanos();
  }

  private void run() {
    Sample sample = new Sample(stream.spec());
    RingReader ring = stream.ring().reader();
    ByteBuffer bgra = ByteBuffer.allocateDirect(format.capacity());
    try (JpegDecoder decoder =
        new JpegDecoder(format.width(), format.height(), stream.spec().name())) {
      int looked = 0;
      while (running && !standing.done()) {
        if (!ring.poll(sample)) {
          LockSupport.parkNanos(POLL_NANOS);
          continue;
        }
        looked++;
        try {
          look(sample, bgra, decoder, looked);
        } catch (IOException e) {
          LOG.debug("A picture is damaged: {}", e.getMessage());
        }
      }
    } catch (IOException e) {
      LOG.error("The pictures of {} cannot be read", stream.spec().name(), e);
    }
  }

  private void look(Sample sample, ByteBuffer bgra, JpegDecoder decoder, int looked)
      throws IOException {
    if (format.pixels() == FrameFormat.Pixels.JPEG) {
      decoder.decode(sample.payload, sample.payloadLength, bgra);
      picture.ofBgra(bgra);
    } else {
      picture.ofBgra(sample.payload.asByteBuffer());
    }
    Hindrance why = reader.read(picture, sample.captureNanos);
    if (why == Hindrance.NONE) {
      bound.add(sample.boundNanos);
    }
    standing = new Standing(reader.pictures(), looked, why, reader.moving(), reader.result());
  }

  @Override
  public void close() {
    running = false;
  }
}
