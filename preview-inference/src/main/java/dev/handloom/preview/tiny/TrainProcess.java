package dev.handloom.preview.tiny;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Runs a training in a process of its own, of the lowest priority, so that whatever records is not
/// held up.
public final class TrainProcess {
  private static final String LOG = "training.log";
  private static final String NICE = "19";

  private TrainProcess() {}

  /// Trains, and returns when it is over. News are told on the calling thread.
  ///
  /// @param ended asked at each piece of news; the training then keeps what it has and ends
  /// @return whether the pack is there
  /// @throws TrainException when it ended without a word; its message can be shown
  public static boolean run(TrainJob job, Consumer<TrainNews> news, BooleanSupplier ended)
      throws IOException, InterruptedException {
    Path file = job.write();
    Path log = job.folder().resolve(LOG);
    Process process = new ProcessBuilder(command(file)).redirectError(log.toFile()).start();
    boolean done = false;
    boolean said = false;
    boolean asked = false;
    try (BufferedReader lines =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        TrainNews heard = TrainNews.read(line);
        if (heard != null) {
          done |= heard.kind() == TrainNews.Kind.DONE;
          said |= heard.kind().compareTo(TrainNews.Kind.DONE) >= 0;
          news.accept(heard);
        }
        if (!asked && ended.getAsBoolean()) {
          asked = true;
          process.getOutputStream().close();
        }
      }
      int code = process.waitFor();
      if (!said) {
        throw new TrainException(
            "The training process ended without a word (code "
                + code
                + "). Start the same training again: it goes on from what was kept last. What it left"
                + " behind is in "
                + log);
      }
      return done;
    } finally {
      process.destroy();
    }
  }

  private static List<String> command(Path job) {
    List<String> command = new ArrayList<>();
    boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win");
    if (!windows && Files.isExecutable(Path.of("/usr/bin/nice"))) {
      command.addAll(List.of("/usr/bin/nice", "-n", NICE));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xlog:disable",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "-cp",
            absolute(System.getProperty("java.class.path", "")),
            TrainWorker.class.getName(),
            job.toAbsolutePath().toString()));
    return command;
  }

  private static String absolute(String classPath) {
    List<String> parts = new ArrayList<>();
    for (String part : classPath.split(File.pathSeparator)) {
      parts.add(Path.of(part).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, parts);
  }
}
