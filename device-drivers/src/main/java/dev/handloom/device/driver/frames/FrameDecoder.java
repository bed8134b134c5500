package dev.handloom.device.driver.frames;

import dev.handloom.device.stream.FrameFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Puts frames together from whatever pieces they come in. Allocates nothing after it is made.
final class FrameDecoder {
  /// Where whole frames and complaints go.
  interface Sink {
    /// A picture is complete in the payload.
    void frame(long sequence, long deviceMicros, long arrivalNanos, int payloadLength);

    /// Bytes came that belong to no frame; once for each run of them.
    void bad(byte[] bytes, int offset, int length, long arrivalNanos);
  }

  private static final byte FIRST = 'H';

  private final FrameFormat format;
  private final MemorySegment payload;
  private final Sink sink;
  private final FrameHeader header = new FrameHeader();

  private final byte[] head = new byte[FrameHeader.BYTES];
  private int headLength;
  private long arrivalNanos;
  private boolean inPayload;
  private int filled;
  private boolean inGarbage;

  FrameDecoder(FrameFormat format, MemorySegment payload, Sink sink) {
    this.format = format;
    this.payload = payload;
    this.sink = sink;
  }

  /// Takes the bytes of one read, which ended at the given time.
  void accept(byte[] bytes, int length, long nowNanos) {
    int at = 0;
    while (at < length) {
      at += inPayload ? payload(bytes, at, length) : head(bytes, at, length, nowNanos);
    }
  }

  private int payload(byte[] bytes, int at, int length) {
    int take = Math.min(length - at, header.payloadLength - filled);
    MemorySegment.copy(bytes, at, payload, ValueLayout.JAVA_BYTE, filled, take);
    filled += take;
    if (filled == header.payloadLength) {
      inPayload = false;
      headLength = 0;
      sink.frame(header.sequence, header.deviceMicros, arrivalNanos, filled);
    }
    return take;
  }

  private int head(byte[] bytes, int at, int length, long nowNanos) {
    if (headLength == 0) {
      int start = at;
      while (at < length && bytes[at] != FIRST) {
        at++;
      }
      if (at > start) {
        garbage(bytes, start, at - start, nowNanos);
      }
      arrivalNanos = nowNanos;
      if (at > start) {
        return at - start;
      }
    }
    int take = Math.min(length - at, FrameHeader.BYTES - headLength);
    System.arraycopy(bytes, at, head, headLength, take);
    headLength += take;
    if (headLength == FrameHeader.BYTES) {
      if (header.read(head, 0) && header.announces(format)) {
        inPayload = true;
        inGarbage = false;
        filled = 0;
      } else {
        garbage(head, 0, FrameHeader.BYTES, nowNanos);
        again(nowNanos);
      }
    }
    return take;
  }

  /// The header may begin inside of what looked like one.
  private void again(long nowNanos) {
    int next = 1;
    while (next < FrameHeader.BYTES && head[next] != FIRST) {
      next++;
    }
    headLength = FrameHeader.BYTES - next;
    System.arraycopy(head, next, head, 0, headLength);
    arrivalNanos = nowNanos;
  }

  private void garbage(byte[] bytes, int offset, int length, long nowNanos) {
    if (!inGarbage) {
      inGarbage = true;
      sink.bad(bytes, offset, length, nowNanos);
    }
  }
}
