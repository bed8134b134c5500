package dev.handloom.device.sim.mjpeg;

import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.stream.PictureFault;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A camera with a web server, as small as one in a camera is: whoever asks for anything gets
/// pictures until he hangs up. Speaks HTTP itself, because it does not need more of it.
final class MjpegInstrument implements Instrument {
  /// What servers in the field do differently.
  enum Manner {
    /// As mjpg-streamer: length and time with every picture, and the delimiter behind it.
    CAREFUL,
    /// As many cheap cameras: neither length nor time, and dashes in the announced boundary.
    BARE
  }

  private static final String BOUNDARY = "camera-part";
  private static final int HEAD_ROOM = 256;
  private static final int LONGEST_REQUEST = 4096;

  private final Manner manner;
  private final PersonCamera camera;
  private final byte[] picture;
  private final StringBuilder request = new StringBuilder();
  private boolean streaming;

  MjpegInstrument(Manner manner, PersonCamera camera) {
    this.manner = manner;
    this.camera = camera;
    picture = new byte[camera.format().capacity()];
  }

  @Override
  public int packetBytes() {
    return picture.length + HEAD_ROOM;
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    streaming = false;
    request.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    if (request.length() > LONGEST_REQUEST) {
      request.setLength(0);
    }
    if (request.indexOf("\r\n\r\n") < 0) {
      return;
    }
    boolean get = request.indexOf("GET ") == 0;
    request.setLength(0);
    String answer =
        get
            ? "HTTP/1.0 200 OK\r\nConnection: close\r\nCache-Control: no-store\r\n"
                + "Content-Type: multipart/x-mixed-replace;boundary="
                + (manner == Manner.CAREFUL ? BOUNDARY : "--" + BOUNDARY)
                + "\r\n\r\n"
                + (manner == Manner.CAREFUL ? "--" + BOUNDARY + "\r\n" : "")
            : "HTTP/1.0 405 -\r\nContent-Length: 0\r\n\r\n";
    byte[] head = answer.getBytes(StandardCharsets.US_ASCII);
    reply.send(head, head.length, 0);
    streaming = get;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    if (!streaming) {
      return 0;
    }
    int length = camera.take(sinceStartNanos, picture, 0);
    String before =
        switch (manner) {
          case CAREFUL ->
              String.format(
                  Locale.ROOT,
                  "Content-Type: image/jpeg\r\nContent-Length: %d\r\nX-Timestamp: %d.%06d\r\n\r\n",
                  length,
                  deviceMicros / 1_000_000,
                  deviceMicros % 1_000_000);
          case BARE -> "--" + BOUNDARY + "\r\nContent-type: image/jpeg\r\n\r\n";
        };
    int at = put(before, into, 0);
    System.arraycopy(picture, 0, into, at, length);
    return put(manner == Manner.CAREFUL ? "\r\n--" + BOUNDARY + "\r\n" : "\r\n", into, at + length);
  }

  private static int put(String text, byte[] into, int at) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, into, at, bytes.length);
    return at + bytes.length;
  }

  @Override
  public void restarted() {
    streaming = false;
    request.setLength(0);
  }

  @Override
  public void spoil(PictureFault how, long untilSinceStartNanos) {
    camera.spoil(how, untilSinceStartNanos);
  }
}
