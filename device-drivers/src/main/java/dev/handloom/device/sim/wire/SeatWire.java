package dev.handloom.device.sim.wire;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.page.HeadsetPages;
import dev.handloom.device.link.page.PageLink;
import dev.handloom.device.link.page.PageWire;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// A headset's browser that has opened the studio's page: a client of the real server, over TLS.
/// Comes back when the studio has let it go.
public final class SeatWire implements Wire {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final long AGAIN_NANOS = 250_000_000L;
  private static final int MOST_UNSENT = 16;
  private static final int MOST_HEARD = 64;

  /// Where a page is, and what lets one in.
  ///
  /// @param token as the studio shows it
  private record Page(URI socket, String token) {
    @Override
    public String toString() {
      return socket.toString();
    }
  }

  private final String name;
  private final Thread dialler;
  private final BlockingQueue<byte[]> heard = new ArrayBlockingQueue<>(MOST_HEARD);
  private final AtomicInteger unsent = new AtomicInteger();
  private final String secret;
  private volatile @Nullable Page page;
  private volatile @Nullable WebSocket socket;
  private volatile CompletableFuture<?> last = CompletableFuture.completedFuture(null);
  private volatile boolean closed;

  /// @param invitation the page's address with the token behind `#`; null for that of whoever calls
  ///   [#open]
  public SeatWire(String name, @Nullable String invitation) throws IOException {
    this.name = name;
    // The same headset in every simulated rig of this process: it finds its seat again.
    secret =
        String.format(
            Locale.ROOT, "%016x%016x", ProcessHandle.current().pid(), (long) name.hashCode());
    page = invitation == null ? null : page(invitation);
    dialler = Thread.ofPlatform().name("sim " + name + " dial").daemon(true).start(this::dial);
  }

  private static Page page(String invitation) throws IOException {
    int hash = invitation.indexOf('#');
    if (!invitation.startsWith("https://") || hash < 0) {
      throw new IOException(
          "The address must be that of a headset's page with its token, as"
              + " https://127.0.0.1:8443/#ABC234, not "
              + invitation);
    }
    try {
      String base = invitation.substring("https".length(), hash).replaceAll("/*$", "");
      return new Page(URI.create("wss" + base + "/studio"), invitation.substring(hash + 1));
    } catch (IllegalArgumentException e) {
      throw new IOException("This is no address: " + invitation, e);
    }
  }

  private void dial() {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(CONNECT).sslContext(trusting()).build()) {
      while (!closed) {
        Page to = page;
        WebSocket open = socket;
        if (to != null && (open == null || open.isInputClosed())) {
          connect(client, to);
        }
        LockSupport.parkNanos(this, AGAIN_NANOS);
      }
      hangUp();
      client.shutdownNow();
    }
  }

  private void connect(HttpClient client, Page to) {
    socket = null;
    try {
      WebSocket made =
          client
              .newWebSocketBuilder()
              .connectTimeout(CONNECT)
              .buildAsync(to.socket(), new Ears())
              .get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
      made.sendText(
              "{\"kind\":\"hello\",\"version\":"
                  + PageWire.VERSION
                  + ",\"token\":\""
                  + to.token()
                  + "\",\"me\":\""
                  + secret
                  + "\",\"name\":\"Simulated headset\",\"tracks\":true}",
              true)
          .thenCompose(_ ->
              made.sendText(
                  "{\"kind\":\"session\",\"immersive\":true,\"visibility\":\"visible\",\"hands\":true}",
                  true))
          .get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
      unsent.set(0);
      last = CompletableFuture.completedFuture(null);
      socket = made;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      // The studio does not serve its page yet.
    }
  }

  /// A simulated headset takes any certificate, as a person does who is asked: it sends nothing
  /// that anybody would want to know.
  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Trusting()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String address() {
    Page to = page;
    return to == null ? "webxr:" : "webxr:" + to.socket().getPort();
  }

  @Override
  public Link open() throws IOException {
    // While another rig of this process has it, the device asks again.
    PageLink link = HeadsetPages.shared().open("sim:" + name, 0);
    page = page("https://localhost:" + link.server().port() + "/#" + link.server().token());
    LockSupport.unpark(dialler);
    return link;
  }

  @Override
  public boolean listened() {
    return socket != null;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    WebSocket to = socket;
    if (to == null || to.isOutputClosed()) {
      return false;
    }
    if (unsent.incrementAndGet() > MOST_UNSENT) {
      unsent.decrementAndGet();
      return false;
    }
    ByteBuffer message = ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset, offset + length));
    last =
        last.handle((_, _) -> true)
            .thenCompose(_ -> to.sendBinary(message, true))
            .whenComplete((_, _) -> unsent.decrementAndGet());
    return true;
  }

  @Override
  public int read(byte[] into, int waitMillis) {
    try {
      byte[] message = heard.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
      if (message == null || message.length > into.length) {
        return 0;
      }
      System.arraycopy(message, 0, into, 0, message.length);
      return message.length;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  @Override
  public void replaces(Wire before) {
    if (before instanceof SeatWire same) {
      page = page == null ? same.page : page;
      LockSupport.unpark(dialler);
    }
  }

  private void hangUp() {
    WebSocket open = socket;
    socket = null;
    if (open != null) {
      open.abort();
    }
  }

  @Override
  public void close() {
    closed = true;
    hangUp();
    LockSupport.unpark(dialler);
    SocketEnd.join(dialler);
  }

  /// Keeps binary messages that are not pictures, and says that pictures were shown.
  private final class Ears implements WebSocket.Listener {
    private byte[] begun = new byte[0];

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean end) {
      byte[] whole = Arrays.copyOf(begun, begun.length + data.remaining());
      data.get(whole, begun.length, data.remaining());
      begun = end ? new byte[0] : whole;
      if (end) {
        message(whole);
      }
      from.request(1);
      return null;
    }

    private void message(byte[] whole) {
      if (PageWire.kind(whole, whole.length) == PageWire.PICTURE) {
        byte[] shown = Arrays.copyOf(whole, 8);
        shown[0] = PageWire.PICTURE_SHOWN;
        write(shown, 0, shown.length);
      } else {
        // Too much at once is lost, as in a browser that is busy.
        boolean ignored = heard.offer(whole);
      }
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      from.abort();
    }
  }

  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
