package dev.handloom.device.link;

import dev.handloom.device.clock.StudioClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A WebSocket that the device opens, at any path; text and binary messages whole. One device at a
/// time; when it goes, the link is gone. In clear text. Address: `[HOST:]PORT[,from=HOST]`.
public final class WebSocketListenLink implements MessageLink {
  private static final int BLOCK = 1 << 16;
  private static final int LONGEST_REQUEST = 1 << 14;
  private static final long SHAKE_HANDS_NANOS = 5_000_000_000L;
  private static final String KEY = "sec-websocket-key:";
  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String NO_WEB_SOCKET =
      String.join(
          "\r\n",
          "HTTP/1.1 426 Upgrade Required",
          "Connection: close",
          "Upgrade: websocket",
          "Content-Type: text/plain",
          "Content-Length: 34",
          "",
          "Here is a WebSocket and no page.",
          "");

  private final ByteLink bytes;
  private final WebSocketFrames frames;
  private final ByteArrayOutputStream request = new ByteArrayOutputStream();
  private final byte[] block = new byte[BLOCK];
  private int at;
  private int have;
  private boolean greeted;
  private long dialledNanos;
  private long blockNanos;
  private long arrivalNanos;
  private long lost;

  WebSocketListenLink(ByteLink bytes) {
    this.bytes = bytes;
    frames = new WebSocketFrames(this::frame);
  }

  /// Begins to listen; the device may dial at any time after.
  public static WebSocketListenLink open(String rest) throws IOException {
    return new WebSocketListenLink(TcpListenLink.open(rest));
  }

  /// Where it listens.
  public InetSocketAddress at() {
    return bytes instanceof TcpListenLink listening
        ? listening.at()
        : InetSocketAddress.createUnresolved("script", 0);
  }

  @Override
  public boolean ready(int waitMillis) throws IOException {
    boolean ready = bytes.ready(waitMillis);
    if (ready && dialledNanos == 0) {
      dialledNanos = StudioClock.now();
    }
    return ready;
  }

  @Override
  public int receive(byte[] into, int waitMillis) throws IOException {
    long end = StudioClock.now() + waitMillis * 1_000_000L;
    for (boolean last = false; ; ) {
      while (at < have) {
        if (!greeted) {
          shakeHands();
          continue;
        }
        if (frames.idle()) {
          arrivalNanos = blockNanos;
        }
        at += frames.accept(block, at, have - at);
        if (frames.complete()) {
          byte[] message = frames.message();
          if (message.length <= into.length) {
            System.arraycopy(message, 0, into, 0, message.length);
            return message.length;
          }
          lost++;
        }
      }
      if (last) {
        if (!greeted && dialledNanos != 0 && end - dialledNanos > SHAKE_HANDS_NANOS) {
          throw new IOException("Who dialled asked for no WebSocket: " + title());
        }
        return NOTHING;
      }
      int left = (int) Math.max(0, (end - StudioClock.now() + 999_999) / 1_000_000);
      at = 0;
      have = bytes.read(block, 0, block.length, left);
      blockNanos = bytes.arrivalNanos();
      last = StudioClock.now() >= end;
    }
  }

  /// Takes the request byte by byte: what comes after it is the WebSocket's already.
  private void shakeHands() throws IOException {
    String end = "\r\n\r\n";
    while (at < have) {
      request.write(block[at++]);
      if (block[at - 1] == '\n') {
        String text = request.toString(StandardCharsets.ISO_8859_1);
        if (text.endsWith(end)) {
          answer(text);
          return;
        }
      }
      if (request.size() > LONGEST_REQUEST) {
        throw new IOException("Who dialled speaks no HTTP: " + title());
      }
    }
  }

  private void answer(String request) throws IOException {
    String key = "";
    for (String line : request.split("\r\n")) {
      if (line.regionMatches(true, 0, KEY, 0, KEY.length())) {
        key = line.substring(KEY.length()).strip();
      }
    }
    if (key.isEmpty() || !request.startsWith("GET ")) {
      write(NO_WEB_SOCKET.getBytes(StandardCharsets.US_ASCII));
      throw new IOException("Who dialled asked for a page and no WebSocket: " + title());
    }
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key)
            + "\r\n\r\n";
    write(answer.getBytes(StandardCharsets.US_ASCII));
    greeted = true;
  }

  private static String accept(String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(sha.digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void frame(int kind, byte[] payload) throws IOException {
    write(WebSocketFrames.of(kind, payload, 0, payload.length));
  }

  private void write(byte[] all) throws IOException {
    bytes.write(all, 0, all.length);
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public boolean text() {
    return frames.text();
  }

  @Override
  public long lostMessages() {
    return lost;
  }

  @Override
  public void send(byte[] message, int offset, int length) throws IOException {
    if (!greeted) {
      throw new IOException("No device has opened the WebSocket yet: " + title());
    }
    write(WebSocketFrames.of(WebSocketFrames.BINARY, message, offset, length));
  }

  @Override
  public void sendText(String text) throws IOException {
    if (!greeted) {
      throw new IOException("No device has opened the WebSocket yet: " + title());
    }
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    write(WebSocketFrames.of(WebSocketFrames.TEXT, message, 0, message.length));
  }

  @Override
  public String title() {
    return "WebSocket " + bytes.title();
  }

  @Override
  public void close() {
    bytes.close();
  }
}
