package dev.handloom.device.openxr;

import dev.handloom.device.driver.headset.HeadsetPart;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Messages between the studio and the child process, little-endian, in both directions.
///
/// | at | type | |
/// |---|---|---|
/// | 0 | 2 bytes | `XR` |
/// | 2 | u8 | kind |
/// | 3 | u8 | version, 1 |
/// | 4 | u32 | bytes of payload, n |
/// | 8 | n bytes | payload |
/// | 8+n | u32 | CRC-32 of all before it but `XR` |
///
/// | kind | from | payload |
/// |---|---|---|
/// | 1 hello | child | JSON: who the runtime is and what it can do |
/// | 2 sample | child | u8 part, u32 number, i64 time located in ns, i64 how far that is off at most in ns, i64 how far it lay ahead of the moment of asking in ns, f64… |
/// | 3 state | child | JSON: the session's state; `recentred` and, where known, `recentredAt` in ns and `moved`, the new origin in the old space as x y z qx qy qz qw |
/// | 4 trouble | child | JSON: what happened and what to do; the child ends |
/// | 16 pulse | studio | u8 hand (0 left), f32 seconds, f32 strength, f32 hertz or 0 |
/// | 17 setup | studio | JSON: what is wanted; the child waits for it |
///
/// Times are of the machine's monotonic clock.
public final class XrWire {
  /// What a message is.
  public enum Kind {
    HELLO(1),
    SAMPLE(2),
    STATE(3),
    TROUBLE(4),
    PULSE(16),
    SETUP(17);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  public static final int VERSION = 1;

  /// In a hello, as what the wearer sees of us: nothing, for we do not take part.
  public static final String VIEW_OTHERS = "others";

  static final int HEAD = 8;
  static final int TAIL = 4;
  static final int LARGEST = 1 << 16;
  private static final int SAMPLE_HEAD = 1 + 4 + 3 * 8;

  /// Bytes of the largest sample.
  public static final int MOST_SAMPLE_BYTES = HEAD + SAMPLE_HEAD + 8 * HeadsetPart.MOST + TAIL;

  private XrWire() {}

  static Kind kind(int number) {
    for (Kind kind : Kind.values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw new IllegalArgumentException("No message has the number " + number);
  }

  static boolean known(int number) {
    for (Kind kind : Kind.values()) {
      if (kind.number == number) {
        return true;
      }
    }
    return false;
  }

  /// A message of text.
  public static byte[] text(Kind kind, String json) {
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer into = begin(kind, payload.length);
    into.put(payload);
    return end(into);
  }

  /// Writes a sample.
  ///
  /// @return its length
  public static int sample(
      byte[] into,
      HeadsetPart part,
      int number,
      long locatedNanos,
      long doubtNanos,
      long aheadNanos,
      double[] values) {
    int payload = SAMPLE_HEAD + 8 * part.count();
    ByteBuffer buffer = ByteBuffer.wrap(into).order(ByteOrder.LITTLE_ENDIAN);
    head(buffer, Kind.SAMPLE, payload);
    buffer.put((byte) part.ordinal()).putInt(number);
    buffer.putLong(locatedNanos).putLong(doubtNanos).putLong(aheadNanos);
    for (int i = 0; i < part.count(); i++) {
      buffer.putDouble(values[i]);
    }
    buffer.putInt(check(into, 0, HEAD + payload));
    return buffer.position();
  }

  /// Makes a controller or a hand's ring buzz.
  ///
  /// @param hertz 0 for what the device likes
  public static byte[] pulse(boolean left, double seconds, double strength, double hertz) {
    ByteBuffer into = begin(Kind.PULSE, 13);
    into.put((byte) (left ? 0 : 1));
    into.putFloat((float) seconds).putFloat((float) strength).putFloat((float) hertz);
    return end(into);
  }

  private static ByteBuffer begin(Kind kind, int payload) {
    ByteBuffer into = ByteBuffer.allocate(HEAD + payload + TAIL).order(ByteOrder.LITTLE_ENDIAN);
    head(into, kind, payload);
    return into;
  }

  private static void head(ByteBuffer into, Kind kind, int payload) {
    into.put((byte) 'X').put((byte) 'R').put((byte) kind.number).put((byte) VERSION);
    into.putInt(payload);
  }

  private static byte[] end(ByteBuffer into) {
    byte[] message = new byte[into.capacity()];
    int checked = into.position();
    into.get(0, message, 0, checked);
    into.putInt(check(message, 0, checked));
    into.get(0, message);
    return message;
  }

  static int check(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset + 2, length - 2);
    return (int) crc.getValue();
  }
}
