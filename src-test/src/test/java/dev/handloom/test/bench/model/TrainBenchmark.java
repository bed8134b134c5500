package dev.handloom.test.bench.model;

import dev.handloom.app.cli.CommandLineEntry;
import dev.handloom.test.bench.Benchmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Trains the small model as a user does, `train --demo`, in short form: a few episodes of the
/// simulated rig, a few steps, judged by an episode that was held out. Options are those of
/// `train`, as `--episodes 24 --seconds 15 --steps 1200` for the whole.
public final class TrainBenchmark implements Benchmarks.Benchmark {
  private static final List<String> SHORT =
      List.of("--episodes", "4", "--seconds", "11", "--steps", "120", "--threads", "2");

  @Override
  public int run(List<String> options) throws IOException {
    Path folder = Files.createTempDirectory("handloom-train");
    try {
      List<String> command = new ArrayList<>(List.of("train", "--demo", "--seed", "1"));
      if (!options.contains("--library")) {
        command.addAll(List.of("--library", folder.resolve("library").toString()));
      }
      command.addAll(options.isEmpty() ? SHORT : options);
      System.out.println("seed 1: handloom " + String.join(" ", command));
      int code = CommandLineEntry.run(command.toArray(String[]::new));
      // 1 says that the model is worth nothing, which a short form may be.
      return code == 1 && options.isEmpty() ? 0 : code;
    } finally {
      List<Path> left;
      try (Stream<Path> files = Files.walk(folder)) {
        left = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path each : left) {
        Files.delete(each);
      }
    }
  }
}
