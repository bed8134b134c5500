package dev.handloom.device.sim.zmqcamera;

import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.stream.PictureFault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/// A server as LeRobot's, with one camera: reads it, stamps, packs, publishes; and now and then
/// publishes a picture twice, because its loop has a pace of its own.
final class ZmqCameraInstrument implements Instrument {
  private static final int AROUND = 512;

  /// The wall clock of the server: some day in 2026.
  private static final long EPOCH_MICROS = 1_790_000_000_000_000L;

  /// A picture in so many is published twice.
  private static final int TWICE = 7;

  private final PersonCamera camera;
  private final String name;
  private final byte[] picture;
  private final Publisher publisher = new Publisher();
  private byte[] last = new byte[0];
  private long lastMicros;

  ZmqCameraInstrument(PersonCamera camera, String name) {
    this.camera = camera;
    this.name = name;
    picture = new byte[camera.format().capacity()];
  }

  @Override
  public int packetBytes() {
    return picture.length * 4 / 3 + AROUND;
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    byte[] answer = publisher.hear(bytes, length);
    if (answer.length > 0) {
      reply.send(answer, answer.length, 0);
    }
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    if (!publisher.subscribed()) {
      return 0;
    }
    if (last.length == 0 || count % TWICE != 0) {
      int length = camera.take(sinceStartNanos, picture, 0);
      last = Base64.getEncoder().encode(Arrays.copyOf(picture, length));
      lastMicros = EPOCH_MICROS + deviceMicros;
    }
    String before =
        String.format(
            Locale.ROOT,
            "{\"timestamps\": {\"%s\": %d.%06d}, \"images\": {\"%s\": \"",
            name,
            lastMicros / 1_000_000,
            lastMicros % 1_000_000,
            name);
    byte[] head = before.getBytes(StandardCharsets.US_ASCII);
    byte[] tail = "\"}}".getBytes(StandardCharsets.US_ASCII);
    int at = Publisher.header(into, (long) head.length + last.length + tail.length);
    for (byte[] part : new byte[][] {head, last, tail}) {
      System.arraycopy(part, 0, into, at, part.length);
      at += part.length;
    }
    return at;
  }

  @Override
  public void restarted() {
    publisher.reset();
  }

  @Override
  public void spoil(PictureFault how, long untilSinceStartNanos) {
    camera.spoil(how, untilSinceStartNanos);
  }
}
