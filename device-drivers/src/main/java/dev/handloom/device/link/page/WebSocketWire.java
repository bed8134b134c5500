package dev.handloom.device.link.page;

import dev.handloom.device.clock.StudioClock;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The server's side of RFC 6455 on an open connection: messages whole, within limits.
final class WebSocketWire {
  static final int CONTINUED = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  static final int NORMAL = 1000;
  static final int GOING_AWAY = 1001;
  static final int PROTOCOL_ERROR = 1002;
  static final int NOT_UTF8 = 1007;
  static final int POLICY = 1008;
  static final int TOO_LARGE = 1009;

  /// A client has nothing to say that is longer: a headset with two hands takes two thousand.
  static final int LARGEST = 16_384;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int RESERVED = 0x70;
  private static final int LONGEST_CONTROL = 125;

  /// Parts of a message, empty ones too.
  private static final int MOST_PARTS = 64;

  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /// A message that is against the rules.
  static final class Wrong extends IOException {
    private static final long serialVersionUID = 1;
    final int code;

    Wrong(int code, String what) {
      super(what);
      this.code = code;
    }
  }

  /// @param arrivalNanos studio time at which its first byte was there
  record Message(int kind, byte[] bytes, long arrivalNanos) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private final InputStream in;
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private int begun = -1;
  private int partCount;
  private long begunNanos;

  WebSocketWire(InputStream in) {
    this.in = in;
  }

  /// What the server says to the client's key in the handshake.
  static String accept(String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(sha.digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits for the next message: text, binary, or a ping, pong or close in between.
  ///
  /// @throws Wrong if the client does not keep to the rules
  Message next() throws IOException {
    while (true) {
      int first = in.read();
      long now = StudioClock.now();
      if (first < 0) {
        throw new EOFException("The client hung up");
      }
      int second = one();
      int opcode = first & 0x0F;
      if ((first & RESERVED) != 0) {
        throw new Wrong(PROTOCOL_ERROR, "An extension that nobody agreed to");
      }
      if ((second & MASKED) == 0) {
        throw new Wrong(PROTOCOL_ERROR, "A client's message is masked");
      }
      long length = length(second & 0x7F);
      boolean last = (first & FINAL) != 0;
      if (opcode >= CLOSE) {
        if (!last || length > LONGEST_CONTROL || opcode > PONG) {
          throw new Wrong(PROTOCOL_ERROR, "No such control message");
        }
        return new Message(opcode, payload((int) length), now);
      }
      if (opcode > BINARY) {
        throw new Wrong(PROTOCOL_ERROR, "No such message");
      }
      if ((opcode == CONTINUED) == (begun < 0)) {
        throw new Wrong(PROTOCOL_ERROR, "A part without its beginning, or a beginning inside");
      }
      if (length + parts.size() > LARGEST || ++partCount > MOST_PARTS) {
        throw new Wrong(TOO_LARGE, "A message of more than " + LARGEST + " bytes");
      }
      if (opcode != CONTINUED) {
        begun = opcode;
        begunNanos = now;
      }
      parts.writeBytes(payload((int) length));
      if (last) {
        return whole();
      }
    }
  }

  private Message whole() throws Wrong {
    Message message = new Message(begun, parts.toByteArray(), begunNanos);
    parts.reset();
    begun = -1;
    partCount = 0;
    if (message.kind() == TEXT) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message.bytes()));
      } catch (CharacterCodingException e) {
        throw new Wrong(NOT_UTF8, "A text that is none");
      }
    }
    return message;
  }

  private int one() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException("The client hung up");
    }
    return value;
  }

  private long length(int small) throws IOException {
    int bytes = small < 126 ? 0 : small == 126 ? 2 : 8;
    if (bytes == 0) {
      return small;
    }
    long length = 0;
    for (int i = 0; i < bytes; i++) {
      length = length << 8 | one();
    }
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw new Wrong(TOO_LARGE, "A message of more than " + LARGEST + " bytes");
    }
    return length;
  }

  private byte[] payload(int length) throws IOException {
    byte[] mask = new byte[4];
    fill(mask);
    byte[] bytes = new byte[length];
    fill(bytes);
    for (int i = 0; i < length; i++) {
      bytes[i] ^= mask[i & 3];
    }
    return bytes;
  }

  private void fill(byte[] into) throws IOException {
    if (in.readNBytes(into, 0, into.length) < into.length) {
      throw new EOFException("The client hung up");
    }
  }

  /// Writes one message in one piece.
  static void write(OutputStream out, int opcode, byte[] bytes) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(bytes.length + 10);
    frame.put((byte) (FINAL | opcode));
    if (bytes.length < 126) {
      frame.put((byte) bytes.length);
    } else if (bytes.length < 1 << 16) {
      frame.put((byte) 126).putShort((short) bytes.length);
    } else {
      frame.put((byte) 127).putLong(bytes.length);
    }
    frame.put(bytes);
    out.write(frame.array(), 0, frame.position());
    out.flush();
  }

  /// What a closing message holds.
  static byte[] closing(int code, String why) {
    byte[] words = why.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(words.length, LONGEST_CONTROL - 2);
    return ByteBuffer.allocate(2 + length).putShort((short) code).put(words, 0, length).array();
  }
}
