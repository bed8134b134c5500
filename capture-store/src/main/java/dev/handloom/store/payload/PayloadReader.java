package dev.handloom.store.payload;

import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes payloads apart. After [#read] the fields hold what the message said; fields it left out
/// hold what their absence means.
public final class PayloadReader {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int MOST_FIELDS = 16;
  private static final int LONGEST_VARINT = 10;

  /// Empty poses cost two bytes in a message and much more here.
  private static final int MOST_VALUES = 1 << 16;

  private static final int STAMP_SLOT = MOST_FIELDS;

  private final long[] numbers = new long[MOST_FIELDS + 1];
  private final boolean[] present = new boolean[MOST_FIELDS + 1];
  private final long[] starts = new long[MOST_FIELDS + 1];
  private final long[] lengths = new long[MOST_FIELDS + 1];
  private MemorySegment bytes = MemorySegment.NULL;
  private Form form = Form.OWN;
  private double[] values = new double[HandPose.VALUES];
  private int gathered;
  private long at;

  /// Where the part of the message that is being read ends.
  private long limit;

  /// Reads a message of ours. Its bytes must stay valid while its texts and values are asked for.
  public void read(MemorySegment message) throws PayloadException {
    read(Form.OWN, message);
  }

  /// Reads a message of any form. Its bytes must stay valid while its texts and values are asked
  /// for.
  public void read(Form messageForm, MemorySegment message) throws PayloadException {
    bytes = message;
    form = messageForm;
    at = 0;
    gathered = 0;
    Arrays.fill(present, false);
    Arrays.fill(lengths, 0);
    if (form == Form.OWN) {
      own(message.byteSize());
    } else {
      published(message.byteSize());
    }
  }

  /// The bytes of the message that was read last.
  public MemorySegment message() {
    return bytes;
  }

  /// In which form it was read.
  public Form form() {
    return form;
  }

  /// The bytes of a field that holds bytes; none where it is left out.
  MemorySegment part(int field) {
    return bytes.asSlice(starts[field], lengths[field]);
  }

  MemorySegment stamp() {
    return part(STAMP_SLOT);
  }

  private void own(long end) throws PayloadException {
    limit = end;
    while (at < end) {
      long tag = varint();
      long field = tag >>> 3;
      int slot = field < MOST_FIELDS ? (int) field : field == Foxglove.STAMP ? STAMP_SLOT : 0;
      switch ((int) (tag & 7)) {
        case 0 -> numbers[slot] = varint();
        case 1 -> numbers[slot] = bytes.get(LONG, forward(Long.BYTES));
        case 2 -> {
          long length = length();
          starts[slot] = forward(length);
          lengths[slot] = length;
        }
        case 5 -> numbers[slot] = bytes.get(INT, forward(Integer.BYTES));
        default -> throw unknownKind();
      }
      present[slot] = true;
    }
  }

  /// The outermost level of one of Foxglove's messages.
  private void published(long end) throws PayloadException {
    limit = end;
    while (at < end) {
      long tag = varint();
      if ((tag & 7) != 2) {
        skip(tag);
        continue;
      }
      long length = length();
      long start = forward(length);
      long stop = at;
      at = start;
      limit = stop;
      int field = (int) Math.min(tag >>> 3, Integer.MAX_VALUE);
      if (field == Foxglove.STAMP) {
        own(stop);
      } else if (form == Form.LOG && field == Foxglove.LOG_MESSAGE) {
        starts[Schemas.EVENT_TEXT] = start;
        lengths[Schemas.EVENT_TEXT] = length;
      } else if (form == Form.JOINTS && field == Foxglove.JOINTS) {
        reals(stop, Foxglove.JOINT_POSITION, 1);
      } else if ((form == Form.POSE || form == Form.HAND) && field == Foxglove.POSE) {
        pose(stop);
      }
      at = stop;
      limit = end;
    }
  }

  private void pose(long end) throws PayloadException {
    int first = gathered;
    more(7);
    while (at < end) {
      long tag = varint();
      if ((tag & 7) != 2) {
        skip(tag);
        continue;
      }
      long length = length();
      long start = forward(length);
      long stop = at;
      at = start;
      limit = stop;
      if (tag >>> 3 == Foxglove.POSITION) {
        gathered = first;
        reals(stop, 1, 3);
      } else if (tag >>> 3 == Foxglove.ORIENTATION) {
        gathered = first + 3;
        reals(stop, 1, 4);
      }
      at = stop;
      limit = end;
    }
    gathered = first + 7;
  }

  /// Gathers the real numbers of `count` fields from `from` on; one that is left out is 0.
  private void reals(long end, int from, int count) throws PayloadException {
    int first = gathered;
    more(count);
    while (at < end) {
      long tag = varint();
      long place = (tag >>> 3) - from;
      if ((tag & 7) == 1 && place >= 0 && place < count) {
        values[first + (int) place] = Double.longBitsToDouble(bytes.get(LONG, forward(Long.BYTES)));
      } else {
        skip(tag);
      }
    }
    gathered = first + count;
  }

  /// Makes room for numbers, all 0.
  private void more(int count) throws PayloadException {
    if (gathered > MOST_VALUES) {
      throw new PayloadException("A message has more numbers than any stream");
    }
    if (gathered + count > values.length) {
      values = Arrays.copyOf(values, Math.max(2 * values.length, gathered + count));
    }
    Arrays.fill(values, gathered, gathered + count, 0);
  }

  private void skip(long tag) throws PayloadException {
    switch ((int) (tag & 7)) {
      case 0 -> varint();
      case 1 -> forward(Long.BYTES);
      case 2 -> forward(length());
      case 5 -> forward(Integer.BYTES);
      default -> throw unknownKind();
    }
  }

  private long length() throws PayloadException {
    long length = varint();
    if (length < 0) {
      throw cut();
    }
    return length;
  }

  private static PayloadException unknownKind() {
    return new PayloadException("A message has a field of unknown kind");
  }

  private long forward(long length) throws PayloadException {
    long start = at;
    if (length > limit - at) {
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
    return form == Form.OWN ? (int) (lengths[Schemas.VALUES] / Double.BYTES) : gathered;
  }

  /// One of the values.
  public double value(int index) {
    Objects.checkIndex(index, valueCount());
    if (form != Form.OWN) {
      return values[index];
    }
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
        text(Schemas.EVENT_TEXT),
        number(Schemas.EVENT_UNTIL, number(Schemas.STUDIO, 0)));
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
            number(Schemas.CLOCK_JUMPS, 0),
            path()));
  }

  /// Null where nobody wrote it down: before it was, or because it was not assumed.
  private @Nullable PathDelay path() {
    long least = number(Schemas.CLOCK_PATH, Long.MIN_VALUE);
    long doubt = number(Schemas.CLOCK_PATH_DOUBT, Long.MIN_VALUE);
    return least == Long.MIN_VALUE || doubt == Long.MIN_VALUE
        ? null
        : new PathDelay(least, doubt, text(Schemas.CLOCK_PATH_ORIGIN));
  }

  public StudioClock.Anchor anchor() {
    return new StudioClock.Anchor(
        number(Schemas.STUDIO, 0),
        number(Schemas.ANCHOR_UNIX, 0),
        number(Schemas.ANCHOR_UNCERTAINTY, 0));
  }
}
