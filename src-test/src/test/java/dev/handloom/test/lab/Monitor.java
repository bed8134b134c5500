package dev.handloom.test.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The machine's own monitor, which plugs and unplugs.
final class Monitor implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  Monitor(String host, int port) throws IOException {
    socket = new Socket(host, port);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    in.readLine();
    execute("qmp_capabilities", "{}");
  }

  /// Gives a command and waits until it is obeyed.
  ///
  /// @param arguments as JSON
  synchronized void execute(String command, String arguments) throws IOException {
    String line = "{\"execute\":\"" + command + "\",\"arguments\":" + arguments + "}\n";
    socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
    while (true) {
      String answer = next();
      if (answer.startsWith("{\"return\"")) {
        return;
      }
      if (answer.startsWith("{\"error\"")) {
        throw new IOException("The machine's monitor refuses " + line.strip() + ": " + answer);
      }
    }
  }

  /// Unplugs a device and waits until it is gone.
  synchronized void unplug(String id) throws IOException {
    execute("device_del", "{\"id\":\"" + id + "\"}");
  }

  private String next() throws IOException {
    @Nullable String answer = in.readLine();
    if (answer == null) {
      throw new IOException("The machine's monitor hung up");
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
