package dev.handloom.device.sim.wire;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicLong;

/// A port that the host dials, and on which it speaks first: until it has, nothing is sent to it.
/// One host at a time.
public final class TalkWire implements Wire {
  private final String name;
  private final String before;
  private final String after;
  private final ServerSocket server;
  private final SocketEnd host = new SocketEnd();
  private final AtomicLong dialled = new AtomicLong();
  private volatile long spoken = -1;
  private final Thread acceptor;

  /// Begins to listen.
  ///
  /// @param before what stands before host and port in its address
  /// @param after what stands after them
  public TalkWire(String name, String before, InetSocketAddress at, String after)
      throws IOException {
    this.name = name;
    this.before = before;
    this.after = after;
    server = new ServerSocket();
    server.setReuseAddress(true);
    try {
      server.bind(at, 1);
    } catch (IOException e) {
      server.close();
      throw new IOException("It cannot listen there (" + e.getMessage() + "): " + at, e);
    }
    acceptor = Thread.ofPlatform().name("sim " + name + " accept").daemon(true).start(this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var next = server.accept();
        dialled.incrementAndGet();
        host.connected(next);
      } catch (IOException e) {
        // Closed, or the host was gone before it was greeted.
      }
    }
  }

  @Override
  public String address() {
    return before + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort() + after;
  }

  @Override
  public Link open() throws IOException {
    return Links.ofThisMachine().open(address());
  }

  @Override
  public boolean listened() {
    return host.open() && spoken == dialled.get();
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    return listened() && host.write(bytes, offset, length);
  }

  @Override
  public int read(byte[] into, int waitMillis) {
    long which = dialled.get();
    int got = host.read(into, waitMillis);
    if (got > 0) {
      spoken = which;
    }
    return got;
  }

  @Override
  public void close() {
    SocketEnd.quietly(server);
    host.hangUp();
    SocketEnd.join(acceptor);
    host.hangUp();
  }

  @Override
  public String toString() {
    return name + " at " + address();
  }
}
