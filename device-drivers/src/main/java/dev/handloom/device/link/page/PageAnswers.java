package dev.handloom.device.link.page;

import dev.handloom.device.link.page.PageFiles.PageFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// What the server says to requests.
final class PageAnswers {
  static final String WEB_SOCKET_PATH = "/studio";

  private static final String NOT_HERE = "There is nothing here. The page is at /\n";

  private PageAnswers() {}

  /// Sends a file of the page, or says that there is none.
  static void file(HttpHead head, OutputStream out) throws IOException {
    boolean body = head.method().equals("GET");
    if (!body && !head.method().equals("HEAD")) {
      send(out, "405 Method Not Allowed", "text/plain", new byte[0], "Allow: GET, HEAD\r\n", true);
      return;
    }
    PageFile file = PageFiles.of(head.path());
    if (file == null) {
      byte[] words = NOT_HERE.getBytes(StandardCharsets.UTF_8);
      send(out, "404 Not Found", "text/plain; charset=utf-8", words, "", body);
    } else {
      send(out, "200 OK", file.type(), file.bytes(), policy(head), body);
    }
  }

  /// Nothing from elsewhere, no frames, a clock as fine as the browser has one.
  private static String policy(HttpHead head) {
    String host = head.header("host");
    // What a client made up must not become part of an answer.
    String socket = host.matches("[A-Za-z0-9.\\-\\[\\]:]{1,120}") ? " wss://" + host : "";
    return "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
        + "img-src 'self' blob: data:; connect-src 'self'"
        + socket
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
        + "Cross-Origin-Opener-Policy: same-origin\r\n"
        + "Cross-Origin-Embedder-Policy: require-corp\r\n"
        + "Cross-Origin-Resource-Policy: same-origin\r\n"
        + "Permissions-Policy: xr-spatial-tracking=(self), camera=(), microphone=(), geolocation=()\r\n"
        + "Referrer-Policy: no-referrer\r\n"
        + "X-Content-Type-Options: nosniff\r\n";
  }

  private static void send(
      OutputStream out, String status, String type, byte[] bytes, String more, boolean body)
      throws IOException {
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\nCache-Control: no-store\r\n"
            + more
            + "\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    if (body) {
      all.writeBytes(bytes);
    }
    all.writeTo(out);
    out.flush();
  }

  /// Agrees to a WebSocket, or says why not.
  static boolean upgrade(HttpHead head, OutputStream out) throws IOException {
    String key = head.header("sec-websocket-key");
    String origin = head.header("origin");
    boolean ours = origin.isEmpty() || origin.equals("https://" + head.header("host"));
    if (!head.method().equals("GET")
        || !head.path().equals(WEB_SOCKET_PATH)
        || !head.says("connection", "upgrade")
        || !head.header("sec-websocket-version").equals("13")
        || !key.matches("[A-Za-z0-9+/]{22}==")
        || !ours) {
      byte[] words =
          "This is no WebSocket of the headset's page.\n".getBytes(StandardCharsets.UTF_8);
      send(
          out,
          ours ? "400 Bad Request" : "403 Forbidden",
          "text/plain; charset=utf-8",
          words,
          "Sec-WebSocket-Version: 13\r\nConnection: close\r\n",
          true);
      return false;
    }
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + WebSocketWire.accept(key)
            + "\r\n\r\n";
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return true;
  }
}
