package dev.handloom.device.sim.zmqcamera;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The sending end of a ZeroMQ PUB socket for one subscriber (ZeroMQ RFC 23, mechanism NULL), as
/// far as a simulator needs it. Understands subscriptions as messages and, since ZMTP 3.1, as
/// commands.
final class Publisher {
  private static final int GREETING = 64;
  private static final int SIGNATURE = 0xFF;
  private static final int COMMAND = 4;
  private static final int LONG = 2;
  private static final int LONGEST_FRAME = 4096;

  private final byte[] heard = new byte[LONGEST_FRAME];
  private int held;
  private boolean greeted;
  private boolean subscribed;

  /// What is to be answered to these bytes of the other side.
  byte[] hear(byte[] bytes, int length) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int i = 0; i < length; i++) {
      if (held == 0 && (bytes[i] & 0xFF) == SIGNATURE && (greeted || !subscribed)) {
        // No frame begins like this: somebody new has dialled.
        greeted = false;
        subscribed = false;
        answer.writeBytes(greeting());
      }
      if (held == LONGEST_FRAME) {
        reset();
      }
      heard[held++] = bytes[i];
      if (!greeted && held == GREETING) {
        greeted = true;
        held = 0;
        answer.writeBytes(ready());
      } else if (greeted && whole()) {
        frame();
        held = 0;
      }
    }
    return answer.toByteArray();
  }

  boolean subscribed() {
    return subscribed;
  }

  void reset() {
    held = 0;
    greeted = false;
    subscribed = false;
  }

  private boolean whole() {
    boolean large = (heard[0] & LONG) != 0;
    if (held < (large ? 9 : 2)) {
      return false;
    }
    long length = heard[1] & 0xFF;
    for (int i = 2; large && i < 9; i++) {
      length = length << 8 | (heard[i] & 0xFF);
    }
    return held == (large ? 9 : 2) + length;
  }

  private void frame() {
    String body = new String(heard, 2, Math.max(0, held - 2), StandardCharsets.ISO_8859_1);
    boolean command = (heard[0] & COMMAND) != 0;
    if (command ? body.startsWith("\u0009SUBSCRIBE") : body.startsWith("\u0001")) {
      subscribed = true;
    }
  }

  private static byte[] greeting() {
    byte[] greeting = new byte[GREETING];
    greeting[0] = (byte) SIGNATURE;
    greeting[9] = 0x7F;
    greeting[10] = 3;
    byte[] mechanism = "NULL".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(mechanism, 0, greeting, 12, mechanism.length);
    return greeting;
  }

  private static byte[] ready() {
    byte[] body =
        "\u0005READY\u000bSocket-Type\0\0\0\u0003PUB".getBytes(StandardCharsets.ISO_8859_1);
    byte[] frame = new byte[2 + body.length];
    frame[0] = COMMAND;
    frame[1] = (byte) body.length;
    System.arraycopy(body, 0, frame, 2, body.length);
    return frame;
  }

  /// The header of a message of one part.
  static int header(byte[] into, long length) {
    into[0] = LONG;
    for (int i = 0; i < 8; i++) {
      into[1 + i] = (byte) (length >> (56 - 8 * i));
    }
    return 9;
  }
}
