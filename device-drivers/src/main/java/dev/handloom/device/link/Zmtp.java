package dev.handloom.device.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a receiver needs of the wire protocol of ZeroMQ, ZMTP 3.0 (ZeroMQ RFC 23), with the
/// mechanism NULL: greeting, READY, the one subscription, and messages. Takes bytes in any pieces.
final class Zmtp {
  /// Signature, version, mechanism, role, filler.
  private static final int GREETING = 64;

  private static final int SIGNATURE_FIRST = 0xFF;
  private static final int SIGNATURE_LAST = 0x7F;
  private static final int MAJOR_AT = 10;
  private static final int MAJOR = 3;
  private static final int MECHANISM_AT = 12;
  private static final int MECHANISM_LENGTH = 20;

  // Flags of a frame.
  private static final int MORE = 1;
  private static final int LONG = 2;
  private static final int COMMAND = 4;

  private static final int SUBSCRIBE = 1;

  /// Of a PING: its time to live, which the answer does not repeat.
  private static final int PING_TTL = 2;

  /// A message is no larger than one of a WebSocket.
  private static final int LARGEST = WebSocketLink.LARGEST_MESSAGE;

  /// Commands are short; what is longer is no command.
  private static final int LARGEST_COMMAND = 4096;

  private static final byte[] NOTHING = new byte[0];

  private enum State {
    GREETING,
    FLAGS,
    LENGTH,
    BODY
  }

  private final ZmqLink.Socket socket;
  private final String topic;
  private State state = State.GREETING;
  private byte[] body = new byte[1 << 12];
  private int got;
  private int flags;
  private long length;
  private int lengthBytes;
  private boolean skipped;
  private boolean inMessage;
  private boolean open;
  private boolean complete;
  private long lost;
  private byte[] answer = NOTHING;

  Zmtp(ZmqLink.Socket socket, String topic) {
    this.socket = socket;
    this.topic = topic;
  }

  /// What is said first.
  byte[] greeting() {
    byte[] greeting = new byte[GREETING];
    greeting[0] = (byte) SIGNATURE_FIRST;
    greeting[MAJOR_AT - 1] = SIGNATURE_LAST;
    greeting[MAJOR_AT] = MAJOR;
    byte[] mechanism = "NULL".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(mechanism, 0, greeting, MECHANISM_AT, mechanism.length);
    return greeting;
  }

  /// Whether the next byte begins a message or a command.
  boolean idle() {
    return state == State.FLAGS && !inMessage;
  }

  /// Takes some bytes, up to the end of a message or a command, or up to something to [#answer].
  ///
  /// @param peer who sent them, for complaints
  /// @return how many
  int accept(byte[] from, int offset, int count, String peer) throws IOException {
    complete = false;
    int at = offset;
    int end = offset + count;
    while (at < end && answer.length == 0) {
      switch (state) {
        case GREETING -> {
          body[got++] = from[at++];
          greeted(peer);
        }
        case FLAGS -> begin(from[at++] & 0xFF, peer);
        case LENGTH -> {
          length = (length << 8) | (from[at++] & 0xFF);
          if (--lengthBytes == 0) {
            sized(peer);
          }
        }
        case BODY -> at += body(from, at, end - at);
      }
      if (state == State.BODY && got == length) {
        state = State.FLAGS;
        if ((flags & COMMAND) != 0) {
          command(peer);
          return at - offset;
        }
        inMessage = (flags & MORE) != 0;
        if (!inMessage) {
          complete = true;
          return at - offset;
        }
      }
    }
    return at - offset;
  }

  private void greeted(String peer) throws IOException {
    boolean signed =
        (got < 1 || (body[0] & 0xFF) == SIGNATURE_FIRST)
            && (got < MAJOR_AT || (body[MAJOR_AT - 1] & 1) == 1);
    if (!signed) {
      throw new IOException("It does not speak ZeroMQ: " + peer);
    }
    if (got > MAJOR_AT && body[MAJOR_AT] < MAJOR) {
      throw new IOException(
          "It speaks ZeroMQ of before 2013 (ZMTP " + body[MAJOR_AT] + "): " + peer);
    }
    if (got < GREETING) {
      return;
    }
    String mechanism =
        new String(body, MECHANISM_AT, MECHANISM_LENGTH, StandardCharsets.US_ASCII)
            .replace("\0", "");
    if (!mechanism.equals("NULL")) {
      throw new IOException(
          "It wants ZeroMQ security ("
              + mechanism.replaceAll("[^A-Z]", "?")
              + "); only sockets without are read: "
              + peer);
    }
    state = State.FLAGS;
    got = 0;
    answer = ready();
  }

  private byte[] ready() {
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    command.write(COMMAND);
    byte[] name = "\u0005READY".getBytes(StandardCharsets.US_ASCII);
    byte[] property = "\u000bSocket-Type".getBytes(StandardCharsets.US_ASCII);
    byte[] type = socket.name().getBytes(StandardCharsets.US_ASCII);
    command.write(name.length + property.length + 4 + type.length);
    command.writeBytes(name);
    command.writeBytes(property);
    command.writeBytes(new byte[] {0, 0, 0, (byte) type.length});
    command.writeBytes(type);
    return command.toByteArray();
  }

