package dev.handloom.device.link;

import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A TCP connection that we open. Address: `host:port`.
final class TcpLink implements ByteLink {
  private static final int CONNECT_MILLIS = 3000;

  private final Socket socket;
  private int wait = -1;
  private long arrivalNanos;

  TcpLink(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
  }

  static TcpLink dial(String rest) throws IOException {
    NetworkAddress address = NetworkAddress.toDial(rest);
    Socket socket = new Socket();
    try {
      socket.connect(address.at, CONNECT_MILLIS);
      return new TcpLink(socket);
    } catch (IOException e) {
      socket.close();
      throw new IOException("Nothing answers there (" + e.getMessage() + "): " + rest, e);
    }
  }

  /// Where this end is.
  InetAddress here() {
    return socket.getLocalAddress();
  }

  @Override
  public int read(byte[] into, int offset, int length, int waitMillis) throws IOException {
    if (waitMillis == 0 && socket.getInputStream().available() == 0) {
      return 0;
    }
    if (waitMillis != wait) {
      // Zero would be for ever.
      socket.setSoTimeout(Math.max(1, waitMillis));
      wait = waitMillis;
    }
    try {
      int got = socket.getInputStream().read(into, offset, length);
      arrivalNanos = StudioClock.now();
      if (got < 0) {
        throw new IOException("The other side closed the connection: " + title());
      }
      return got;
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    socket.getOutputStream().write(bytes, offset, length);
  }

  @Override
  public String title() {
    return String.valueOf(socket.getRemoteSocketAddress());
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing was all that was left to do with it.
    }
  }
}
