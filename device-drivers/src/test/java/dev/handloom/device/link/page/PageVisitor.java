package dev.handloom.device.link.page;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of a page's server that says what no browser would.
final class PageVisitor implements AutoCloseable {
  static final String ME = "0123456789abcdef0123456789abcdef";
  static final String OTHER = "fedcba9876543210fedcba9876543210";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PATIENCE_MILLIS = 120_000;

  private final Socket raw;
  private final SSLSocket secure;
  private final DataInputStream in;

  PageVisitor(int port, PageCertificate certificate) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new OneAlone(certificate.certificate())}, null);
    raw = new Socket(InetAddress.getLoopbackAddress(), port);
    raw.setSoTimeout(PATIENCE_MILLIS);
    secure = (SSLSocket) context.getSocketFactory().createSocket(raw, "localhost", port, true);
    secure.startHandshake();
    in = new DataInputStream(new BufferedInputStream(secure.getInputStream()));
  }

  /// Takes the certificate that the studio says it has, and no other.
  private record OneAlone(X509Certificate known) implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new IllegalStateException("Nobody is a client here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      if (!chain[0].equals(known)) {
        throw new IllegalStateException("Another certificate");
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  void write(byte[] bytes) throws IOException {
    secure.getOutputStream().write(bytes);
    secure.getOutputStream().flush();
  }

  /// The whole head of an answer.
  String ask(String request) throws IOException {
    write(request.getBytes(StandardCharsets.ISO_8859_1));
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int c = in.read();
      if (c < 0) {
        break;
      }
      head.append((char) c);
    }
    return head.toString();
  }

  String upgrade(String more) throws IOException {
    return ask(
        "GET /studio HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive,"
            + " Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key:"
            + " dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + more
            + "\r\n");
  }

  /// A frame as a client masks it.
  static byte[] frame(int first, byte[] payload) {
    byte[] mask = new byte[4];
    new SecureRandom().nextBytes(mask);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(first);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else {
      out.write(0x80 | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    }
    out.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ mask[i & 3]);
    }
    return out.toByteArray();
  }

  void text(String words) throws IOException {
    write(frame(0x81, words.getBytes(StandardCharsets.UTF_8)));
  }

  void binary(byte[] bytes) throws IOException {
    write(frame(0x82, bytes));
  }

  /// Says hello on a connection that is a WebSocket already.
  void hello(String token, String me, boolean tracks) throws IOException {
    text(
        "{\"kind\":\"hello\",\"version\":1,\"token\":\"%s\",\"me\":\"%s\",\"name\":\"Test\",\"tracks\":%s}"
            .formatted(token, me, tracks));
  }

  /// Upgrades and says hello.
  PageVisitor in(String token, String me, boolean tracks) throws IOException {
    upgrade("");
    hello(token, me, tracks);
    return this;
  }

  /// The payload of the next frame with this opcode; others are left out.
  byte[] next(int opcode) throws IOException {
    while (true) {
      int first = in.readUnsignedByte();
      long length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] payload = new byte[(int) length];
      in.readFully(payload);
      if ((first & 0x0F) == opcode) {
        return payload;
      }
    }
  }

  /// The next text of this kind.
  JsonNode said(String kind) throws IOException {
    while (true) {
      JsonNode node = JSON.readTree(next(1));
      if (node.path("kind").asString("").equals(kind)) {
        return node;
      }
    }
  }

  /// The code that it was let go with.
  int closed() throws IOException {
    byte[] payload = next(8);
    return (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
