package dev.handloom.device.openxr;

import dev.handloom.device.driver.headset.HeadsetPart;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Puts messages together from whatever pieces they come in. Belongs to one thread.
public final class XrReader {
  /// Where messages and complaints go.
  public interface Sink {
    /// A part was located.
    ///
    /// @param number counts what the child should have located of this part
    /// @param locatedNanos the moment that the values are of
    /// @param doubtNanos how far that may be off
    /// @param aheadNanos how far the moment lay ahead when the runtime was asked: foretold if > 0
    /// @param values the reader's own; gone with the next message
    void sample(
        HeadsetPart part,
        long number,
        long locatedNanos,
        long doubtNanos,
        long aheadNanos,
        double[] values);

    /// A message of text.
    void text(XrWire.Kind kind, String json);

    /// Somebody is to buzz.
    default void pulse(boolean left, double seconds, double strength, double hertz) {}

    /// Bytes came that belong to no message; once for each run of them.
    void bad(byte[] bytes, int offset, int length);
  }

  private final Sink sink;
  private final double[] values = new double[HeadsetPart.MOST];
  private byte[] bytes = new byte[XrWire.LARGEST + XrWire.HEAD + XrWire.TAIL];
  private int from;
  private int to;
  private boolean inGarbage;

  public XrReader(Sink sink) {
    this.sink = sink;
  }

  /// Takes the bytes of one read.
  public void accept(byte[] more, int offset, int length) {
    if (to + length > bytes.length) {
      System.arraycopy(bytes, from, bytes, 0, to - from);
      to -= from;
      from = 0;
      if (to + length > bytes.length) {
        bytes = Arrays.copyOf(bytes, to + length);
      }
    }
    System.arraycopy(more, offset, bytes, to, length);
    to += length;
    while (from < to && step()) {
      // Until a message is not whole.
    }
    if (from == to) {
      from = 0;
      to = 0;
    }
  }

  private boolean step() {
    int start = from;
    while (start < to && !mayBegin(start)) {
      start++;
    }
    if (start > from) {
      garbage(from, start - from);
      from = start;
      return from < to;
    }
    if (to - from < XrWire.HEAD) {
      return false;
    }
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int payload = view.getInt(from + 4);
    int all = XrWire.HEAD + payload + XrWire.TAIL;
    if (payload < 0 || payload > XrWire.LARGEST || !XrWire.known(bytes[from + 2])) {
      skip();
      return true;
    }
    if (to - from < all) {
      return false;
    }
    int checked = XrWire.HEAD + payload;
    if (view.getInt(from + checked) != XrWire.check(bytes, from, checked)
        || !deliver(view, payload)) {
      skip();
      return true;
    }
    inGarbage = false;
    from += all;
    return true;
  }

  private boolean mayBegin(int at) {
    return bytes[at] == 'X'
        && (at + 1 >= to || bytes[at + 1] == 'R')
        && (at + 3 >= to || bytes[at + 3] == XrWire.VERSION);
  }

  /// A message may begin inside of what looked like one.
  private void skip() {
    garbage(from, 1);
    from++;
  }

  private void garbage(int at, int length) {
    if (!inGarbage) {
      inGarbage = true;
      sink.bad(bytes, at, length);
    }
  }

  private boolean deliver(ByteBuffer view, int payload) {
    XrWire.Kind kind = XrWire.kind(bytes[from + 2]);
    int at = from + XrWire.HEAD;
    switch (kind) {
      case SAMPLE -> {
        return sample(view, at, payload);
      }
      case PULSE -> {
        if (payload != 13) {
          return false;
        }
        sink.pulse(
            bytes[at] == 0, view.getFloat(at + 1), view.getFloat(at + 5), view.getFloat(at + 9));
      }
      case HELLO, STATE, TROUBLE, SETUP ->
          sink.text(kind, new String(bytes, at, payload, StandardCharsets.UTF_8));
    }
    return true;
  }

  private boolean sample(ByteBuffer view, int at, int payload) {
    int number = bytes[at];
    if (payload < 29 || number < 0 || number >= HeadsetPart.parts()) {
      return false;
    }
    HeadsetPart part = HeadsetPart.of(number);
    if (payload != 29 + 8 * part.count()) {
      return false;
    }
    for (int i = 0; i < part.count(); i++) {
      values[i] = view.getDouble(at + 29 + 8 * i);
      if (!Double.isFinite(values[i])) {
        return false;
      }
    }
    sink.sample(
        part,
        Integer.toUnsignedLong(view.getInt(at + 1)),
        view.getLong(at + 5),
        view.getLong(at + 13),
        view.getLong(at + 21),
        values);
    return true;
  }
}
