package dev.handloom.device.sim.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/// The device's end of a TCP connection that comes and goes.
final class SocketEnd {
  private volatile @Nullable Socket peer;

  void connected(Socket next) throws IOException {
    next.setTcpNoDelay(true);
    hangUp();
    peer = next;
  }

  boolean open() {
    return peer != null;
  }

  boolean write(byte[] bytes, int offset, int length) {
    Socket to = peer;
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

  int read(byte[] into, int waitMillis) {
    Socket from = peer;
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
    } catch (SocketTimeoutException e) {
      return 0;
    } catch (IOException e) {
      hangUp();
      return 0;
    }
  }

  void hangUp() {
    Socket old = peer;
    peer = null;
    if (old != null) {
      quietly(old);
    }
  }

  static void quietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing was all that was left to do with it.
    }
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
