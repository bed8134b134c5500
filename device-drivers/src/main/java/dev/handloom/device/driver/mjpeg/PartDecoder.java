package dev.handloom.device.driver.mjpeg;

import dev.handloom.device.driver.picture.JpegWalker;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Takes a multipart body apart into JPEG pictures, from any byte on. Where a picture ends its own
/// markers say, so that neither a boundary that differs from the announced one nor a wrong or
/// missing Content-Length does harm; a delimiter within a picture ends it early.
final class PartDecoder {
  /// Where whole pictures and complaints go.
  interface Sink {
    /// A picture is complete in the payload.
    ///
    /// @param micros the sender's time, or [Sample#NO_TICKS]
    /// @param arrivalNanos when the first byte of the picture had come
    void picture(long micros, long arrivalNanos, int payloadLength);

    /// Bytes came that are no picture.
    void bad(Wrong what, byte[] bytes, int offset, int length, long arrivalNanos);
  }

  /// What is wrong with bytes that are no picture.
  enum Wrong {
    /// Neither a delimiter nor a header.
    BETWEEN,
    /// A part that is no JPEG.
    NOT_JPEG,
    /// A picture that ends before it is whole.
    CUT,
    TOO_LARGE,
    OTHER_SIZE
  }

  private static final int LONGEST_LINE = 1024;

  /// Of a line that is too long, as much is kept: a delimiter may stand at its end.
  private static final int KEPT = 128;

  /// RFC 2046 allows 70.
  private static final int LONGEST_BOUNDARY = 100;

  private static final int MOST_HEADERS = 64;
  private static final int SHOWN = 64;

  private enum At {
    BETWEEN,
    HEADERS,
    PICTURE,
    REST
  }

  private final FrameFormat format;
  private final MemorySegment payload;
  private final Sink sink;
  private final JpegWalker walker = new JpegWalker();
  private final DelimiterWatch watch = new DelimiterWatch();
  private final byte[] line = new byte[LONGEST_LINE];
  private int lineLength;
  private At at = At.BETWEEN;
  private @Nullable String boundary;
  private int headers;
  private long micros;
  private long announced;
  private long arrivalNanos;
  private long taken;
  private boolean inGarbage;
  private int otherWidth;
  private int otherHeight;

  /// @param boundary as announced; null if it was not
  PartDecoder(FrameFormat format, MemorySegment payload, @Nullable String boundary, Sink sink) {
    this.format = format;
    this.payload = payload;
    this.sink = sink;
    if (boundary != null && !bare(boundary).isEmpty()) {
      know(bare(boundary));
    }
  }

  /// Servers disagree whether the dashes belong to it.
  private static String bare(String boundary) {
    return boundary.replaceFirst("^-+", "");
  }

  private void know(String bare) {
    boundary = bare;
    watch.expect(bare);
  }

  /// The size of the last picture that was of another one.
  int otherWidth() {
    return otherWidth;
  }

  int otherHeight() {
    return otherHeight;
  }

  /// Takes the bytes of one read, which ended at the given time.
  void accept(byte[] bytes, int length, long nowNanos) {
    int here = 0;
    while (here < length) {
      here +=
          switch (at) {
            case BETWEEN, HEADERS -> line(bytes, here, length, nowNanos);
            case PICTURE -> picture(bytes, here, length - here, nowNanos);
            case REST -> rest(bytes, here, length - here);
          };
    }
  }

  private int line(byte[] bytes, int from, int to, long nowNanos) {
    int here = from;
    while (here < to) {
      byte b = bytes[here++];
      if (b == '\n') {
        int end = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
        lineLength = 0;
        ended(new String(line, 0, end, StandardCharsets.ISO_8859_1), nowNanos);
        return here - from;
      }
      if (lineLength == LONGEST_LINE) {
        garbage(Wrong.BETWEEN, line, LONGEST_LINE, nowNanos);
        System.arraycopy(line, LONGEST_LINE - KEPT, line, 0, KEPT);
        lineLength = KEPT;
        at = At.BETWEEN;
      }
      line[lineLength++] = b;
    }
    return here - from;
  }

  private void ended(String text, long nowNanos) {
    String known = boundary;
    int delimiter = known == null ? -1 : text.indexOf("--" + known);
    if (delimiter >= 0 || (known == null && text.matches("--[!-~]{1," + LONGEST_BOUNDARY + "}"))) {
      if (delimiter > 0 && !text.substring(0, delimiter).matches("-*")) {
        garbage(Wrong.BETWEEN, text, nowNanos);
      }
      if (known == null) {
        know(bare(text));
      }
      part();
      return;
    }
    if (at == At.HEADERS) {
      if (text.isEmpty()) {
        body();
        return;
      }
      if (header(text)) {
        return;
      }
    } else if (text.isEmpty()) {
      return;
    } else if (text.regionMatches(true, 0, "content-type: image/jp", 0, 22)) {
      // A part whose delimiter was not understood.
      part();
      if (header(text)) {
        return;
      }
    }
    at = At.BETWEEN;
    garbage(Wrong.BETWEEN, text, nowNanos);
  }

