package dev.handloom.device.link.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Binary messages between page and studio, as `docs/devices/webxr.md` lays them out. The first
/// byte says the kind, the second the version.
public final class PageWire {
  public static final int VERSION = 1;

  /// From the page: where everything is.
  public static final int TRACKING = 0x01;

  /// To the page, and its answer.
  public static final int PROBE = 0x10;

  public static final int PROBE_ANSWER = 0x11;

  /// From the page, and the studio's answer.
  public static final int PAGE_PROBE = 0x12;

  public static final int PAGE_PROBE_ANSWER = 0x13;

  /// To the page, and that it has been shown.
  public static final int PICTURE = 0x20;

  public static final int PICTURE_SHOWN = 0x21;

  public static final int PROBE_BYTES = 16;
  public static final int PROBE_ANSWER_BYTES = 32;
  static final int PAGE_PROBE_BYTES = 16;
  static final int PICTURE_SHOWN_BYTES = 8;

  private PageWire() {}

  private static ByteBuffer begin(int kind, int bytes, int number) {
    return ByteBuffer.allocate(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) kind)
        .put((byte) VERSION)
        .putShort((short) 0)
        .putInt(number);
  }

  /// Asks the page what its clock shows.
  public static byte[] probe(int number, long sentNanos) {
    return begin(PROBE, PROBE_BYTES, number).putLong(sentNanos).array();
  }

  static byte[] pageProbeAnswer(int number, long pageMicros, long gotNanos, long answeredNanos) {
    return begin(PAGE_PROBE_ANSWER, 32, number)
        .putLong(pageMicros)
        .putLong(gotNanos)
        .putLong(answeredNanos)
        .array();
  }

  static byte[] picture(int number, byte[] jpeg) {
    return begin(PICTURE, 8 + jpeg.length, number).put(jpeg).array();
  }

  /// The kind of a message of this version; -1 if it is none.
  public static int kind(byte[] bytes, int length) {
    return length >= 8 && bytes[1] == VERSION ? bytes[0] & 0xFF : -1;
  }
}
