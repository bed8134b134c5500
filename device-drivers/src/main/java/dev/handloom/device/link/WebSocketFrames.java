package dev.handloom.device.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Frames of RFC 6455 as a server takes them, masked, put together to messages from any pieces.
final class WebSocketFrames {
  /// Where answers to pings and farewells go.
  @FunctionalInterface
  interface Answers {
    void frame(int kind, byte[] payload) throws IOException;
  }

  // Opcodes of section 5.2.
  private static final int CONTINUED = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int MASKED = 0x80;
  private static final int LONGEST_CONTROL = 125;

  private final Answers answers;
  private final byte[] head = new byte[14];
  private int headGot;
  private byte[] payload = new byte[0];
  private int payloadGot;
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private int kind = -1;
  private boolean text;
  private boolean complete;

  WebSocketFrames(Answers answers) {
    this.answers = answers;
  }

  /// Takes bytes until a message is whole.
  ///
  /// @return how many were used
  /// @throws IOException when the other side ended it, or speaks something else
  int accept(byte[] bytes, int offset, int length) throws IOException {
    if (complete) {
      complete = false;
      parts.reset();
    }
    int used = 0;
    while (used < length && !complete) {
      if (headGot < headLength()) {
        head[headGot++] = bytes[offset + used++];
        if (headGot == headLength()) {
          payload = new byte[payloadLength()];
          payloadGot = 0;
        }
      } else {
        int count = Math.min(payload.length - payloadGot, length - used);
        System.arraycopy(bytes, offset + used, payload, payloadGot, count);
        payloadGot += count;
        used += count;
      }
      if (headGot == headLength() && payloadGot == payload.length) {
        headGot = 0;
        frame();
      }
    }
    return used;
  }

  private int headLength() {
    return headGot < 2 ? 2 : maskAt() + 4;
  }

  private int maskAt() {
    return switch (head[1] & 0x7F) {
      case 126 -> 2 + Short.BYTES;
      case 127 -> 2 + Long.BYTES;
      default -> 2;
    };
  }

  private int payloadLength() throws IOException {
    long length =
        switch (head[1] & 0x7F) {
          case 126 -> ByteBuffer.wrap(head).getShort(2) & 0xFFFF;
          case 127 -> ByteBuffer.wrap(head).getLong(2);
          default -> head[1] & 0x7F;
        };
    if ((head[1] & MASKED) == 0 || (head[0] & RESERVED) != 0) {
      throw new IOException("The other side speaks no WebSocket");
    }
    if (length < 0 || length + parts.size() > WebSocketLink.LARGEST_MESSAGE) {
      throw new IOException("A message of the WebSocket is longer than 8 MiB");
    }
    return (int) length;
  }

  private void frame() throws IOException {
    int mask = maskAt();
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= head[mask + (i & 3)];
    }
    int opcode = head[0] & 0x0F;
    boolean last = (head[0] & FINAL) != 0;
    switch (opcode) {
      case TEXT, BINARY, CONTINUED -> part(opcode, last);
      case PING -> {
        control(last);
        answers.frame(PONG, payload);
      }
      case PONG -> control(last);
      case CLOSE -> {
        control(last);
        answers.frame(CLOSE, payload);
        throw new IOException("The other side closed the WebSocket");
      }
      default -> throw new IOException("The other side speaks no WebSocket");
    }
  }

  private void part(int opcode, boolean last) throws IOException {
    if ((opcode == CONTINUED) == (kind < 0)) {
      throw new IOException("Messages of the WebSocket are mixed up");
    }
    if (opcode != CONTINUED) {
      kind = opcode;
    }
    parts.writeBytes(payload);
    if (last) {
      text = kind == TEXT;
      kind = -1;
      complete = true;
    }
  }

  private void control(boolean last) throws IOException {
    if (!last || payload.length > LONGEST_CONTROL) {
      throw new IOException("The other side speaks no WebSocket");
    }
  }

  /// Whether the next message begins with the next byte.
  boolean idle() {
    return headGot == 0 && (complete || kind < 0);
  }

  /// Whether a message is whole; it is there until the next bytes are taken.
  boolean complete() {
    return complete;
  }

  byte[] message() {
    return parts.toByteArray();
  }

  /// Whether the last message was marked as text.
  boolean text() {
    return text;
  }

  /// A whole frame of a server.
  static byte[] of(int kind, byte[] bytes, int offset, int length) {
    ByteBuffer head = ByteBuffer.allocate(10).put((byte) (FINAL | kind));
    if (length < 126) {
      head.put((byte) length);
    } else if (length < 1 << 16) {
      head.put((byte) 126).putShort((short) length);
    } else {
      head.put((byte) 127).putLong(length);
    }
    byte[] all = new byte[head.position() + length];
    System.arraycopy(head.array(), 0, all, 0, head.position());
    System.arraycopy(bytes, offset, all, head.position(), length);
    return all;
  }
}
