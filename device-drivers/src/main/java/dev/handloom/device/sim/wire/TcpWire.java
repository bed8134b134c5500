package dev.handloom.device.sim.wire;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// A port that the host dials; one host at a time.
public final class TcpWire implements Wire {
  private final String name;
  private final ServerSocket server;
  private final SocketEnd host = new SocketEnd();
  private final Thread acceptor;

  /// Begins to listen on a free port of this machine.
  public TcpWire(String name) throws IOException {
    this(name, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /// Begins to listen.
  public TcpWire(String name, InetSocketAddress at) throws IOException {
    this.name = name;
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
        host.connected(server.accept());
      } catch (IOException e) {
        // Closed, or the host was gone before it was greeted.
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
    return host.open();
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    return host.write(bytes, offset, length);
  }

  @Override
  public int read(byte[] into, int waitMillis) {
    return host.read(into, waitMillis);
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
