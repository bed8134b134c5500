package dev.handloom.store.video;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs [EncoderProbe] and survives it. An encoder whose driver ends the program or stands still is
/// one that does not work; the others are tried in the next program.
final class EncoderTrials {
  /// A driver that needs longer for twelve pictures is of no use.
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /// On a busy computer the program itself takes its time to begin.
  private static final Duration STARTING = Duration.ofMinutes(1);

  private static final int LONGEST_REASON = 200;
  private static final int MOST_LINES = 20;
  private static final String END = "";

  private final Function<List<String>, List<String>> command;
  private final Duration longest;

  /// Those of this machine.
  EncoderTrials() {
    this(EncoderTrials::probe, LONGEST);
  }

  /// @param command from the arguments of a probe to the whole command line
  /// @param longest from one answer of a probe to the next
  EncoderTrials(Function<List<String>, List<String>> command, Duration longest) {
    this.command = command;
    this.longest = longest;
  }

  private static List<String> probe(List<String> arguments) {
    Path java = Path.of(System.getProperty("java.home", ""), "bin", "java");
    List<String> line = new ArrayList<>();
    line.add(java.toString());
    line.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path", ""),
            EncoderProbe.class.getName()));
    line.addAll(arguments);
    return line;
  }

  /// Tries each, and says of each what came of it.
  List<EncoderTrial> run(List<EncoderKind> kinds, int width, int height)
      throws InterruptedException {
    Map<EncoderKind, EncoderTrial> results = new EnumMap<>(EncoderKind.class);
    List<EncoderKind> open = new ArrayList<>(kinds);
    while (!open.isEmpty()) {
      try {
        program(open, width, height, results);
      } catch (IOException e) {
        String reason = "It cannot be tried: " + e.getMessage();
        open.forEach(k -> results.put(k, EncoderTrial.refused(k, width, height, reason)));
      }
      if (!results.containsKey(open.getFirst())) {
        // Not even begun: the same would come of the next.
        String reason = "The program that tries encoders does not start";
        open.forEach(k -> results.putIfAbsent(k, EncoderTrial.refused(k, width, height, reason)));
      }
      open.removeIf(results::containsKey);
    }
    return kinds.stream().map(kind -> java.util.Objects.requireNonNull(results.get(kind))).toList();
  }

  private void program(
      List<EncoderKind> kinds, int width, int height, Map<EncoderKind, EncoderTrial> results)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add(Integer.toString(width));
    arguments.add(Integer.toString(height));
    kinds.forEach(kind -> arguments.add(kind.name()));
    List<String> line = command.apply(arguments);
    if (!Files.isExecutable(Path.of(line.getFirst()))
        && !Files.isExecutable(Path.of(line.getFirst() + ".exe"))) {
      throw new IOException("there is no program to try them in: " + line.getFirst());
    }
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    try {
      listen(process, kinds, width, height, results);
    } finally {
      // Also a program that has answered: a driver's threads may keep it.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private void listen(
      Process process,
      List<EncoderKind> kinds,
      int width,
      int height,
      Map<EncoderKind, EncoderTrial> results)
      throws InterruptedException {
    LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread.ofPlatform().daemon(true).name("encoder trial").start(() -> read(process, lines));
    EncoderKind now = null;
    List<String> said = new ArrayList<>();
    // From answer to answer: a driver that talks without end gives none.
    long deadline = System.nanoTime() + STARTING.toNanos();
    while (!results.keySet().containsAll(kinds)) {
      String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null || line.equals(END)) {
        if (now != null) {
          String why =
              line == null
                  ? "Its driver gave no answer within " + longest.toSeconds() + " s"
                  : "Its driver ended the program that tried it";
          results.put(now, EncoderTrial.refused(now, width, height, why + words(said)));
        }
        return;
      }
      String[] answer =
          line.startsWith(EncoderProbe.ANSWER)
              ? line.substring(EncoderProbe.ANSWER.length()).split(" ", 3)
              : new String[0];
      EncoderKind about = answer.length < 2 ? null : kind(answer[1]);
      if (about == null) {
        if (said.size() < MOST_LINES) {
          said.add(line.strip());
        }
        continue;
      }
      deadline = System.nanoTime() + longest.toNanos();
      if (answer[0].equals("BEGIN")) {
        now = about;
        said.clear();
      } else {
        results.put(about, trial(about, width, height, answer, said));
        now = null;
      }
    }
  }

  private static EncoderTrial trial(
      EncoderKind kind, int width, int height, String[] answer, List<String> said) {
    String rest = answer.length < 3 ? "" : answer[2];
    if (answer[0].equals("OK")) {
      String[] figures = rest.split(" ");
      try {
        return new EncoderTrial(
            kind,
            width,
            height,
            true,
            "",
            Integer.parseInt(figures[0]),
            Double.parseDouble(figures[1]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        return EncoderTrial.refused(kind, width, height, "Its trial gave no sense: " + rest);
      }
    }
    return EncoderTrial.refused(kind, width, height, rest + words(said));
  }

  /// What the driver said last, in short.
  private static String words(List<String> said) {
    String all =
        said.stream()
            .map(line -> line.replaceFirst("^\\[[^]]*] ", ""))
            .filter(line -> !line.isBlank())
            .distinct()
            .reduce((a, b) -> a + "; " + b)
            .orElse("");
    if (all.isEmpty()) {
      return "";
    }
    return " ("
        + (all.length() > LONGEST_REASON ? all.substring(0, LONGEST_REASON) + "…" : all)
        + ")";
  }

  private static @Nullable EncoderKind kind(String name) {
    for (EncoderKind kind : EncoderKind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return null;
  }

  private static void read(Process process, LinkedBlockingQueue<String> lines) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        if (!line.isEmpty()) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      // The program is gone: the same as its end.
    } finally {
      lines.add(END);
    }
  }
}
