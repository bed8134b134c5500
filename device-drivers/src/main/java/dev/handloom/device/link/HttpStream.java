package dev.handloom.device.link;

import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// The body of an HTTP answer that goes on and on. Bytes are stamped on the client's thread.
final class HttpStream implements ByteLink {
  private static final int MOST_WAITING = 8 << 20;

  private final String url;
  private final Inbox inbox = new Inbox(MOST_WAITING);
  private volatile Flow.@Nullable Subscription subscription;
  private Inbox.@Nullable Item current;
  private int at;
  private long arrivalNanos;

  private HttpStream(String url) {
    this.url = url;
  }

  @Override
  public int read(byte[] into, int offset, int length, int waitMillis) throws IOException {
    Inbox.Item item = current;
    if (item == null) {
      item = inbox.take(waitMillis);
      at = 0;
      if (item == null) {
        return 0;
      }
      Flow.Subscription more = subscription;
      if (more != null) {
        more.request(1);
      }
    }
    int count = Math.min(length, item.bytes().length - at);
    System.arraycopy(item.bytes(), at, into, offset, count);
    at += count;
    arrivalNanos = item.arrivalNanos();
    current = at < item.bytes().length ? item : null;
    return count;
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    throw new IOException("Nothing can be sent there: " + url);
  }

  @Override
  public String title() {
    return url;
  }

  @Override
  public void close() {
    inbox.end(new IOException("Closed: " + url));
    Flow.Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
  }

  /// Takes the parts as they come, no more of them at a time than are read.
  static final class Body implements HttpResponse.BodySubscriber<HttpStream> {
    private static final int AHEAD = 64;

    private final HttpStream stream;

    Body(String url) {
      stream = new HttpStream(url);
    }

    @Override
    public CompletionStage<HttpStream> getBody() {
      return CompletableFuture.completedFuture(stream);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      stream.subscription = subscription;
      subscription.request(AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      long now = StudioClock.now();
      int length = parts.stream().mapToInt(ByteBuffer::remaining).sum();
      byte[] bytes = new byte[length];
      int at = 0;
      for (ByteBuffer part : parts) {
        int count = part.remaining();
        part.get(bytes, at, count);
        at += count;
      }
      stream.inbox.put(new Inbox.Item(bytes, false, now));
    }

    @Override
    public void onError(Throwable error) {
      stream.inbox.end(new IOException("The answer broke off: " + stream.url, error));
    }

    @Override
    public void onComplete() {
      stream.inbox.end(new IOException("The other side ended the answer: " + stream.url));
    }
  }
}
