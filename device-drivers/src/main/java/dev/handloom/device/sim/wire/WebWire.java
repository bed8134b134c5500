package dev.handloom.device.sim.wire;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import dev.handloom.device.sim.instrument.Instrument.WebAnswer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An HTTP server with a WebSocket, as small as a device has it. What the device writes goes to
/// everyone who opened the WebSocket; requests are answered on the device's thread.
public final class WebWire implements Wire {
  private static final int MOST_PEERS = 16;

  /// A request of the host; the device's thread completes the answer.
  public record Request(
      String method, String target, byte[] body, CompletableFuture<WebAnswer> answer) {}

  private final String name;
  private final ServerSocket server;
  private final String webSocketPath;
  private final boolean webSocketOnly;
  private final boolean text;
  private final List<WebPeer> peers = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Request> requests = new ArrayBlockingQueue<>(MOST_PEERS);
  private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>(256);
  private final Thread acceptor;

  /// @param webSocketPath where the WebSocket is; empty without one
  /// @param webSocketOnly whether the address is that of the WebSocket
  /// @param text whether the device's messages are text
  public WebWire(
      String name, InetSocketAddress at, String webSocketPath, boolean webSocketOnly, boolean text)
      throws IOException {
    this.name = name;
    this.webSocketPath = webSocketPath;
    this.webSocketOnly = webSocketOnly;
    this.text = text;
    server = new ServerSocket();
    server.setReuseAddress(true);
    try {
      server.bind(at, MOST_PEERS);
    } catch (IOException e) {
      server.close();
      throw new IOException("It cannot listen there (" + e.getMessage() + "): " + at, e);
    }
    acceptor = Thread.ofPlatform().name("sim " + name + " accept").daemon(true).start(this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (peers.size() >= MOST_PEERS) {
          socket.close();
          continue;
        }
        WebPeer peer = new WebPeer(socket, webSocketPath, requests, heard);
        peers.add(peer);
        Thread.ofPlatform()
            .name("sim " + name + " peer")
            .daemon(true)
            .start(() -> {
              peer.run();
              peers.remove(peer);
            });
      } catch (IOException e) {
        // Closed, or the host was gone before it was greeted.
      }
    }
  }

  @Override
  public String address() {
    return (webSocketOnly ? "ws" : "http")
        + "://"
        + server.getInetAddress().getHostAddress()
        + ":"
        + server.getLocalPort()
        + (webSocketOnly ? webSocketPath : "");
  }

  @Override
  public Link open() throws IOException {
    return Links.ofThisMachine().open(address());
  }

  /// A device that is only asked is listened to as soon as it is there.
  @Override
  public boolean listened() {
    return webSocketPath.isEmpty() || peers.stream().anyMatch(WebPeer::webSocket);
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    boolean sent = false;
    for (WebPeer peer : peers) {
      sent |= peer.send(bytes, offset, length, text);
    }
    return sent;
  }

  /// Waits for a message of the host; ends early when a request waits for [#request].
  @Override
  public int read(byte[] into, int waitMillis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
    try {
      do {
        byte[] message =
            heard.poll(requests.isEmpty() ? Math.min(1, waitMillis) : 0, TimeUnit.MILLISECONDS);
        if (message != null) {
          int length = Math.min(message.length, into.length);
          System.arraycopy(message, 0, into, 0, length);
          return length;
        }
      } while (requests.isEmpty() && System.nanoTime() < end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /// The next request, or null.
  public @org.jspecify.annotations.Nullable Request request() {
    return requests.poll();
  }

  @Override
  public void close() {
    SocketEnd.quietly(server);
    SocketEnd.join(acceptor);
    peers.forEach(WebPeer::close);
  }
}
