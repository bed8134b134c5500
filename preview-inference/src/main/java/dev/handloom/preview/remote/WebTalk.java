package dev.handloom.preview.remote;

import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A WebSocket on which one asks and the other answers, whole messages at a time.
final class WebTalk implements AutoCloseable {
  /// Eight pictures of 4K and their dream; what is larger is a mistake.
  private static final int LARGEST = 256 << 20;

  private static final int MOST_WAITING = 64;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /// What came.
  ///
  /// @param failure why nothing more will come; null for a message
  record Message(byte[] bytes, boolean text, @Nullable ModelException failure) {
    String words() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private final URI address;
  private final HttpClient client;
  private final WebSocket socket;
  private final BlockingQueue<Message> heard;

  private WebTalk(URI address, HttpClient client, WebSocket socket, BlockingQueue<Message> heard) {
    this.address = address;
    this.client = client;
    this.socket = socket;
    this.heard = heard;
  }

  static WebTalk open(URI address, AccessKey key, Duration patience) throws ModelException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build();
    BlockingQueue<Message> heard = new LinkedBlockingQueue<>(MOST_WAITING);
    WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(patience);
    if (key.given()) {
      builder.header("Authorization", "Api-Key " + key.secret());
    }
    try {
      WebSocket socket = wait(builder.buildAsync(address, new Listener(heard)), address, patience);
      return new WebTalk(address, client, socket, heard);
    } catch (ModelException e) {
      client.shutdownNow();
      throw e;
    } catch (IllegalArgumentException e) {
      client.shutdownNow();
      throw new ModelException(Kind.AWAY, "No address of a WebSocket: " + address);
    }
  }

  private static <T> T wait(Future<T> future, URI address, Duration patience)
      throws ModelException {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ModelException(
          Kind.LATE, "Nobody answered within " + words(patience) + ": " + address);
    } catch (ExecutionException e) {
      throw failure(e.getCause(), address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException(Kind.CLOSED, "Interrupted while waiting for " + address);
    }
  }

  private static ModelException failure(@Nullable Throwable cause, URI address) {
    if (cause instanceof WebSocketHandshakeException refused) {
      int status = refused.getResponse().statusCode();
      return new ModelException(
          Kind.REFUSED,
          status == UNAUTHORIZED || status == FORBIDDEN
              ? "The server wants another key (HTTP " + status + "): " + address
              : "There is a server, but it speaks no WebSocket (HTTP " + status + "): " + address);
    }
    String why = cause == null ? "" : cause.getMessage();
    return new ModelException(
        Kind.AWAY,
        "No model answers at "
            + address
            + (why == null || why.isBlank() ? ". Is its server running?" : " (" + why + ")"));
  }

  static String words(Duration duration) {
    return duration.toMillis() >= 1000 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }

  void send(byte[] message, Duration patience) throws ModelException {
    wait(socket.sendBinary(ByteBuffer.wrap(message), true), address, patience);
  }

  /// The next message that comes, or why none will.
  Message receive(Duration patience) throws ModelException {
    try {
      Message message = heard.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (message == null) {
        throw new ModelException(Kind.LATE, "The model did not answer within " + words(patience));
      }
      if (message.failure != null) {
        // For whoever asks next.
        heard.offer(message);
        throw message.failure;
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException(Kind.CLOSED, "Interrupted while waiting for the model");
    }
  }

  @Override
  public void close() {
    end(heard, new ModelException(Kind.CLOSED, "The line to the model was closed"));
    socket.abort();
    client.shutdownNow();
  }

  private static void end(BlockingQueue<Message> heard, ModelException why) {
    heard.offer(new Message(new byte[0], false, why));
  }

  /// Puts the parts of a message together, on the client's thread.
  private static final class Listener implements WebSocket.Listener {
    private final BlockingQueue<Message> heard;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    Listener(BlockingQueue<Message> heard) {
      this.heard = heard;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      return part(from, part, false, last);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      return part(from, data.toString().getBytes(StandardCharsets.UTF_8), true, last);
    }

    private @Nullable CompletionStage<?> part(
        WebSocket from, byte[] bytes, boolean text, boolean last) {
      if (parts.size() > LARGEST - bytes.length) {
        end(
            heard,
            new ModelException(
                Kind.UNCLEAR,
                "The model's answer is larger than "
                    + (LARGEST >> 20)
                    + " MiB, and was not taken"));
        from.abort();
        return null;
      }
      parts.writeBytes(bytes);
      if (last) {
        if (!heard.offer(new Message(parts.toByteArray(), text, null))) {
          from.abort();
        }
        parts.reset();
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      end(
          heard,
          new ModelException(
              Kind.AWAY, "The model hung up (" + (status + " " + reason).strip() + ")"));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end(
          heard,
          new ModelException(
              Kind.AWAY,
              error.getMessage() == null
                  ? "The line to the model broke"
                  : "The line to the model broke: " + error.getMessage()));
    }
  }
}
