package dev.handloom.test.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// From the far end of a serial adapter to a simulated device that listens on a TCP port.
final class Cable implements AutoCloseable {
  private final Socket port;
  private final Socket device;
  private final Thread up;
  private final Thread down;

  /// @param far as `tcp:HOST:PORT`; empty for nothing
  Cable(String host, int socket, String far) throws IOException {
    port = new Socket(host, socket);
    port.setTcpNoDelay(true);
    device = new Socket();
    if (!far.isEmpty()) {
      int colon = far.lastIndexOf(':');
      device.connect(
          new java.net.InetSocketAddress(
              far.substring("tcp:".length(), colon), Integer.parseInt(far.substring(colon + 1))));
      device.setTcpNoDelay(true);
    }
    up = carry(device, port, !far.isEmpty());
    down = carry(port, device, !far.isEmpty());
  }

  private static Thread carry(Socket from, Socket to, boolean start) {
    Thread thread =
        Thread.ofPlatform()
            .name("cable")
            .daemon(true)
            .unstarted(() -> {
              byte[] block = new byte[4096];
              try (InputStream in = from.getInputStream();
                  OutputStream out = to.getOutputStream()) {
                for (int got = in.read(block); got >= 0; got = in.read(block)) {
                  out.write(block, 0, got);
                }
              } catch (IOException e) {
                // Cut: so is the other way.
              }
            });
    if (start) {
      thread.start();
    }
    return thread;
  }

  /// Puts bytes on the wire as if the device had sent them.
  void inject(byte[] bytes) throws IOException {
    port.getOutputStream().write(bytes);
  }

  @Override
  public void close() throws IOException {
    port.close();
    device.close();
    try {
      up.join();
      down.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
