package dev.handloom.device.driver.mjpeg;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.RequestLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Opens the stream of pictures, reads it, and publishes the whole ones.
final class MjpegSession implements DriverSession, PartDecoder.Sink {
  private static final int ANSWER_MILLIS = 2500;
  private static final int WAIT_MILLIS = 100;
  private static final int BLOCK = 1 << 16;

  /// Then the connection is dead, though nobody has said so, and is made anew.
  private static final long DEAD_NANOS = 5_000_000_000L;

  /// A server that repeats a time does not measure it, but a picture may have been sent twice.
  private static final int REPEATS_BEFORE_COMPLAINT = 10;

  private static final Pattern BOUNDARY =
      Pattern.compile("boundary\\s*=\\s*(\"[^\"]*\"|[^;\\s]+)", Pattern.CASE_INSENSITIVE);

  private final @Nullable RequestLink asked;
  private final StreamWriter stream;
  private final FrameFormat format;
  private final boolean stamped;
  private final byte[] block = new byte[BLOCK];
  private @Nullable ByteLink link;
  private @Nullable PartDecoder decoder;
  private long heardNanos = StudioClock.now();
  private long lastMicros = Sample.NO_TICKS;
  private int repeats;
  private boolean offersTime;
  private boolean withoutTime;
  private PartDecoder.@Nullable Wrong wrong;
  private boolean changed;
  private DeviceReport report = DeviceReport.NOTHING;

  private MjpegSession(
      @Nullable RequestLink asked, @Nullable ByteLink link, StreamWriter stream, boolean stamped) {
    this.asked = asked;
    this.link = link;
    this.stream = stream;
    this.stamped = stamped;
    format = Objects.requireNonNull(stream.spec().frame());
  }

  /// Null over a link that cannot carry it.
  static @Nullable MjpegSession over(Link link, StreamWriter stream, boolean stamped) {
    return switch (link) {
      case RequestLink http -> new MjpegSession(http, null, stream, stamped);
      case ByteLink bytes -> new MjpegSession(null, bytes, stream, stamped);
      default -> null;
    };
  }

  @Override
  public void pump() throws IOException {
    ByteLink open = link;
    RequestLink http = asked;
    if (open == null && http != null) {
      RequestLink.Running answer = http.stream("", ANSWER_MILLIS);
      open = answer.bytes();
      link = open;
      decoder = decoder(boundary(answer.contentType(), open));
      heardNanos = StudioClock.now();
    }
    PartDecoder parts = decoder;
    if (parts == null) {
      parts = decoder(null);
      decoder = parts;
    }
    if (open == null) {
      throw new IllegalStateException("Neither asked nor open");
    }
    int got = open.read(block, 0, block.length, WAIT_MILLIS);
    if (got > 0) {
      heardNanos = open.arrivalNanos();
      parts.accept(block, got, heardNanos);
    } else if (http != null && StudioClock.now() - heardNanos > DEAD_NANOS) {
      throw new IOException("Nothing has come for 5 s: " + open.title());
    }
  }

  private PartDecoder decoder(@Nullable String boundary) {
    return new PartDecoder(format, stream.sample().payload, boundary, this);
  }

  /// What the server announces; whatever is no stream of pictures is refused in words.
  private static @Nullable String boundary(String contentType, ByteLink open) throws IOException {
    String kind = contentType.toLowerCase(Locale.ROOT);
    if (kind.startsWith("image/")) {
      open.close();
      throw new IOException(
          "It sends a single picture ("
              + printable(contentType)
              + "), not one after the other;"
              + " its stream has another path: "
              + open.title());
    }
    // Some servers do not know what they send.
    boolean unsaid = kind.isEmpty() || kind.startsWith("application/octet-stream");
    if (!unsaid && !kind.startsWith("multipart/")) {
      open.close();
      throw new IOException(
          "It answers with "
              + printable(contentType)
              + ", not with JPEG pictures; its stream may have another path: "
              + open.title());
    }
    Matcher matcher = BOUNDARY.matcher(contentType);
    return matcher.find() ? matcher.group(1).replace("\"", "") : null;
  }

  private static String printable(String text) {
    String clean = text.replaceAll("[^ -~]", " ").strip();
    return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
  }

  @Override
  public void picture(long micros, long arrivalNanos, int payloadLength) {
    if (stamped && micros == Sample.NO_TICKS) {
      changed |= !withoutTime;
      withoutTime = true;
      stream.bad(block, 0, 0, arrivalNanos);
      return;
    }
    if (micros != Sample.NO_TICKS) {
      changed |= !offersTime;
      offersTime = true;
      repeats = micros == lastMicros ? repeats + 1 : 0;
      changed |= stamped && repeats == REPEATS_BEFORE_COMPLAINT;
      lastMicros = micros;
    }
    changed |= withoutTime || wrong != null;
    withoutTime = false;
    wrong = null;
    stream.sample().payloadLength = payloadLength;
    stream.publish(stamped ? micros : Sample.NO_TICKS, arrivalNanos);
  }

  @Override
  public void bad(PartDecoder.Wrong what, byte[] bytes, int offset, int length, long arrivalNanos) {
    changed |= wrong != what;
    wrong = what;
    stream.bad(bytes, offset, length, arrivalNanos);
  }

  @Override
  public DeviceReport report() {
    if (changed) {
      changed = false;
      report = DeviceReport.NOTHING.with(concerns());
    }
    return report;
  }

  private List<Concern> concerns() {
    List<Concern> concerns = new ArrayList<>();
    PartDecoder.Wrong now = wrong;
    PartDecoder parts = decoder;
    if (withoutTime) {
      concerns.add(
          new Concern(
              "It sends no X-Timestamp, by which its pictures were to be dated; none is recorded",
              "Set time to arrival in the rig file"));
    }
    if (stamped && repeats >= REPEATS_BEFORE_COMPLAINT) {
      concerns.add(
          new Concern(
              "It sends the same X-Timestamp again and again",
              "Set time to arrival in the rig file"));
    }
    if (now != null && parts != null) {
      switch (now) {
        case OTHER_SIZE ->
            concerns.add(PictureSize.other(format, parts.otherWidth(), parts.otherHeight()));
        case CUT ->
            concerns.add(
                new Concern(
                    "A picture ended before it was whole",
                    "Look at its network; a lower quality or rate makes pictures smaller"));
        case NOT_JPEG ->
            concerns.add(
                new Concern(
                    "It sends something else than JPEG pictures",
                    "Choose MJPEG on the camera's own page"));
        case TOO_LARGE ->
            concerns.add(
                new Concern(
                    "A picture is larger than any of its size can be",
                    "Look at width and height in the rig file"));
        case BETWEEN ->
            concerns.add(
                new Concern(
                    "Something comes that is no picture",
                    "Look whether it is the right port and path"));
      }
    }
    if (!stamped && offersTime) {
      concerns.add(
          new Concern(
              "It sends the time of each picture, which is not used",
              "Set time to x-timestamp in the rig file for better times"));
    }
    return concerns;
  }

  @Override
  public void end() {
    ByteLink open = link;
    if (asked != null && open != null) {
      open.close();
    }
  }
}
