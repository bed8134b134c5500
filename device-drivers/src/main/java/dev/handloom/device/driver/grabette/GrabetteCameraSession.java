package dev.handloom.device.driver.grabette;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.picture.JpegWalker;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.link.RequestLink;
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

/// Takes the gripper's pictures, a message each, and publishes the whole ones.
final class GrabetteCameraSession implements DriverSession {
  static final String PICTURES = "/api/camera/ws";
  private static final int WAIT_MILLIS = 100;

  /// Then the connection is dead, though nobody has said so, and is made anew.
  private static final long DEAD_NANOS = 5_000_000_000L;

  private static final int MOST_BYTES = 8 << 20;

  private final RequestLink link;
  private final StreamWriter stream;
  private final FrameFormat format;
  private final JpegWalker walker = new JpegWalker();
  private final byte[] message;
  private @Nullable MessageLink pictures;
  private long heardNanos = StudioClock.now();
  private long lost;
  private @Nullable Concern concern;
  private DeviceReport report = DeviceReport.NOTHING;

  GrabetteCameraSession(RequestLink link, StreamWriter stream) {
    this.link = link;
    this.stream = stream;
    format = Objects.requireNonNull(stream.spec().frame());
    message = new byte[Math.min(MOST_BYTES, format.capacity())];
  }

  @Override
  public void pump() throws IOException {
    MessageLink from = pictures;
    if (from == null) {
      from = link.webSocket(PICTURES);
      pictures = from;
      heardNanos = StudioClock.now();
    }
    int length = from.receive(message, WAIT_MILLIS);
    if (from.lostMessages() > lost) {
      stream.lost(from.lostMessages() - lost);
      lost = from.lostMessages();
      say(
          new Concern(
              "A picture was larger than any of its size can be",
              "Look at width and height in the rig file"));
    }
    if (length != MessageLink.NOTHING) {
      heardNanos = from.arrivalNanos();
      accept(length, heardNanos);
    } else if (StudioClock.now() - heardNanos > DEAD_NANOS) {
      throw new IOException(
          "No picture has come for 5 s; look on the gripper's page whether its camera runs: "
              + link.title());
    }
  }

  private void accept(int length, long arrivalNanos) {
    walker.begin();
    int whole = walker.accept(message, 0, length);
    Concern wrong = null;
    if (length >= 2 && message[0] == 'B' && message[1] == 'M') {
      wrong =
          new Concern(
              "It sends BMP pictures, as its software does where there is no camera",
              "Look on the gripper's page whether it found its camera");
    } else if (walker.state() != JpegWalker.State.WHOLE) {
      wrong =
          new Concern(
              "It sends something else than whole JPEG pictures",
              "Bring the gripper's software up to date");
    } else if (walker.width() != format.width() || walker.height() != format.height()) {
      wrong = PictureSize.other(format, walker.width(), walker.height());
    }
    say(wrong);
    if (wrong != null) {
      stream.bad(message, 0, length, arrivalNanos);
      return;
    }
    MemorySegment.copy(message, 0, stream.sample().payload, ValueLayout.JAVA_BYTE, 0, whole);
    stream.sample().payloadLength = whole;
    stream.publish(Sample.NO_TICKS, arrivalNanos);
  }

  private void say(@Nullable Concern now) {
    if (!Objects.equals(now, concern)) {
      concern = now;
      report = DeviceReport.NOTHING.with(now == null ? List.of() : List.of(now));
    }
  }

  @Override
  public DeviceReport report() {
    return report;
  }

  @Override
  public void end() {
    MessageLink open = pictures;
    if (open != null) {
      open.close();
    }
  }
}
