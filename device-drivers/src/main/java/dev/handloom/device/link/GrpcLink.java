package dev.handloom.device.link;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.http2.GrpcCall;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A call over gRPC that is answered by a stream of messages: the first message that is sent is the
/// question, and the only one. In clear text, as devices serve it. Address:
/// `HOST:PORT/package.Service/Method`.
public final class GrpcLink implements MessageLink {
  private static final int BLOCK = 1 << 16;

  private final ByteLink bytes;
  private final InetAddress here;
  private final GrpcCall call;
  private final byte[] block = new byte[BLOCK];
  private int at;
  private int have;
  private long blockNanos;
  private long arrivalNanos;
  private long lost;
  private boolean asked;

  GrpcLink(ByteLink bytes, InetAddress here, String path, String authority) {
    this.bytes = bytes;
    this.here = here;
    call = new GrpcCall(path, authority);
  }

  static GrpcLink dial(String rest) throws IOException {
    int slash = rest.indexOf('/');
    if (slash < 1 || rest.indexOf('/', slash + 1) < slash + 2 || rest.endsWith("/")) {
      throw new IOException(
          "The address of a call is grpc:HOST:PORT/package.Service/Method, not grpc:" + rest);
    }
    String host = rest.substring(0, slash);
    TcpLink socket = TcpLink.dial(host);
    return new GrpcLink(socket, socket.here(), rest.substring(slash + 1), host);
  }

  @Override
  public boolean ready(int waitMillis) throws IOException {
    return bytes.ready(waitMillis);
  }

  @Override
  public int receive(byte[] into, int waitMillis) throws IOException {
    long end = StudioClock.now() + waitMillis * 1_000_000L;
    for (boolean last = false; ; ) {
      do {
        if (call.idle()) {
          arrivalNanos = blockNanos;
        }
        at += call.accept(block, at, have - at);
        answer(call.answer());
        if (call.complete()) {
          int length = call.length();
          if (length <= into.length) {
            call.copy(into);
            return length;
          }
          lost++;
        }
      } while (at < have);
      // A peer that talks without saying anything does not hold us.
      if (last) {
        return NOTHING;
      }
      int left = (int) Math.max(0, (end - StudioClock.now() + 999_999) / 1_000_000);
      at = 0;
      have = bytes.read(block, 0, block.length, left);
      blockNanos = bytes.arrivalNanos();
      last = StudioClock.now() >= end;
    }
  }

  private void answer(byte[] answer) throws IOException {
    if (answer.length > 0) {
      bytes.write(answer, 0, answer.length);
    }
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public boolean text() {
    return false;
  }

  @Override
  public long lostMessages() {
    return lost;
  }

  @Override
  public InetAddress here() {
    return here;
  }

  @Override
  public void send(byte[] message, int offset, int length) throws IOException {
    if (asked) {
      throw new IOException("The call was made, and takes one question only: " + title());
    }
    asked = true;
    answer(call.ask(Arrays.copyOfRange(message, offset, offset + length)));
  }

  @Override
  public void sendText(String text) throws IOException {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    send(message, 0, message.length);
  }

  @Override
  public String title() {
    return "gRPC " + bytes.title();
  }

  @Override
  public void close() {
    bytes.close();
  }
}
