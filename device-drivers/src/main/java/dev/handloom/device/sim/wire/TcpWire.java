package dev.handloom.device.sim.wire;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// A free port on the loopback address, for programs outside of this process; one at a time.
public final class TcpWire implements Wire {
  private final String name;
  private final ServerSocket server;
  private final Thread acceptor;
  private volatile @Nullable Socket client;

  /// Begins to listen.
  public TcpWire(String name) throws IOException {
    this.name = name;
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    acceptor = Thread.ofPlatform().name("sim " + name + " accept").daemon(true).start(this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket next = server.accept();
        next.setTcpNoDelay(true);
        hangUp();
        client = next;
      } catch (IOException e) {
        // Closed, or the client was gone before it was greeted.
      }
    }
  }

  @Override
  public String address() {
    return "tcp:" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  @Override
  public Link open() throws IOException {
    return Links.ofThisMachine().open(address());
  }

  @Override
  public boolean listened() {
    return client != null;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    Socket to = client;
    if (to == null) {
      return false;
    }
    try {
      to.getOutputStream().write(bytes, offset, length);
      return true;
    } catch (IOException e) {
      hangUp();
      return false;
    }
  }

  @Override
  public int read(byte[] into, int waitMillis) {
    Socket from = client;
    if (from == null) {
      return 0;
    }
    try {
      from.setSoTimeout(Math.max(1, waitMillis));
      int got = from.getInputStream().read(into);
      if (got < 0) {
        hangUp();
      }
      return Math.max(0, got);
    } catch (java.net.SocketTimeoutException e) {
      return 0;
    } catch (IOException e) {
      hangUp();
      return 0;
    }
  }

  private void hangUp() {
    Socket old = client;
    client = null;
    if (old != null) {
      closeQuietly(old);
    }
  }

  @Override
  public void close() {
    closeQuietly(server);
    hangUp();
    try {
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    hangUp();
  }

  private static void closeQuietly(java.io.Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing was all that was left to do with it.
    }
  }

  @Override
  public String toString() {
    return name + " at " + address();
  }
}
