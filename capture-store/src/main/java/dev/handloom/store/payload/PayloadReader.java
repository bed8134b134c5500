package dev.handloom.store.payload;

import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// Takes payloads apart. After [#read] the fields hold what the message said; fields it left out
/// hold what their absence means.
public final class PayloadReader {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int MOST_FIELDS = 16;
  private static final int LONGEST_VARINT = 10;

  private final long[] numbers = new long[MOST_FIELDS];
  private final boolean[] present = new boolean[MOST_FIELDS];
  private final long[] starts = new long[MOST_FIELDS];
  private final long[] lengths = new long[MOST_FIELDS];
  private MemorySegment bytes = MemorySegment.NULL;
  private long at;

  /// Reads a message. Its bytes must stay valid while its texts and values are asked for.
  public void read(MemorySegment message) throws PayloadException {
    bytes = message;
    at = 0;
    Arrays.fill(present, false);
    Arrays.fill(lengths, 0);
    long end = message.byteSize();
    while (at < end) {
      long tag = varint();
      long field = tag >>> 3;
      int slot = field < MOST_FIELDS ? (int) field : 0;
      switch ((int) (tag & 7)) {
        case 0 -> numbers[slot] = varint();
        case 1 -> numbers[slot] = bytes.get(LONG, forward(Long.BYTES));
        case 2 -> {
          long length = varint();
          if (length < 0) {
            throw cut();
          }
          starts[slot] = forward(length);
          lengths[slot] = length;
        }
        case 5 -> numbers[slot] = bytes.get(INT, forward(Integer.BYTES));
        default -> throw new PayloadException("A message has a field of unknown kind");
      }
      present[slot] = true;
    }
  }

  private long forward(long length) throws PayloadException {
    long start = at;
    if (length > bytes.byteSize() - at) {
      throw cut();
    }
    at += length;
    return start;
  }

  private long varint() throws PayloadException {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      byte next = bytes.get(ValueLayout.JAVA_BYTE, forward(1));
      value |= (long) (next & 0x7F) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new PayloadException("A message has a number without end");
  }

  private static PayloadException cut() {
    return new PayloadException("A message ends too early");
  }

  private long number(int field, long otherwise) {
    return present[field] ? numbers[field] : otherwise;
  }

  private String text(int field) {
    byte[] utf8 = bytes.asSlice(starts[field], lengths[field]).toArray(ValueLayout.JAVA_BYTE);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  public long captureNanos() {
    return number(Schemas.CAPTURE, 0);
  }

  /// [Sample#UNBOUNDED] where none was known.
  public long boundNanos() {
    return number(Schemas.BOUND, Sample.UNBOUNDED);
  }

  public long arrivalNanos() {
    return number(Schemas.ARRIVAL, 0);
  }

  /// [Sample#NO_TICKS] where the device sends none.
  public long deviceTicks() {
    return number(Schemas.TICKS, Sample.NO_TICKS);
  }

  public long sequence() {
    return number(Schemas.SEQUENCE, 0);
  }

  /// How many values there are.
  public int valueCount() {
    return (int) (lengths[Schemas.VALUES] / Double.BYTES);
  }

  /// One of the values.
  public double value(int index) {
    Objects.checkIndex(index, valueCount());
    return Double.longBitsToDouble(
        bytes.get(LONG, starts[Schemas.VALUES] + (long) index * Double.BYTES));
  }

  /// Where the raw stamp of a picture comes from; as the stream says where the record does not.
  public StampSource stampSource(StampSource otherwise) {
    String name = text(Schemas.STAMP_SOURCE);
    for (StampSource known : StampSource.values()) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    return otherwise;
  }

  /// Where a picture lies in its video.
  public FrameRow frame() {
    if (number(Schemas.NOT_ENCODED, 0) != 0) {
      return FrameRow.NOT_ENCODED;
    }
    return new FrameRow(
        number(Schemas.VIDEO_PTS, 0),
        number(Schemas.FRAME_INDEX, 0),
        number(Schemas.KEY_FRAME, 0) != 0,
        (int) number(Schemas.PACKET_BYTES, 0),
        (int) number(Schemas.PACKET_CRC, 0),
        number(Schemas.BYTE_OFFSET, FrameRow.NO_OFFSET),
        true);
  }

  public EpisodeEvent event() {
    EventKind kind = EventKind.OTHER;
    String name = text(Schemas.EVENT_KIND);
    for (EventKind known : EventKind.values()) {
      if (known.name().equals(name)) {
        kind = known;
      }
    }
    return new EpisodeEvent(
        number(Schemas.STUDIO, 0),
        kind,
        text(Schemas.EVENT_SUBJECT),
        number(Schemas.EVENT_COUNT, 0),
        text(Schemas.EVENT_TEXT));
  }

  public ClockNote clock() {
    ClockState state = ClockState.ACQUIRING;
    String name = text(Schemas.CLOCK_STATE);
    for (ClockState known : ClockState.values()) {
      if (known.name().equals(name)) {
        state = known;
      }
    }
    return new ClockNote(
        number(Schemas.STUDIO, 0),
        text(Schemas.CLOCK_DEVICE),
        new ClockReport(
            state,
            text(Schemas.CLOCK_METHOD),
            number(Schemas.CLOCK_OFFSET, 0),
            Double.longBitsToDouble(number(Schemas.CLOCK_DRIFT, 0)),
            number(Schemas.CLOCK_BOUND, Sample.UNBOUNDED),
            number(Schemas.CLOCK_SAMPLES, 0),
            number(Schemas.CLOCK_JUMPS, 0)));
  }

  public StudioClock.Anchor anchor() {
    return new StudioClock.Anchor(
        number(Schemas.STUDIO, 0),
        number(Schemas.ANCHOR_UNIX, 0),
        number(Schemas.ANCHOR_UNCERTAINTY, 0));
  }
}
