package dev.handloom.device.link.page;

import dev.handloom.device.clock.StudioClock;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One connection: files of the page over HTTPS, or its WebSocket.
final class PageClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Logger LOG = LoggerFactory.getLogger(PageClient.class);

  private static final int HANDSHAKE_MILLIS = 5000;
  private static final long HEAD_NANOS = 10_000_000_000L;
  private static final int MOST_REQUESTS = 40;

  /// The page says something every second.
  static final int SILENT_MILLIS = 15_000;

  private static final int TLS_HANDSHAKE = 0x16;

  /// How a WebSocket began.
  enum Role {
    /// It has the seat.
    SEATED,
    /// It shows the take and asks for things, and tracks nothing.
    REMOTE
  }

  private final PageServer server;
  private final Socket raw;
  private final PageInbox inbox = new PageInbox();
  private volatile @Nullable Outbox outbox;
  private volatile @Nullable Role role;
  private String name = "";

  PageClient(PageServer server, Socket raw) {
    this.server = server;
    this.raw = raw;
  }

  InetAddress address() {
    return raw.getInetAddress();
  }

  /// As the page calls itself, and where it is.
  String name() {
    return name;
  }

  @Nullable Role role() {
    return role;
  }

  PageInbox inbox() {
    return inbox;
  }

  @Nullable Outbox outbox() {
    return outbox;
  }

  /// Serves it until it goes.
  void run() {
    try (raw) {
      raw.setTcpNoDelay(true);
      raw.setSoTimeout(HANDSHAKE_MILLIS);
      int first = raw.getInputStream().read();
      if (first < 0) {
        return;
      }
      if (first != TLS_HANDSHAKE) {
        plain();
        return;
      }
      SSLSocket secure =
          (SSLSocket)
              server
                  .tls()
                  .createSocket(raw, new ByteArrayInputStream(new byte[] {(byte) first}), true);
      secure.startHandshake();
      serve(new BufferedInputStream(secure.getInputStream()), secure.getOutputStream());
    } catch (IOException e) {
      // It hung up, was too slow, or does not take the certificate.
      LOG.debug("A connection to the headset's page ended: {}", e.getMessage());
    } finally {
      inbox.end("The page in the headset is gone");
      Outbox out = outbox;
      if (out != null) {
        out.close();
      }
      server.ended(this);
    }
  }

  /// Somebody has left out the s of https.
  private void plain() throws IOException {
    byte[] words =
        "This page is served over https: put https:// before its address.\n"
            .getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
            + words.length
            + "\r\nConnection: close\r\n\r\n";
    OutputStream out = raw.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(words);
    out.flush();
  }

  private void serve(InputStream in, OutputStream out) throws IOException {
    for (int i = 0; i < MOST_REQUESTS; i++) {
      HttpHead head = HttpHead.read(in, StudioClock.now() + HEAD_NANOS);
      if (head.says("upgrade", "websocket")) {
        if (PageAnswers.upgrade(head, out)) {
          webSocket(in, out);
        }
        return;
      }
      PageAnswers.file(head, out);
      if (head.says("connection", "close")) {
        return;
      }
    }
  }

  private void webSocket(InputStream in, OutputStream out) throws IOException {
    Outbox mine = new Outbox(out);
    outbox = mine;
    Thread writer =
        Thread.ofPlatform()
            .name("write page " + server.port())
            .daemon(true)
            .start(() -> write(mine));
    WebSocketWire wire = new WebSocketWire(in);
    try {
      if (!hello(wire.next())) {
        return;
      }
      raw.setSoTimeout(SILENT_MILLIS);
      while (true) {
        if (!heard(wire.next(), mine)) {
          return;
        }
      }
    } catch (WebSocketWire.Wrong e) {
      LOG.warn("The page of {} speaks wrongly and is let go: {}", name, e.getMessage());
      hangUp(e.code, e.getMessage() == null ? "" : e.getMessage());
    } catch (SocketTimeoutException e) {
      LOG.info("The page of {} has been silent for {} s and is let go", name, SILENT_MILLIS / 1000);
    } finally {
      mine.close();
      lastWords(writer, in);
    }
  }

  /// Waits until what was said last is written, and until the client has hung up: a connection that
  /// is closed with bytes unread takes it away again.
  private void lastWords(Thread writer, InputStream in) {
    try {
      if (writer.join(Duration.ofSeconds(1))) {
        raw.setSoTimeout(500);
        byte[] scratch = new byte[4096];
        long end = StudioClock.now() + 1_000_000_000L;
        while (StudioClock.now() < end && in.read(scratch) >= 0) {
          // Nobody wants it.
        }
      }
    } catch (IOException e) {
      // It has hung up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Outbox mine) {
    try {
      mine.run();
    } catch (IOException e) {
      cut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hello(WebSocketWire.Message message) throws IOException {
    JsonNode said = json(message);
    if (said == null || !said.path("kind").asString("").equals("hello")) {
      throw new WebSocketWire.Wrong(WebSocketWire.POLICY, "The first message says hello");
    }
    PageServer.Welcome welcome = server.welcome(this, said);
    name = welcome.name();
    if (welcome.role() == null) {
      tell(Map.of("kind", "refused", "why", welcome.why(), "words", welcome.words()));
      hangUp(WebSocketWire.POLICY, welcome.why());
      return false;
    }
    role = welcome.role();
    tell(
        Map.of(
            "kind",
            "welcome",
            "seat",
            welcome.role() == Role.SEATED ? "headset" : "remote",
            "version",
            PageWire.VERSION,
            "studio",
            server.title()));
    return true;
  }

  private static @Nullable JsonNode json(WebSocketWire.Message message) {
    if (message.kind() != WebSocketWire.TEXT) {
      return null;
    }
    try {
      return JSON.readTree(message.text());
    } catch (JacksonException e) {
      return null;
    }
  }

  private boolean heard(WebSocketWire.Message message, Outbox out) throws IOException {
    switch (message.kind()) {
      case WebSocketWire.CLOSE -> {
        out.put(WebSocketWire.CLOSE, WebSocketWire.closing(WebSocketWire.NORMAL, ""));
        return false;
      }
      case WebSocketWire.PING -> out.put(WebSocketWire.PONG, message.bytes());
      case WebSocketWire.PONG -> {
        // That it came is all it says.
      }
      case WebSocketWire.BINARY -> binary(message, out);
      default -> {
        return text(message);
      }
    }
    return true;
  }

  private void binary(WebSocketWire.Message message, Outbox out) {
    byte[] bytes = message.bytes();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (PageWire.kind(bytes, bytes.length)) {
      case PageWire.PAGE_PROBE -> {
        if (bytes.length == PageWire.PAGE_PROBE_BYTES) {
          byte[] answer =
              PageWire.pageProbeAnswer(
                  in.getInt(4), in.getLong(8), message.arrivalNanos(), StudioClock.now());
          if (!out.put(WebSocketWire.BINARY, answer)) {
            cut();
          }
        }
      }
      case PageWire.PICTURE_SHOWN -> {
        if (bytes.length == PageWire.PICTURE_SHOWN_BYTES) {
          out.shown(in.getInt(4));
        }
      }
      default -> {
        if (role == Role.SEATED) {
          inbox.put(message);
        }
      }
    }
  }

  private boolean text(WebSocketWire.Message message) throws IOException {
    JsonNode said = json(message);
    String kind = said == null ? "" : said.path("kind").asString("");
    switch (kind) {
      case "do" ->
          tell(Map.of("kind", "told", "words", server.act(this, Objects.requireNonNull(said))));
      case "leave" -> {
        server.left(this);
        return false;
      }
      default -> {
        if (role == Role.SEATED) {
          inbox.put(message);
        }
      }
    }
    return true;
  }

  /// Says something to the page; it is let go if it does not listen.
  void tell(Map<String, Object> words) {
    say(WebSocketWire.TEXT, JSON.writeValueAsBytes(words));
  }

  /// @return false if it does not listen, and was let go
  boolean say(int opcode, byte[] bytes) {
    Outbox out = outbox;
    if (out != null && out.put(opcode, bytes)) {
      return true;
    }
    cut();
    return false;
  }

  /// Takes leave; what was said before is still written.
  void hangUp(int code, String why) {
    Outbox out = outbox;
    if (out != null) {
      out.put(WebSocketWire.CLOSE, WebSocketWire.closing(code, why));
      out.close();
    }
    inbox.end("The page in the headset was let go: " + why);
  }

  /// Ends it at once.
  void cut() {
    try {
      raw.close();
    } catch (IOException e) {
      // Closing was all that was left to do with it.
    }
    inbox.end("The connection to the page in the headset is cut");
  }
}
