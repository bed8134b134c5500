package dev.handloom.device.sim.wire;

import dev.handloom.device.sim.instrument.Instrument.WebAnswer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One connection to a simulated web server: HTTP/1.1 requests one after the other, or after the
/// handshake of RFC 6455 a WebSocket.
final class WebPeer {
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_HEADERS = 100;
  private static final int LARGEST = 1 << 20;
  private static final int ANSWER_SECONDS = 5;
  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  // Opcodes of RFC 6455, section 5.2.
  private static final int CONTINUED = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int FINAL = 0x80;

  private final Socket socket;
  private final String webSocketPath;
  private final BlockingQueue<WebWire.Request> requests;
  private final BlockingQueue<byte[]> heard;
  private volatile boolean webSocket;

  WebPeer(
      Socket socket,
      String webSocketPath,
      BlockingQueue<WebWire.Request> requests,
      BlockingQueue<byte[]> heard) {
    this.socket = socket;
    this.webSocketPath = webSocketPath;
    this.requests = requests;
    this.heard = heard;
  }

  boolean webSocket() {
    return webSocket;
  }

  /// Until the host hangs up.
  void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      while (!webSocket) {
        request(in);
      }
      messages(in);
    } catch (IOException e) {
      // The host is gone, or speaks something else.
    } finally {
      webSocket = false;
    }
  }

  private void request(DataInputStream in) throws IOException {
    String[] first = line(in).split(" ");
    if (first.length != 3) {
      throw new IOException("No HTTP request");
    }
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      if (colon < 1 || headers.size() == MOST_HEADERS) {
        throw new IOException("No HTTP header");
      }
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    String key = headers.get("sec-websocket-key");
    if (key != null && first[1].equals(webSocketPath)) {
      String head =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + accept(key)
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      webSocket = true;
      return;
    }
    int length;
    try {
      length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    } catch (NumberFormatException e) {
      length = -1;
    }
    if (length < 0 || length > LARGEST) {
      throw new IOException("No HTTP body");
    }
    byte[] body = new byte[length];
    in.readFully(body);
    answer(ask(first[0], first[1], body));
  }

  private WebAnswer ask(String method, String target, byte[] body) {
    CompletableFuture<WebAnswer> answer = new CompletableFuture<>();
    if (requests.offer(new WebWire.Request(method, target, body, answer))) {
      try {
        return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        // It is busy, or has been unplugged.
      }
    }
    return new WebAnswer(503, "text/plain", new byte[0]);
  }

  private synchronized void answer(WebAnswer answer) throws IOException {
    String head =
        "HTTP/1.1 "
            + answer.status()
            + " -\r\nContent-Type: "
            + answer.contentType()
            + "\r\nContent-Length: "
            + answer.body().length
            + "\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(answer.body());
    all.writeTo(socket.getOutputStream());
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() == LONGEST_LINE) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
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

  private void messages(DataInputStream in) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (true) {
      int first = in.readUnsignedByte();
      int second = in.readUnsignedByte();
      long length = second & 0x7F;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      if ((second & 0x80) == 0 || length < 0 || length + message.size() > LARGEST) {
        throw new IOException("No WebSocket frame of a client");
      }
      byte[] mask = new byte[4];
      in.readFully(mask);
      byte[] payload = new byte[(int) length];
      in.readFully(payload);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i & 3];
      }
      switch (first & 0x0F) {
        case CONTINUED, TEXT, BINARY -> {
          message.writeBytes(payload);
          if ((first & FINAL) != 0) {
            // Too much at once is lost, as on a small device.
            boolean ignored = heard.offer(message.toByteArray());
            message.reset();
          }
        }
        case PING -> frame(PONG, payload, 0, payload.length);
        case CLOSE -> {
          frame(CLOSE, payload, 0, Math.min(2, payload.length));
          return;
        }
        default -> {}
      }
    }
  }

  boolean send(byte[] bytes, int offset, int length, boolean text) {
    if (!webSocket) {
      return false;
    }
    try {
      frame(text ? TEXT : BINARY, bytes, offset, length);
      return true;
    } catch (IOException e) {
      close();
      return false;
    }
  }

  private synchronized void frame(int opcode, byte[] bytes, int offset, int length)
      throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(length + 10);
    all.write(FINAL | opcode);
    if (length < 126) {
      all.write(length);
    } else if (length < 1 << 16) {
      all.write(126);
      all.write(length >> 8);
      all.write(length);
    } else {
      all.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        all.write((int) ((long) length >> shift));
      }
    }
    all.write(bytes, offset, length);
    all.writeTo(socket.getOutputStream());
  }

  void close() {
    SocketEnd.quietly(socket);
  }
}
