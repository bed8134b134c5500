package dev.handloom.test.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One target for a while, on a thread of its own; what it finds is kept in a folder.
final class FuzzRun {
  private static final long LOOK_EVERY_MILLIS = 100;

  private final Fuzzer fuzzer;
  private final long nanos;
  private final Path finds;
  private volatile String found = "";

  FuzzRun(Fuzzer fuzzer, long nanos, Path finds) {
    this.fuzzer = fuzzer;
    this.nanos = nanos;
    this.finds = finds;
  }

  Fuzzer fuzzer() {
    return fuzzer;
  }

  /// What was found, for a person; empty if nothing was.
  String found() {
    return found;
  }

  /// Runs all, so many at once, and prints a line for each.
  ///
  /// @return whether nothing was found
  static boolean all(List<FuzzRun> runs, int atOnce) throws InterruptedException {
    ConcurrentLinkedQueue<FuzzRun> waiting = new ConcurrentLinkedQueue<>(runs);
    CountDownLatch left = new CountDownLatch(runs.size());
    for (int i = 0; i < Math.min(atOnce, runs.size()); i++) {
      Thread.ofPlatform()
          .name("fuzz " + i)
          .daemon(true)
          .start(() -> {
            for (FuzzRun run; (run = waiting.poll()) != null; left.countDown()) {
              run.run();
            }
          });
    }
    boolean stuck = false;
    while (!stuck && !left.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      for (FuzzRun run : runs) {
        // A thread that hangs cannot be helped; what comes after it is not tried.
        stuck |= run.hangs();
      }
    }
    boolean good = !stuck;
    for (FuzzRun run : new ArrayList<>(runs)) {
      good &= run.found.isEmpty();
    }
    return good;
  }

  private void run() {
    try {
      Fuzzer.@Nullable Failure failure = fuzzer.run(nanos);
      if (failure != null) {
        FuzzInput smaller = Minimiser.smaller(fuzzer, failure);
        keep(failure.caseNumber(), failure.kind() + "\n" + failure.what(), smaller);
      }
    } catch (IOException | RuntimeException | Error e) {
      found = "The fuzzer itself failed: " + e;
    }
    tell();
  }

  private void tell() {
    System.out.printf("%-16s %s%n", fuzzer.target().name(), fuzzer.summary());
    if (!found.isEmpty()) {
      System.out.println(found);
    }
  }

  private boolean hangs() {
    FuzzInput input = fuzzer.watch().stuck(Watch.MOST_NANOS);
    if (input == null) {
      return false;
    }
    String where = fuzzer.watch().where();
    try {
      keep(fuzzer.watch().caseNumber(), "It does not come back:" + where, input);
    } catch (IOException e) {
      found = "It does not come back:" + where;
    }
    tell();
    return true;
  }

  private void keep(long number, String what, FuzzInput input) throws IOException {
    Path folder = finds.resolve(fuzzer.target().name() + "-" + number);
    input.writeTo(folder);
    found =
        "FOUND by case "
            + number
            + ", "
            + input.size()
            + " bytes in "
            + folder.toAbsolutePath()
            + "\n"
            + what;
  }
}
