package dev.handloom.test.bench;

import static dev.handloom.test.bench.Benchmarks.line;

import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.export.ExportProgress;
import dev.handloom.store.export.ExportResult;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.export.mcap.McapExport;
import dev.handloom.store.export.mcap.McapWish;
import dev.handloom.store.library.Library;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// How fast episodes become single files: written, forced to the disk, read back. The takes are
/// recorded first, on the simulated rig, by the program itself.
final class ExportBenchmark implements Benchmarks.Benchmark {
  private static final int ROUNDS = 5;
  private static final int EPISODES = 2;
  private static final int SECONDS = 15;

  @Override
  public int run(List<String> options) throws Exception {
    new PayloadBenchmark().run(List.of());
    Path work = Files.createTempDirectory("handloom-export");
    try {
      Process demo =
          new ProcessBuilder(
                  program().toString(),
                  "demo",
                  "--episodes",
                  Integer.toString(EPISODES),
                  "--seconds",
                  Integer.toString(SECONDS),
                  "--library",
                  work.resolve("library").toString())
              .redirectErrorStream(true)
              .redirectOutput(work.resolve("demo.log").toFile())
              .start();
      if (demo.waitFor() != 0) {
        throw new IOException(Files.readString(work.resolve("demo.log")));
      }
      List<Bundle> bundles;
      try (Library library = Library.open(work.resolve("library"))) {
        bundles = library.bundles();
      }
      measure(bundles, work);
    } finally {
      delete(work);
    }
    return 0;
  }

  /// The checkout's own launcher, beside the classes of these tests.
  private static Path program() throws URISyntaxException {
    Path classes =
        Path.of(ExportBenchmark.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String name = File.separatorChar == '\\' ? "handloom.cmd" : "handloom";
    return classes.resolve("../../..").resolve(name).normalize();
  }

  private static void measure(List<Bundle> bundles, Path work) throws Exception {
    double[] seconds = new double[ROUNDS];
    long bytes = 0;
    long messages = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path out = Files.createDirectory(work.resolve("out" + round));
      ExportRun run =
          new ExportRun(
              new McapExport(Disk.ofThisMachine(), out, McapWish.of(true, false), "bench"),
              () -> false);
      long begun = System.nanoTime();
      List<ExportResult> results = run.run(bundles, ExportProgress.none());
      seconds[round] = (System.nanoTime() - begun) / 1e9;
      bytes = 0;
      messages = 0;
      for (ExportResult result : results) {
        if (result.state() != ExportResult.State.EXPORTED) {
          throw new IOException(result.message());
        }
        bytes += result.bytes();
        messages += result.messages();
      }
    }
    Arrays.sort(seconds);
    double took = seconds[ROUNDS / 2];
    double taken = 0;
    long recorded = 0;
    for (Bundle bundle : bundles) {
      Manifest manifest = ManifestFile.read(bundle);
      taken += manifest.times().durationNanos() / 1e9;
      recorded += manifest.bytes();
    }
    line(
        "export, read back included",
        "%.0f× real time, %.1f MB/s, %d messages a second (%d takes, %.1f s in %.2f s)",
        taken / took,
        bytes / took / 1e6,
        Math.round(messages / took),
        bundles.size(),
        taken,
        took);
    line(
        "size of the file to that of the bundle",
        "%.3f (%.1f of %.1f MB)",
        (double) bytes / recorded,
        bytes / 1e6,
        recorded / 1e6);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
