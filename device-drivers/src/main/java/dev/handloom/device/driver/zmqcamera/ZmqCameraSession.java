package dev.handloom.device.driver.zmqcamera;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.driver.picture.JpegWalker;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes the wanted camera's picture out of each message and publishes it once.
final class ZmqCameraSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;

  /// Names and times around the pictures of a message.
  private static final int AROUND = 1 << 16;

  private static final int MOST_BYTES = 8 << 20;

  private final MessageLink link;
  private final StreamWriter stream;
  private final FrameFormat format;
  private final String camera;
  private final boolean stamped;
  private final PictureMessage picture;
  private final JpegWalker walker = new JpegWalker();
  private final byte[] message;
  private long lastMicros = Sample.NO_TICKS;
  private long lost;
  private @Nullable Concern concern;
  private DeviceReport report = DeviceReport.NOTHING;

  ZmqCameraSession(MessageLink link, StreamWriter stream, String camera, boolean stamped) {
    this.link = link;
    this.stream = stream;
    this.camera = camera;
    this.stamped = stamped;
    format = Objects.requireNonNull(stream.spec().frame());
    picture = new PictureMessage(camera);
    // Base64 makes four bytes of three; a message has the pictures of all cameras of its server.
    message = new byte[(int) Math.min(MOST_BYTES, format.capacity() * 4L / 3 + AROUND)];
  }

  @Override
  public void pump() throws IOException {
    int length = link.receive(message, WAIT_MILLIS);
    if (link.lostMessages() > lost) {
      stream.lost(link.lostMessages() - lost);
      lost = link.lostMessages();
      concern =
          new Concern(
              "A message was larger than pictures of this size can be",
              "Look at width and height in the rig file");
    }
    if (length == MessageLink.NOTHING) {
      return;
    }
    try {
      picture.read(message, length);
    } catch (Unexpected e) {
      bad(length, "It sends something else than pictures", "Look whether it is the right port");
      return;
    }
    byte[] jpeg = picture.jpeg();
    if (jpeg == null) {
      bad(
          length,
          "It has no camera called " + camera + ", but " + String.join(", ", picture.names()),
          "Set camera in the rig file to one of these");
    } else if (stamped && picture.micros() == Sample.NO_TICKS) {
      bad(
          length,
          "It sends no time with its pictures, by which they were to be dated; none is recorded",
          "Set time to arrival in the rig file");
    } else if (picture.micros() == Sample.NO_TICKS || picture.micros() != lastMicros) {
      lastMicros = picture.micros();
      publish(jpeg, length);
    }
  }

  private void publish(byte[] jpeg, int length) {
    walker.begin();
    walker.accept(jpeg, 0, jpeg.length);
    if (walker.state() != JpegWalker.State.WHOLE) {
      bad(length, "It sends something else than whole JPEG pictures", "Look at its server");
      return;
    }
    if (walker.width() != format.width() || walker.height() != format.height()) {
      bad(length, PictureSize.other(format, walker.width(), walker.height()));
      return;
    }
    if (jpeg.length > format.capacity()) {
      bad(length, "A picture is larger than any of its size can be", "Look at its server");
      return;
    }
    concern = null;
    MemorySegment.copy(jpeg, 0, stream.sample().payload, ValueLayout.JAVA_BYTE, 0, jpeg.length);
    stream.sample().payloadLength = jpeg.length;
    stream.publish(stamped ? picture.micros() : Sample.NO_TICKS, link.arrivalNanos());
  }

  private void bad(int length, String what, String remedy) {
    bad(length, new Concern(what, remedy));
  }

  private void bad(int length, Concern why) {
    concern = why;
    stream.bad(message, 0, length, link.arrivalNanos());
  }

  @Override
  public DeviceReport report() {
    Concern now = concern;
    boolean same =
        now == null
            ? report.concerns().isEmpty()
            : report.concerns().size() == 1 && report.concerns().getFirst().equals(now);
    if (!same) {
      report = DeviceReport.NOTHING.with(now == null ? List.of() : List.of(now));
    }
    return report;
  }
}
