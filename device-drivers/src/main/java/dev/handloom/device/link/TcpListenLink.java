package dev.handloom.device.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A TCP port that the device dials. One device at a time; when it hangs up, the link is gone.
/// Address: `[HOST:]PORT[,from=HOST]`.
public final class TcpListenLink implements ByteLink {
  private final ServerSocket server;
  private final @Nullable InetAddress from;
  private volatile @Nullable TcpLink device;

  private TcpListenLink(ServerSocket server, @Nullable InetAddress from) {
    this.server = server;
    this.from = from;
  }

  /// Begins to listen; the device may dial at any time after.
  public static TcpListenLink open(String rest) throws IOException {
    NetworkAddress address = NetworkAddress.toListen(rest, Set.of("from"));
    InetAddress from = address.from();
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(address.at, 1);
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "The port cannot be listened on; another program has it, or it is not of this machine ("
              + e.getMessage()
              + "): "
              + rest,
          e);
    }
    return new TcpListenLink(server, from);
  }

  /// Where it listens.
  public InetSocketAddress at() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  @Override
  public boolean ready(int waitMillis) throws IOException {
    if (device != null) {
      return true;
    }
    server.setSoTimeout(Math.max(1, waitMillis));
    try {
      Socket socket = server.accept();
      if (from != null && !from.equals(socket.getInetAddress())) {
        socket.close();
        return false;
      }
      device = new TcpLink(socket);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Override
  public int read(byte[] into, int offset, int length, int waitMillis) throws IOException {
    TcpLink open = device;
    if (open == null) {
      throw nobody();
    }
    return open.read(into, offset, length, waitMillis);
  }

  private IOException nobody() {
    return new IOException("No device has dialled yet: " + title());
  }

  @Override
  public long arrivalNanos() {
    TcpLink open = device;
    return open == null ? 0 : open.arrivalNanos();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    TcpLink open = device;
    if (open == null) {
      throw nobody();
    }
    open.write(bytes, offset, length);
  }

  @Override
  public String title() {
    TcpLink open = device;
    return open == null ? "listening on " + at() : open.title();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // Closing was all that was left to do with it.
    }
    TcpLink open = device;
    if (open != null) {
      open.close();
    }
  }
}