  private void part() {
    at = At.HEADERS;
    headers = 0;
    micros = Sample.NO_TICKS;
    announced = -1;
  }

  private boolean header(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || ++headers > MOST_HEADERS) {
      return false;
    }
    String name = text.substring(0, colon).strip();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || name.charAt(i) > '~') {
        return false;
      }
    }
    String value = text.substring(colon + 1).strip();
    if (name.equalsIgnoreCase("Content-Length") && value.matches("[0-9]{1,9}")) {
      announced = Long.parseLong(value);
    } else if (name.equalsIgnoreCase("X-Timestamp")) {
      micros = SecondsText.micros(value);
    }
    return true;
  }

  private void body() {
    at = At.PICTURE;
    taken = 0;
    walker.begin();
    watch.begin();
  }

  private int picture(byte[] bytes, int from, int available, long nowNanos) {
    if (taken == 0) {
      arrivalNanos = nowNanos;
    }
    int most = announced > 0 ? (int) Math.min(available, announced - taken) : available;
    int cut = watch.find(bytes, from, most);
    int walked = walker.accept(bytes, from, Math.min(cut, most));
    int room = (int) Math.min(walked, format.capacity() - taken);
    if (room > 0) {
      MemorySegment.copy(bytes, from, payload, ValueLayout.JAVA_BYTE, taken, room);
    }
    taken += walked;
    if (room == walked && walker.state() == JpegWalker.State.WHOLE) {
      // What comes after the picture is looked at for a delimiter again.
      watch.begin();
      whole();
      return walked;
    }
    if (room == walked && walker.state() == JpegWalker.State.UNDER_WAY) {
      if (cut > most && taken != announced) {
        return walked;
      }
      wrong(Wrong.CUT);
    } else {
      wrong(room < walked ? tooLarge() : Wrong.NOT_JPEG);
    }
    // A part that is no picture may have swallowed the beginning of a delimiter: all that was
    // searched is taken.
    int searched = Math.min(cut, most);
    taken += searched - walked;
    restEnds(cut <= most);
    return searched;
  }

  /// A picture of another size may be larger than there is room for.
  private Wrong tooLarge() {
    return fits() || walker.width() == 0 ? Wrong.TOO_LARGE : otherSize();
  }

  private Wrong otherSize() {
    otherWidth = walker.width();
    otherHeight = walker.height();
    return Wrong.OTHER_SIZE;
  }

  private boolean fits() {
    return walker.width() == format.width() && walker.height() == format.height();
  }

  private void whole() {
    at = announced > taken ? At.REST : At.BETWEEN;
    inGarbage = false;
    if (fits()) {
      sink.picture(micros, arrivalNanos, (int) taken);
    } else {
      bad(otherSize());
    }
  }

  private void wrong(Wrong what) {
    bad(what);
    at = At.REST;
    inGarbage = true;
  }

  private void bad(Wrong what) {
    byte[] head = new byte[(int) Math.min(SHOWN, Math.min(taken, format.capacity()))];
    MemorySegment.copy(payload, ValueLayout.JAVA_BYTE, 0, head, 0, head.length);
    sink.bad(what, head, 0, head.length, arrivalNanos);
  }

  /// Until the announced end of the part, or a delimiter.
  private int rest(byte[] bytes, int from, int available) {
    int most = announced > taken ? (int) Math.min(available, announced - taken) : available;
    int cut = watch.find(bytes, from, most);
    int skipped = Math.min(cut, most);
    taken += skipped;
    restEnds(cut <= most);
    return skipped;
  }

  private void restEnds(boolean delimited) {
    if (delimited) {
      delimited();
    } else if (announced > 0 && taken >= announced) {
      at = At.BETWEEN;
    }
  }

  /// The delimiter has been read up to its last byte; the rest of its line follows.
  private void delimited() {
    byte[] text = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(text, 0, line, 0, text.length);
    lineLength = text.length;
    at = At.BETWEEN;
  }

  private void garbage(Wrong what, String text, long nowNanos) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    garbage(what, bytes, bytes.length, nowNanos);
  }

  /// Once for each run of it.
  private void garbage(Wrong what, byte[] bytes, int length, long nowNanos) {
    if (!inGarbage) {
      inGarbage = true;
      sink.bad(what, bytes, 0, length, nowNanos);
    }
  }
}
