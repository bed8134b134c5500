package dev.handloom.device.sim.wire;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.link.WebSocketListenLink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The device opens a WebSocket of the host, and again when the host has closed it, as a page in a
/// headset's browser does.
public final class OpenWebWire implements Wire {
  private static final long AGAIN_NANOS = 250_000_000L;

  private final Links links = Links.ofThisMachine();
  private final byte[] greeting;
  private final Thread dialler;
  private volatile @Nullable MessageLink host;
  private volatile @Nullable InetSocketAddress target;
  private volatile boolean closed;

  /// @param target whom to dial; null for whoever calls [#open]
  /// @param greeting what is said first
  public OpenWebWire(String name, @Nullable InetSocketAddress target, byte[] greeting) {
    this.target = target;
    this.greeting = greeting.clone();
    dialler = Thread.ofPlatform().name("sim " + name + " dial").daemon(true).start(this::dial);
  }

  private void dial() {
    while (!closed) {
      InetSocketAddress to = target;
      if (to != null && host == null) {
        try {
          String address = "ws://" + to.getAddress().getHostAddress() + ":" + to.getPort() + "/";
          MessageLink opened = (MessageLink) links.open(address);
          if (greeting.length > 0) {
            opened.send(greeting, 0, greeting.length);
          }
          host = opened;
        } catch (IOException e) {
          // Nobody is there yet.
        }
      }
      LockSupport.parkNanos(this, AGAIN_NANOS);
    }
    hangUp();
  }

  private void hangUp() {
    MessageLink old = host;
    host = null;
    if (old != null) {
      old.close();
    }
  }

  @Override
  public String address() {
    InetSocketAddress to = target;
    return "ws-listen:" + (to == null ? 0 : to.getPort());
  }

  @Override
  public Link open() throws IOException {
    WebSocketListenLink link = WebSocketListenLink.open("0");
    hangUp();
    target = link.at();
    LockSupport.unpark(dialler);
    return link;
  }

  @Override
  public boolean listened() {
    return host != null;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    MessageLink to = host;
    if (to == null) {
      return false;
    }
    try {
      byte[] message = Arrays.copyOfRange(bytes, offset, offset + length);
      to.send(message, 0, length);
      return true;
    } catch (IOException e) {
      hangUp();
      return false;
    }
  }

  @Override
  public int read(byte[] into, int waitMillis) {
    MessageLink from = host;
    if (from == null) {
      return 0;
    }
    try {
      return Math.max(0, from.receive(into, waitMillis));
    } catch (IOException e) {
      hangUp();
      return 0;
    }
  }

  @Override
  public void close() {
    closed = true;
    hangUp();
    LockSupport.unpark(dialler);
    SocketEnd.join(dialler);
  }
}
