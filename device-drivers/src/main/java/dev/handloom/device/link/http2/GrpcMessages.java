package dev.handloom.device.link.http2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Messages of gRPC within the body of a call: a flag, a length, and so many bytes.
public final class GrpcMessages {
  /// What gRPC's own programs take at most unless told otherwise.
  public static final int LARGEST = 4 << 20;

  private static final int HEAD = 5;

  private byte[] bytes = new byte[1 << 13];
  private int got;

  /// Takes bytes of the next message.
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
      if (got + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, got + count));
      }
      System.arraycopy(more, offset + used, bytes, got, count);
      got += count;
      used += count;
      if (got == HEAD && (length() < 0 || length() > LARGEST)) {
        throw new IOException("A message of the call is longer than 4 MiB");
      }
      if (got == HEAD && bytes[0] != 0) {
        throw new IOException("A message of the call is compressed, which nobody asked for");
      }
    }
    return used;
  }

  /// Whether a message is complete; it is there until the next bytes are taken.
  public boolean whole() {
    return got >= HEAD && got == HEAD + length();
  }

  /// Whether nothing of the next message has come.
  public boolean idle() {
    return got == 0 || whole();
  }

  public int length() {
    return ByteBuffer.wrap(bytes).getInt(1);
  }

  /// Copies the message, which must fit.
  public void copy(byte[] into) {
    System.arraycopy(bytes, HEAD, into, 0, length());
  }

  /// A message with its head.
  public static byte[] of(byte[] message) {
    return ByteBuffer.allocate(HEAD + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }
}
