package dev.handloom.test.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Another program on the lab's machine, with the class path of this one.
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  /// @param prefix what starts it, as another person for instance
  Child(List<String> prefix, Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx300m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=/run/lab/tmp"));
    command.addAll(List.of("-XX:+UseCompactObjectHeaders", "-Djna.tmpdir=/run/lab/tmp"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(Arrays.asList(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HANDLOOM_USER", "/run/lab/tmp/user" + prefix.size());
    process = builder.start();
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  long number() {
    return process.pid();
  }

  /// Waits for its next line.
  String line() throws IOException {
    String line = out.readLine();
    return line == null ? "" : line;
  }

  /// Waits until it has ended.
  ///
  /// @return everything it said
  String all() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      all.append(line).append('\n');
    }
    return all.toString();
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /// Ends it and waits until it has.
  void end() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    end();
    out.close();
  }
}
