package dev.handloom.test.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/// Fuzzes everything that reads what others wrote, as many targets at once as there are processors.
///
/// Options: `--seconds S` for each of the readers of files, `--short S` for each of the others,
/// `--only NAME`, `--seed N`, `--out DIR` for inputs that fail, `--case NAME N` to try one case
/// again. Exit code 1 when something was found.
public final class Fuzz {
  private double seconds = 120;
  private double shortSeconds = 15;
  private String only = "";
  private long onlyCase = -1;
  private long seed = ThreadLocalRandom.current().nextLong() >>> 16;
  private Path out = Path.of("fuzz-finds");

  private Fuzz() {}

  public static void main(String[] args) throws Exception {
    Fuzz fuzz = new Fuzz();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--seconds" -> fuzz.seconds = Double.parseDouble(args[++i]);
        case "--short" -> fuzz.shortSeconds = Double.parseDouble(args[++i]);
        case "--only" -> fuzz.only = args[++i];
        case "--seed" -> fuzz.seed = Long.parseLong(args[++i]);
        case "--out" -> fuzz.out = Path.of(args[++i]);
        case "--case" -> {
          fuzz.only = args[++i];
          fuzz.onlyCase = Long.parseLong(args[++i]);
        }
        default -> throw new IllegalArgumentException("No such option: " + args[i]);
      }
    }
    // The readers' own complaints, a million times over, would hide what is found.
    ((ch.qos.logback.classic.Logger)
            org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
        .setLevel(ch.qos.logback.classic.Level.OFF);
    System.exit(fuzz.run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    System.out.println("seed " + seed + ", finds go to " + out.toAbsolutePath());
    Path memory = Path.of("/dev/shm");
    Path scratch =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "handloom-fuzz")
            : Files.createTempDirectory("handloom-fuzz");
    try (Targets targets = Targets.make(scratch)) {
      List<FuzzRun> runs = new ArrayList<>();
      for (FuzzTarget target : targets.all()) {
        if (only.isEmpty() || target.name().equals(only)) {
          double length = targets.isShort(target) ? shortSeconds : seconds;
          Fuzzer fuzzer = new Fuzzer(target, seed, scratch.resolve(target.name()));
          runs.add(new FuzzRun(fuzzer, (long) (length * 1e9), out));
        }
      }
      if (onlyCase >= 0) {
        return again(runs.get(0));
      }
      boolean good = FuzzRun.all(runs, Runtime.getRuntime().availableProcessors());
      System.out.printf(Locale.ROOT, "peak resident memory %d MB%n", peakResidentBytes() >> 20);
      return good;
    } finally {
      try {
        Fuzzer.remove(scratch);
      } catch (IOException e) {
        System.out.println("Left behind, as a thread still works there: " + scratch);
      }
    }
  }

  private boolean again(FuzzRun run) throws IOException {
    FuzzInput input = run.fuzzer().input(onlyCase);
    input.writeTo(out.resolve(only + "-" + onlyCase));
    Fuzzer.Failure failure = run.fuzzer().attempt(onlyCase, input, true);
    System.out.println(failure == null ? run.fuzzer().summary() : failure.what());
    return failure == null;
  }

  /// Memory outside of the heap counts here; -1 where the system does not tell.
  private static long peakResidentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return -1;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return -1;
  }
}
