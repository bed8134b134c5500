package dev.handloom.device.sim.wire;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.TcpListenLink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The device dials the host, and again when the host has hung up, as gloves on Wi-Fi do.
public final class DialWire implements Wire {
  private static final int CONNECT_MILLIS = 1000;
  private static final long AGAIN_NANOS = 250_000_000L;

  private final SocketEnd host = new SocketEnd();
  private final Thread dialler;
  private volatile @Nullable InetSocketAddress target;
  private volatile boolean closed;

  /// @param target whom to dial; null for whoever calls [#open]
  public DialWire(String name, @Nullable InetSocketAddress target) {
    this.target = target;
    dialler = Thread.ofPlatform().name("sim " + name + " dial").daemon(true).start(this::dial);
  }

  private void dial() {
    while (!closed) {
      InetSocketAddress to = target;
      if (to != null && !host.open()) {
        try {
          Socket socket = new Socket();
          socket.connect(to, CONNECT_MILLIS);
          host.connected(socket);
        } catch (IOException e) {
          // Nobody is there yet.
        }
      }
      LockSupport.parkNanos(this, AGAIN_NANOS);
    }
    host.hangUp();
  }

  @Override
  public String address() {
    InetSocketAddress to = target;
    return "tcp-listen:" + (to == null ? 0 : to.getPort());
  }

  @Override
  public Link open() throws IOException {
    TcpListenLink link = TcpListenLink.open("0");
    host.hangUp();
    target = link.at();
    LockSupport.unpark(dialler);
    return link;
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
    closed = true;
    host.hangUp();
    LockSupport.unpark(dialler);
    SocketEnd.join(dialler);
  }
}