  private void begin(int first, String peer) throws IOException {
    boolean command = (first & COMMAND) != 0;
    if ((first & ~(MORE | LONG | COMMAND)) != 0
        || (command && (first & MORE) != 0)
        || (!command && !open)) {
      throw new IOException("It does not keep to ZeroMQ's protocol: " + peer);
    }
    flags = first;
    length = 0;
    lengthBytes = (first & LONG) != 0 ? Long.BYTES : 1;
    state = State.LENGTH;
  }

  private void sized(String peer) throws IOException {
    boolean command = (flags & COMMAND) != 0;
    if (length < 0 || (command && length > LARGEST_COMMAND)) {
      throw new IOException("It does not keep to ZeroMQ's protocol: " + peer);
    }
    got = 0;
    skipped = length > LARGEST;
    state = State.BODY;
  }

  private int body(byte[] from, int at, int available) {
    if (skipped) {
      // Counted down rather than up, because it may be longer than an array can be.
      long count = Math.min(available, length);
      length -= count;
      return (int) count;
    }
    int count = (int) Math.min(available, length - got);
    if (got + count > body.length) {
      body = Arrays.copyOf(body, (int) Math.min(LARGEST, Math.max(2L * body.length, got + count)));
    }
    System.arraycopy(from, at, body, got, count);
    got += count;
    return count;
  }

  private void command(String peer) throws IOException {
    int nameLength = got == 0 ? 0 : body[0] & 0xFF;
    if (nameLength == 0 || 1 + nameLength > got) {
      throw new IOException("It does not keep to ZeroMQ's protocol: " + peer);
    }
    String name = new String(body, 1, nameLength, StandardCharsets.US_ASCII);
    switch (name) {
      case "READY" -> {
        String type = socketType(1 + nameLength);
        if (!type.equals(socket.peer) && !type.equals(socket.otherPeer)) {
          throw new IOException(
              "It is a socket of the type "
                  + type.replaceAll("[^A-Z]", "?")
                  + ", but zmq-"
                  + socket.name().toLowerCase(java.util.Locale.ROOT)
                  + " reads a "
                  + socket.peer
                  + ": "
                  + peer);
        }
        open = true;
        answer = socket == ZmqLink.Socket.SUB ? subscription() : NOTHING;
      }
      case "PING" -> answer = pong(1 + nameLength);
      case "ERROR" ->
          throw new IOException(
              "It refuses us ("
                  + new String(
                          body, nameLength + 1, got - nameLength - 1, StandardCharsets.US_ASCII)
                      .replaceAll("[^ -~]", " ")
                      .strip()
                  + "): "
                  + peer);
      default -> {
        // Others are none of a receiver's business.
      }
    }
  }

  /// Properties are a name with its length in one byte and a value with its length in four.
  private String socketType(int from) {
    int at = from;
    while (at < got) {
      int nameLength = body[at] & 0xFF;
      int valueAt = at + 1 + nameLength + 4;
      if (valueAt > got) {
        break;
      }
      int valueLength = 0;
      for (int i = valueAt - 4; i < valueAt; i++) {
        valueLength = (valueLength << 8) | (body[i] & 0xFF);
      }
      if (valueLength < 0 || valueLength > got - valueAt) {
        break;
      }
      String name = new String(body, at + 1, nameLength, StandardCharsets.US_ASCII);
      if (name.equalsIgnoreCase("Socket-Type")) {
        return new String(body, valueAt, valueLength, StandardCharsets.US_ASCII);
      }
      at = valueAt + valueLength;
    }
    return "";
  }

  /// In ZMTP 3.0 a subscription is a message; later versions understand it.
  private byte[] subscription() {
    byte[] text = topic.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    int size = text.length + 1;
    if (size < 256) {
      message.write(0);
      message.write(size);
    } else {
      message.write(LONG);
      for (int shift = 56; shift >= 0; shift -= 8) {
        message.write((int) ((long) size >> shift));
      }
    }
    message.write(SUBSCRIBE);
    message.writeBytes(text);
    return message.toByteArray();
  }

  private byte[] pong(int from) {
    int context = Math.min(got, from + PING_TTL);
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    byte[] name = "\u0004PONG".getBytes(StandardCharsets.US_ASCII);
    // A context has 16 bytes at most (RFC 37).
    int length = Math.min(16, got - context);
    command.write(COMMAND);
    command.write(name.length + length);
    command.writeBytes(name);
    command.write(body, context, length);
    return command.toByteArray();
  }

  /// What is to be sent now; empty most of the time.
  byte[] answer() {
    byte[] now = answer;
    answer = NOTHING;
    return now;
  }

  /// Whether the bytes just accepted ended a message.
  boolean complete() {
    return complete;
  }

  /// The last part of the message just completed.
  ///
  /// @return its length; -1 if it was too large
  int take(byte[] into) {
    complete = false;
    if (skipped || got > into.length) {
      lost++;
      return -1;
    }
    System.arraycopy(body, 0, into, 0, got);
    return got;
  }

  long lost() {
    return lost;
  }
}
