package dev.handloom.test.bench;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.recover.Recovery;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/// How long it takes to make ten minutes whole that a crash has cut; beside it how long the same
/// bytes take to be read and hashed once, which recovery cannot do without.
final class RecoverBenchmark implements Benchmarks.Benchmark {
  private static final int ROUNDS = 5;

  @Override
  public int run(List<String> options) throws Exception {
    Path folder = Files.createTempDirectory("handloom-recover");
    try {
      Bundle left = LongTake.in(folder.resolve("left"));
      long messages = LongTake.write(left);
      double[] recover = new double[ROUNDS];
      double[] hash = new double[ROUNDS];
      long kept = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Bundle bundle = LongTake.in(folder.resolve("round"));
        copy(left, bundle);
        // In turns, so that what else the machine does falls upon both.
        long begun = System.nanoTime();
        hash(bundle);
        hash[round] = (System.nanoTime() - begun) / 1e9;
        begun = System.nanoTime();
        Manifest manifest = Recovery.recover(bundle, "bench");
        recover[round] = (System.nanoTime() - begun) / 1e9;
        kept = manifest.streams().stream().mapToLong(Manifest.StreamEntry::samples).sum();
        if (round == 0) {
          // A program that has just started recovers as a rule.
          Benchmarks.line("recover 10 min, the first time", "%.2f s", recover[0]);
        }
      }
      long bytes = bytes(left);
      Arrays.sort(recover);
      Arrays.sort(hash);
      Benchmarks.line(
          "recover 10 min",
          "median %.2f s, worst %.2f s of %d (%d of %d messages kept, %.1f MB)",
          recover[ROUNDS / 2],
          recover[ROUNDS - 1],
          ROUNDS,
          kept,
          messages,
          bytes / 1e6);
      Benchmarks.line(
          "to reading and hashing the same bytes",
          "%.2f× (%.2f s)",
          recover[ROUNDS / 2] / hash[ROUNDS / 2],
          hash[ROUNDS / 2]);
      return kept > messages * 0.99 ? 0 : 1;
    } finally {
      delete(folder.resolve("left"));
      delete(folder.resolve("round"));
      Files.delete(folder);
    }
  }

  private static void delete(Path parent) throws IOException {
    Path folder = LongTake.in(parent).folder();
    if (!Files.exists(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    Files.delete(parent);
  }

  private static void copy(Bundle from, Bundle to) throws IOException {
    Files.createDirectories(to.folder());
    Files.deleteIfExists(to.manifest());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from.folder())) {
      for (Path file : files) {
        Path copy = to.folder().resolve(String.valueOf(file.getFileName()));
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        // All but the last second of a take was on the disk when the program died.
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
  }

  private static long bytes(Bundle bundle) throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(bundle.folder())) {
      for (Path file : files) {
        sum += Files.size(file);
      }
    }
    return sum;
  }

  private static void hash(Bundle bundle) throws Exception {
    byte[] buffer = new byte[1 << 16];
    try (DirectoryStream<Path> files = Files.newDirectoryStream(bundle.folder())) {
      for (Path file : files) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          while (in.read(buffer) >= 0) {
            // Only the time counts.
          }
        }
      }
    }
  }
}
