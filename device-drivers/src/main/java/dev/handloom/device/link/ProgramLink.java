package dev.handloom.device.link;

import dev.handloom.device.clock.StudioClock;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program of ours in a process of its own: for libraries of others that may take the process
/// down with them. What it prints is read, what it complains of is kept for the message when it
/// ends. It must end when its input ends, so that it never outlives the studio.
final class ProgramLink implements ByteLink {
  private static final int MOST_WAITING = 4 << 20;
  private static final int MOST_WORDS = 400;
  private static final long END_MILLIS = 1500;

  private final String title;
  private final Process process;
  private final Inbox inbox = new Inbox(MOST_WAITING);
  private byte[] rest = new byte[0];
  private int restFrom;
  private long arrivalNanos;
  private volatile String lastWords = "";

  private ProgramLink(String title, Process process) {
    this.title = title;
    this.process = process;
    Thread.ofPlatform().daemon(true).name("read " + title).start(this::read);
    Thread.ofPlatform().daemon(true).name("words of " + title).start(this::hear);
  }

  /// @param title for a person
  /// @param main the class whose `main` is run, of this program's own class path
  /// @param environment what is added to this program's
  static ProgramLink start(
      String title, String main, List<String> arguments, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xlog:disable",
            // One that fails again and again must not fill the folder that we were started in.
            "-XX:ErrorFile="
                + Path.of(System.getProperty("java.io.tmpdir"), "handloom-" + title + "-crash.log"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-Djava.awt.headless=true",
            "-cp",
            absolute(System.getProperty("java.class.path", "")),
            main));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return new ProgramLink(title, builder.start());
  }

  private static String absolute(String classPath) {
    return String.join(
        File.pathSeparator,
        Arrays.stream(classPath.split(File.pathSeparator))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .toList());
  }

  private void read() {
    byte[] piece = new byte[1 << 16];
    try (InputStream from = process.getInputStream()) {
      for (int got = from.read(piece); got >= 0; got = from.read(piece)) {
        long now = StudioClock.now();
        inbox.put(new Inbox.Item(Arrays.copyOf(piece, got), false, now));
      }
    } catch (IOException closed) {
      // Said below.
    }
    inbox.end(new IOException(ended()));
  }

  private String ended() {
    try {
      if (process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
        String words = lastWords;
        return title
            + " ended (code "
            + process.exitValue()
            + ")"
            + (words.isEmpty() ? "" : ": " + words);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return title + " says nothing any more";
  }

  private void hear() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          lastWords = line.length() > MOST_WORDS ? line.substring(0, MOST_WORDS) + "…" : line;
        }
      }
    } catch (IOException closed) {
      // It has no more words.
    }
  }

  @Override
  public int read(byte[] into, int offset, int length, int waitMillis) throws IOException {
    if (restFrom == rest.length) {
      Inbox.@Nullable Item item = inbox.take(waitMillis);
      if (item == null) {
        return 0;
      }
      rest = item.bytes();
      restFrom = 0;
      arrivalNanos = item.arrivalNanos();
    }
    int take = Math.min(length, rest.length - restFrom);
    System.arraycopy(rest, restFrom, into, offset, take);
    restFrom += take;
    return take;
  }

  @Override
  public long arrivalNanos() {
    return arrivalNanos;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    OutputStream out = process.getOutputStream();
    out.write(bytes, offset, length);
    out.flush();
  }

  @Override
  public String title() {
    return title;
  }

  /// Asks it to end, and makes it.
  @Override
  public void close() {
    inbox.end(new IOException("Closed: " + title));
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      // It has ended.
    }
    try {
      if (!process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
