package dev.handloom.test.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// The machine's own monitor, which plugs and unplugs.
final class Monitor implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  Monitor(String host, int port) throws IOException {
    socket = new Socket(host, port);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    next();
    execute("qmp_capabilities", "{}");
  }

  /// Gives a command and waits until it is taken.
  ///
  /// @param arguments as JSON
  void execute(String command, String arguments) throws IOException {
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

  private String next() throws IOException {
    String answer = in.readLine();
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
