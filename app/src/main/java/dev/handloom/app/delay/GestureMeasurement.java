package dev.handloom.app.delay;

import dev.handloom.app.Version;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.delay.DelayKey;
import dev.handloom.device.delay.GestureMatch;
import dev.handloom.device.delay.HandTrack;
import dev.handloom.device.delay.ImageMotion;
import dev.handloom.device.delay.MeasuredDelay;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.video.JpegDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches a device and a camera while a person makes a gesture, on a thread of its own, until the
/// delay between them is known.
public final class GestureMeasurement implements AutoCloseable {
  /// Whoever has not shown it by then does not.
  public static final double MOST_SECONDS = 120;

  private static final Logger LOG = LoggerFactory.getLogger(GestureMeasurement.class);
  private static final long POLL_NANOS = 4_000_000L;
  private static final int EVERY_PICTURES = 12;

  /// A hand's speed over about a picture.
  private static final long GLANCE_NANOS = 33_000_000L;

  /// Told how much moves, to be drawn.
  @FunctionalInterface
  public interface Glance {
    void at(long captureNanos, double picture, double hand);
  }

  /// How far it is.
  ///
  /// @param pictures that came
  /// @param samples that came from the device
  /// @param over whether no more is looked at
  /// @param match so far; null while there is nothing to compare
  public record Standing(int pictures, int samples, boolean over, @Nullable GestureMatch match) {
    public int movements() {
      return match == null ? 0 : match.movements();
    }

    public boolean done() {
      return match != null
          && match.said() == GestureMatch.Said.CLEAR
          && match.movements() >= GestureMatch.WANTED;
    }
  }

  private final Device device;
  private final LiveStream hand;
  private final Device cameraDevice;
  private final LiveStream camera;
  private final Glance glance;
  private volatile boolean running = true;
  private final UsualBound handBound = new UsualBound();
  private final UsualBound cameraBound = new UsualBound();
  private volatile Standing standing = new Standing(0, 0, false, null);

  public GestureMeasurement(
      Device device, LiveStream hand, Device cameraDevice, LiveStream camera, Glance glance) {
    this.device = device;
    this.hand = hand;
    this.cameraDevice = cameraDevice;
    this.camera = camera;
    this.glance = glance;
    Thread.ofPlatform().name("gesture " + hand.spec().name()).daemon(true).start(this::run);
  }

  public Standing standing() {
    return standing;
  }

  private void run() {
    FrameFormat format = Objects.requireNonNull(camera.spec().frame(), "a camera");
    ImageMotion image = new ImageMotion(format.width(), format.height(), 0);
    HandTrack track = new HandTrack(hand.spec());
    Sample value = new Sample(hand.spec());
    Sample picture = new Sample(camera.spec());
    RingReader values = hand.ring().reader();
    RingReader pictures = camera.ring().reader();
    ByteBuffer bgra = ByteBuffer.allocateDirect(format.capacity());
    int samples = 0;
    int seen = 0;
    try (JpegDecoder decoder =
        new JpegDecoder(format.width(), format.height(), camera.spec().name())) {
      while (running && !standing.over()) {
        boolean some = false;
        while (values.poll(value)) {
          track.add(value.captureNanos, value.values);
          handBound.add(value.boundNanos);
          samples++;
          some = true;
        }
        if (pictures.poll(picture)) {
          seen++;
          cameraBound.add(picture.boundNanos);
          look(image, format, picture, bgra, decoder);
          glance.at(
              picture.captureNanos,
              image.latest(),
              track.speedAt(picture.captureNanos, GLANCE_NANOS));
          if (seen % EVERY_PICTURES == 0) {
            stand(image, track, seen, samples);
          }
        } else if (!some) {
          LockSupport.parkNanos(POLL_NANOS);
        }
      }
    } catch (IOException e) {
      LOG.error("The pictures of {} cannot be read", camera.spec().name(), e);
    }
  }

  private void look(
      ImageMotion image, FrameFormat format, Sample picture, ByteBuffer bgra, JpegDecoder decoder) {
    try {
      if (format.pixels() == FrameFormat.Pixels.JPEG) {
        decoder.decode(picture.payload, picture.payloadLength, bgra);
        image.add(picture.captureNanos, bgra);
      } else {
        image.add(picture.captureNanos, picture.payload.asByteBuffer());
      }
    } catch (IOException e) {
      LOG.debug("A picture is damaged: {}", e.getMessage());
    }
  }

  private void stand(ImageMotion image, HandTrack track, int seen, int samples) {
    GestureMatch match = GestureMatch.of(image.trace(), track, image.offMiddle());
    Standing now = new Standing(seen, samples, false, match);
    boolean late = image.trace().seconds() > MOST_SECONDS;
    standing = new Standing(seen, samples, now.done() || late, match);
  }

  /// Within what the camera's times were right meanwhile.
  public long cameraBoundNanos() {
    return cameraBound.nanos();
  }

  /// What the device's delay comes to; null where the match or one of the clocks does not tell.
  public @Nullable MeasuredDelay measured() {
    GestureMatch match = standing.match();
    PathDelay path = device.clock().path();
    long own = handBound.nanos();
    long film = cameraBound.nanos();
    if (match == null
        || match.said() != GestureMatch.Said.CLEAR
        || path == null
        || own == Sample.UNBOUNDED
        || film == Sample.UNBOUNDED) {
      return null;
    }
    // What its clock leaves open beside the way, which is what was measured.
    long clock = Math.max(0, own - path.uncertaintyNanos());
    long least = path.leastNanos() + match.laterNanos();
    long uncertainty = match.uncertaintyNanos() + film + clock;
    if (least + uncertainty < 0) {
      return null;
    }
    DelayKey key =
        DelayKey.of(device.config(), device.streams().stream().map(LiveStream::spec).toList());
    return new MeasuredDelay(
        key.driver(),
        key.kind(),
        key.device(),
        key.address(),
        key.format(),
        Math.max(0, least),
        match.spreadNanos(),
        uncertainty,
        MeasuredDelay.GESTURE + " before the " + cameraDevice.config().role(),
        match.movements(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        "Handloom " + Version.text());
  }

  @Override
  public void close() {
    running = false;
  }
}
