package dev.handloom.device.link;

import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The receiving end of a ZeroMQ socket over TCP: SUB, which hears a PUB, or PULL, which takes from
/// a PUSH. We dial, or the other side does. Address: `HOST:PORT[,topic=TEXT]`, and to be dialled
/// `[HOST:]PORT[,from=HOST][,topic=TEXT]`; a SUB without topic hears everything.
///
/// Of a message of several parts the last is given: those before it are its envelope. One peer at a
/// time, like every link: when it goes, the link is gone.
public final class ZmqLink implements MessageLink {
  /// What we are, and what the other side must be.
  enum Socket {
    SUB("PUB", "XPUB"),
    PULL("PUSH", "PUSH");

    final String peer;
    final String otherPeer;

    Socket(String peer, String otherPeer) {
      this.peer = peer;
      this.otherPeer = otherPeer;
    }
  }

  private static final String TOPIC = ",topic=";
  private static final int BLOCK = 1 << 16;

  private final ByteLink bytes;
  private final Zmtp zmtp;
  private final byte[] block = new byte[BLOCK];
  private int at;
  private int have;
  private boolean greeted;
  private long blockNanos;
  private long arrivalNanos;

  ZmqLink(ByteLink bytes, Socket socket, String topic) {
    this.bytes = bytes;
    zmtp = new Zmtp(socket, topic);
  }

  static ZmqLink dial(Socket socket, String rest) throws IOException {
    return new ZmqLink(TcpLink.dial(withoutTopic(rest)), socket, topic(rest));
  }

  static ZmqLink listen(Socket socket, String rest) throws IOException {
    return new ZmqLink(TcpListenLink.open(withoutTopic(rest)), socket, topic(rest));
  }

  /// A topic may contain anything, so it stands last.
  private static String topic(String rest) {
    int from = rest.indexOf(TOPIC);
    return from < 0 ? "" : rest.substring(from + TOPIC.length());
  }

  private static String withoutTopic(String rest) {
    int from = rest.indexOf(TOPIC);
    return from < 0 ? rest : rest.substring(0, from);
  }

  @Override
  public boolean ready(int waitMillis) throws IOException {
    return bytes.ready(waitMillis);
  }

  @Override
  public int receive(byte[] into, int waitMillis) throws IOException {
    if (!greeted) {
      greeted = true;
      answer(zmtp.greeting());
    }
    long end = StudioClock.now() + waitMillis * 1_000_000L;
    for (boolean last = false; ; ) {
      while (at < have) {
        if (zmtp.idle()) {
          arrivalNanos = blockNanos;
        }
        at += zmtp.accept(block, at, have - at, bytes.title());
        answer(zmtp.answer());
        if (zmtp.complete()) {
          int length = zmtp.take(into);
          if (length >= 0) {
            return length;
          }
        }
      }
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
    return zmtp.lost();
  }

  @Override
  public void send(byte[] message, int offset, int length) throws IOException {
    throw new IOException("Nothing can be sent over a ZeroMQ socket that receives: " + title());
  }

  @Override
  public void sendText(String text) throws IOException {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    send(message, 0, message.length);
  }

  @Override
  public String title() {
    return "ZeroMQ " + bytes.title();
  }

  @Override
  public void close() {
    bytes.close();
  }
}
