package dev.handloom.test.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// From the far end of a serial adapter to a simulated device that listens on a TCP port.
final class Cable implements AutoCloseable {
  private final Socket port;
  private final Socket device;

  Cable(String host, int socket, String tcpAddress) throws IOException {
    port = new Socket(host, socket);
    port.setTcpNoDelay(true);
    if (tcpAddress.isEmpty()) {
      device = new Socket();
      return;
    }
    int colon = tcpAddress.lastIndexOf(':');
    device =
        new Socket(
            tcpAddress.substring("tcp:".length(), colon),
            Integer.parseInt(tcpAddress.substring(colon + 1)));
    device.setTcpNoDelay(true);
    carry(port, device);
    carry(device, port);
  }

  private static void carry(Socket from, Socket to) {
    Thread.ofPlatform()
        .name("cable " + from.getPort() + " to " + to.getPort())
        .daemon(true)
        .start(() -> {
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
  }

  /// Puts bytes on the wire that no device would send.
  void inject(byte[] bytes) throws IOException {
    port.getOutputStream().write(bytes);
  }

  /// What the studio wrote, as far as it came.
  InputStream written() throws IOException {
    return port.getInputStream();
  }

  @Override
  public void close() throws IOException {
    port.close();
    device.close();
  }
}
