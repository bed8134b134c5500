package dev.handloom.device.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A TCP connection that we open. Address: `host:port`.
public final class TcpLink implements Link {
  private static final int CONNECT_MILLIS = 3000;

  private final Socket socket;
  private int wait = -1;

  private TcpLink(Socket socket) {
    this.socket = socket;
  }

  static Link open(String rest) throws IOException {
    int colon = rest.lastIndexOf(':');
    int port = 0;
    if (colon > 0) {
      try {
        port = Integer.parseInt(rest.substring(colon + 1));
      } catch (NumberFormatException e) {
        port = 0;
      }
    }
    if (port < 1 || port > 65_535) {
      throw new IOException("A network address is host:port, not " + rest);
    }
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(rest.substring(0, colon), port), CONNECT_MILLIS);
    } catch (IOException e) {
      socket.close();
      throw new IOException("Nothing answers there (" + e.getMessage() + "): " + rest, e);
    }
    return new TcpLink(socket);
  }

  @Override
  public int read(byte[] into, int offset, int length, int waitMillis) throws IOException {
    if (waitMillis != wait) {
      socket.setSoTimeout(Math.max(1, waitMillis));
      wait = waitMillis;
    }
    try {
      int got = socket.getInputStream().read(into, offset, length);
      if (got < 0) {
        throw new IOException("The other side closed the connection: " + title());
      }
      return got;
    } catch (SocketTimeoutException e) {
      return 0;
    }
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
