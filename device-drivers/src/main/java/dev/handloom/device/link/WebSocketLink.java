package dev.handloom.device.link;

import dev.handloom.device.clock.StudioClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A WebSocket that we open; text and binary messages whole. Address: its URL. Arrival is stamped
/// on the client's own thread when the first part of a message comes.
final class WebSocketLink implements MessageLink {
  static final int LARGEST_MESSAGE = 8 << 20;
  private static final int MOST_WAITING = 2 * LARGEST_MESSAGE;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int SEND_SECONDS = 2;

  private final String url;
  private final Inbox inbox;
  private final @Nullable HttpClient own;
  private final WebSocket socket;
  private long arrivalNanos;
  private boolean text;

  private WebSocketLink(String url, Inbox inbox, @Nullable HttpClient own, WebSocket socket) {
    this.url = url;
    this.inbox = inbox;
    this.own = own;
    this.socket = socket;
  }

  static WebSocketLink open(String url) throws IOException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    try {
      return open(url, client, client);
    } catch (IOException e) {
      client.shutdownNow();
      throw e;
    }
  }

  /// @param own closed with the link; null if the client is somebody else's
  static WebSocketLink open(String url, HttpClient client, @Nullable HttpClient own)
      throws IOException {
    Inbox inbox = new Inbox(MOST_WAITING);
    try {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .connectTimeout(CONNECT)
              .buildAsync(URI.create(url), new Listener(inbox))
              .get(CONNECT.toMillis() + 500, TimeUnit.MILLISECONDS);
      return new WebSocketLink(url, inbox, own, socket);
    } catch (IllegalArgumentException e) {
      throw new IOException("A WebSocket address is ws://host:port/path, not " + url, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("No WebSocket answers there (" + reason(e) + "): " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while opening " + url, e);
    }
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  @Override
  public int receive(byte[] into, int waitMillis) throws IOException {
    Inbox.Item item = inbox.take(waitMillis);
    if (item == null) {
      return NOTHING;
    }
    if (item.bytes().length > into.length) {
      inbox.countDropped();
      return NOTHING;
    }
    arrivalNanos = item.arrivalNanos();
    text = item.text();
    System.arraycopy(item.bytes(), 0, into, 0, item.bytes().length);
    return item.bytes().length;
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public boolean text() {
    return text;
  }

  @Override
  public long lostMessages() {
    return inbox.dropped();
  }

  @Override
  public void send(byte[] bytes, int offset, int length) throws IOException {
    await(socket.sendBinary(ByteBuffer.wrap(bytes.clone(), offset, length), true));
  }

  @Override
  public void sendText(String message) throws IOException {
    await(socket.sendText(message, true));
  }

  /// One after the other: the client refuses a second message while a first is on its way.
  private synchronized void await(CompletableFuture<WebSocket> sending) throws IOException {
    try {
      sending.get(SEND_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The WebSocket takes no message (" + reason(e) + "): " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while sending to " + url, e);
    }
  }

  @Override
  public String title() {
    return url;
  }

  @Override
  public void close() {
    inbox.end(new IOException("Closed: " + url));
    socket.abort();
    if (own != null) {
      own.shutdownNow();
    }
  }

  /// Puts the parts of a message together, on the client's thread.
  private static final class Listener implements WebSocket.Listener {
    private final Inbox inbox;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private boolean begun;
    private boolean tooLong;
    private long arrivalNanos;

    Listener(Inbox inbox) {
      this.inbox = inbox;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      long now = StudioClock.now();
      byte[] part = new byte[data.remaining()];
      data.get(part);
      part(part, false, last, now);
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      long now = StudioClock.now();
      part(data.toString().getBytes(StandardCharsets.UTF_8), true, last, now);
      from.request(1);
      return null;
    }

    private void part(byte[] bytes, boolean text, boolean last, long now) {
      if (!begun) {
        begun = true;
        arrivalNanos = now;
      }
      if (parts.size() + bytes.length > LARGEST_MESSAGE) {
        tooLong = true;
        parts.reset();
      }
      if (!tooLong) {
        parts.writeBytes(bytes);
      }
      if (last) {
        if (tooLong) {
          inbox.countDropped();
        } else {
          inbox.put(new Inbox.Item(parts.toByteArray(), text, arrivalNanos));
        }
        parts.reset();
        begun = false;
        tooLong = false;
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      inbox.end(
          new IOException(
              "The other side closed the WebSocket ("
                  + status
                  + (" " + reason).stripTrailing()
                  + ")"));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      inbox.end(new IOException("The WebSocket broke: " + error.getMessage(), error));
    }
  }
}
