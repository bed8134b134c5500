package dev.handloom.device.driver.xrobotoolkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The frames between the headset's app and a computer, little-endian. Puts them together from
/// whatever pieces they come in; belongs to one thread.
///
/// | at | type | |
/// |---|---|---|
/// | 0 | u8 | 0x3F from the headset, 0xCF to it |
/// | 1 | u8 | command |
/// | 2 | u32 | bytes of payload, n |
/// | 6 | n bytes | payload |
/// | 6+n | i64 | milliseconds since 1970 |
/// | 14+n | u8 | 0xA5 |
public final class XRobotFrames {
  /// Where whole frames and complaints go.
  interface Sink {
    void frame(int command, byte[] bytes, int offset, int length);

    /// Bytes came that belong to no frame; once for each run of them.
    void bad(byte[] bytes, int offset, int length);
  }

  public static final int CONNECT = 0x19;
  public static final int VERSION = 0x6C;
  public static final int HEARTBEAT = 0x23;
  public static final int FUNCTION = 0x6D;

  /// The computer says where it is.
  static final int HERE = 0x7E;

  static final byte FROM_HEADSET = 0x3F;
  static final byte TO_HEADSET = (byte) 0xCF;

  private static final byte END = (byte) 0xA5;
  private static final int HEAD = 6;
  private static final int TAIL = 9;
  private static final int LARGEST = 1 << 18;

  private final Sink sink;
  private byte[] bytes = new byte[1 << 14];
  private int from;
  private int to;
  private boolean inGarbage;

  XRobotFrames(Sink sink) {
    this.sink = sink;
  }

  /// A frame of the headset, as its app sends it.
  public static byte[] ofHeadset(int command, byte[] payload, long unixMillis) {
    return frame(FROM_HEADSET, command, payload, unixMillis);
  }

  static byte[] toHeadset(int command, byte[] payload, long unixMillis) {
    return frame(TO_HEADSET, command, payload, unixMillis);
  }

  private static byte[] frame(byte head, int command, byte[] payload, long unixMillis) {
    ByteBuffer into =
        ByteBuffer.allocate(HEAD + payload.length + TAIL).order(ByteOrder.LITTLE_ENDIAN);
    into.put(head).put((byte) command).putInt(payload.length).put(payload);
    into.putLong(unixMillis).put(END);
    return into.array();
  }

  void accept(byte[] more, int offset, int length) {
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
      // Until a frame is not whole.
    }
  }

  private boolean step() {
    if (bytes[from] != FROM_HEADSET || (to - from > 1 && !known(bytes[from + 1]))) {
      skip();
      return true;
    }
    if (to - from < HEAD) {
      return false;
    }
    int payload = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(from + 2);
    if (payload < 0 || payload > LARGEST) {
      skip();
      return true;
    }
    int all = HEAD + payload + TAIL;
    if (to - from < all) {
      return false;
    }
    if (bytes[from + all - 1] != END) {
      // Some of the headset's programs pad; the next frame is found by how it begins.
      skip();
      return true;
    }
    inGarbage = false;
    sink.frame(bytes[from + 1], bytes, from + HEAD, payload);
    from += all;
    return true;
  }

  private static boolean known(byte command) {
    return switch (command) {
      case CONNECT, VERSION, HEARTBEAT, FUNCTION, 0x5F, 0x71, 0x72, HERE -> true;
      default -> false;
    };
  }

  private void skip() {
    // Padding is not worth a complaint.
    if (!inGarbage && bytes[from] != 0) {
      inGarbage = true;
      sink.bad(bytes, from, Math.min(to - from, 32));
    }
    from++;
  }
}
