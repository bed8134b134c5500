package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The program as a person starts it: a process of its own, without a display, its user's folders
/// in a folder of the test. Closing it ends it, whatever it was doing.
final class HandloomProcess implements AutoCloseable {
  /// Many times what anything takes on a slow machine.
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String END = "\u0000";

  private final Process process;
  private final Lines out;
  private final Lines err;

  private HandloomProcess(Process process) {
    this.process = process;
    out = new Lines(process.inputReader(StandardCharsets.UTF_8), "out");
    err = new Lines(process.errorReader(StandardCharsets.UTF_8), "err");
  }

  static HandloomProcess start(Path user, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--module-path",
            Path.of("target", "javafx").toAbsolutePath().toString(),
            "--add-modules",
            "javafx.controls",
            "--enable-native-access=javafx.graphics,ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.handloom.app.Main"));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("HANDLOOM_USER", user.toString());
    builder.environment().remove("DISPLAY");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    return new HandloomProcess(process);
  }

  /// Runs a command to its end.
  static Ended run(Path user, Object... arguments) throws IOException, InterruptedException {
    try (HandloomProcess process = start(user, arguments)) {
      return process.end();
    }
  }

  /// A process that has ended, with all that it printed.
  record Ended(int code, String out, String err) {}

  /// Waits for the end.
  Ended end() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      fail("It did not end. " + out.all() + err.all());
    }
    out.rest();
    err.rest();
    return new Ended(process.exitValue(), out.all(), err.all());
  }

  /// Waits for a line of the result.
  String says(Predicate<String> fits) throws InterruptedException {
    return out.next(fits, err);
  }

  /// Waits for a line beside the result.
  String tells(Predicate<String> fits) throws InterruptedException {
    return err.next(fits, out);
  }

  /// As `kill -9`: nothing of it runs any more.
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  /// As Ctrl+C, or the end of a session: it is asked to end.
  void askToEnd() {
    // Not Process.destroy, which closes the outputs before their last words.
    process.toHandle().destroy();
  }

  @Override
  public void close() {
    kill();
  }

  /// What comes from one of its outputs, gathered by a thread so that it never waits for us.
  private static final class Lines {
    private final BlockingQueue<String> coming = new LinkedBlockingQueue<>();
    private final StringBuilder all = new StringBuilder();
    private final Thread reader;

    Lines(BufferedReader from, String name) {
      reader =
          Thread.ofPlatform()
              .daemon()
              .name("handloom " + name)
              .start(() -> {
                try (from) {
                  from.lines().forEach(coming::add);
                } catch (IOException | java.io.UncheckedIOException e) {
                  coming.add("(" + name + " broke off: " + e.getMessage() + ")");
                } finally {
                  coming.add(END);
                }
              });
    }

    String next(Predicate<String> fits, Lines other) throws InterruptedException {
      long end = System.nanoTime() + LIMIT.toNanos();
      while (true) {
        String line = coming.poll(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (line == null || line.equals(END)) {
          other.take();
          return fail("The line did not come. " + all() + other.all());
        }
        all.append(line).append('\n');
        if (fits.test(line)) {
          return line;
        }
      }
    }

    void rest() throws InterruptedException {
      reader.join(LIMIT);
      take();
    }

    private void take() {
      List<String> lines = new ArrayList<>();
      coming.drainTo(lines);
      lines.stream().filter(line -> !line.equals(END)).forEach(l -> all.append(l).append('\n'));
    }

    String all() {
      return all.toString();
    }
  }
}
