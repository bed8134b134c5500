package dev.handloom.device.link.http2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Frames of HTTP/2: a head of nine bytes and a payload. Puts them together from any pieces.
public final class Frames {
  // RFC 9113, section 6.
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PUSH_PROMISE = 5;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;

  // Flags.
  public static final int ACK = 1;
  public static final int END_STREAM = 1;
  public static final int END_HEADERS = 4;
  private static final int PADDED = 8;
  private static final int PRIORITY = 0x20;

  // Settings.
  public static final int ENABLE_PUSH = 2;
  public static final int INITIAL_WINDOW_SIZE = 4;

  /// What a client says first.
  public static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /// The window of either side until its settings say otherwise.
  public static final int USUAL_WINDOW = 65_535;

  /// Nobody may send larger frames to who has not allowed it.
  public static final int LARGEST = 16_384;

  public static final int HEAD = 9;

  private final byte[] bytes = new byte[HEAD + LARGEST];
  private int got;

  /// Takes bytes of the next frame.
  ///
  /// @return how many belonged to it; look at [#whole] after
  public int accept(byte[] more, int offset, int length) throws IOException {
    if (whole()) {
      got = 0;
    }
    int used = 0;
    while (used < length && !whole()) {
      int want = got < HEAD ? HEAD - got : HEAD + length() - got;
      int count = Math.min(want, length - used);
      System.arraycopy(more, offset + used, bytes, got, count);
      got += count;
      used += count;
      if (got == HEAD && length() > LARGEST) {
        throw new IOException("A frame of HTTP/2 is larger than allowed: " + length());
      }
    }
    return used;
  }

  /// Whether a frame is complete; it is there until the next bytes are taken.
  public boolean whole() {
    return got >= HEAD && got == HEAD + length();
  }

  /// Whether nothing of the next frame has come.
  public boolean idle() {
    return got == 0 || whole();
  }

  public int type() {
    return bytes[3] & 0xFF;
  }

  public boolean has(int flag) {
    return (bytes[4] & flag) != 0;
  }

  public int stream() {
    return ByteBuffer.wrap(bytes).getInt(5) & 0x7FFF_FFFF;
  }

  /// Bytes of payload, padding included.
  public int length() {
    return (bytes[0] & 0xFF) << 16 | (bytes[1] & 0xFF) << 8 | (bytes[2] & 0xFF);
  }

  /// The payload without padding and priority, of frames that have them; a copy.
  public byte[] content() throws IOException {
    int from = HEAD;
    int to = HEAD + length();
    if ((type() == DATA || type() == HEADERS) && has(PADDED)) {
      int padding = from < to ? bytes[from] & 0xFF : Integer.MAX_VALUE;
      from++;
      if (padding > to - from) {
        throw new IOException("A frame of HTTP/2 is all padding");
      }
      to -= padding;
    }
    if (type() == HEADERS && has(PRIORITY)) {
      from += 5;
    }
    if (from > to) {
      throw new IOException("A frame of HTTP/2 is too short");
    }
    byte[] content = new byte[to - from];
    System.arraycopy(bytes, from, content, 0, content.length);
    return content;
  }

  /// A 31-bit number at the beginning of the payload.
  public int number() throws IOException {
    if (length() < Integer.BYTES) {
      throw new IOException("A frame of HTTP/2 is too short");
    }
    return ByteBuffer.wrap(bytes).getInt(HEAD) & 0x7FFF_FFFF;
  }

  /// Writes a frame.
  public static void write(
      ByteArrayOutputStream into, int type, int flags, int stream, byte[] payload) {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    head.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    head.put((byte) type).put((byte) flags).putInt(stream);
    into.writeBytes(head.array());
    into.writeBytes(payload);
  }

  /// A payload that is one number.
  public static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  /// Settings: pairs of number and value.
  public static byte[] settings(int... pairs) {
    ByteBuffer into = ByteBuffer.allocate(pairs.length * 3);
    for (int i = 0; i < pairs.length; i += 2) {
      into.putShort((short) pairs[i]).putInt(pairs[i + 1]);
    }
    return into.array();
  }

  /// Headers without compression: name, value, name, value….
  public static byte[] headers(String... pairs) {
    ByteArrayOutputStream into = new ByteArrayOutputStream();
    for (int i = 0; i < pairs.length; i += 2) {
      into.write(0);
      for (String text : new String[] {pairs[i], pairs[i + 1]}) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int most = 0x7F;
        if (bytes.length < most) {
          into.write(bytes.length);
        } else {
          into.write(most);
          int rest = bytes.length - most;
          for (; rest > 0x7F; rest >>= 7) {
            into.write((rest & 0x7F) | 0x80);
          }
          into.write(rest);
        }
        into.writeBytes(bytes);
      }
    }
    return into.toByteArray();
  }
}
