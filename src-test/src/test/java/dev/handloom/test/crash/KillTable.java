package dev.handloom.test.crash;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Kills many takes, a few at once, and prints what is left of them.
///
/// `KillTable [KILLS [AT_ONCE [SEED]]]`
public final class KillTable {
  private static final int USUAL_KILLS = 200;
  private static final int USUAL_AT_ONCE = 4;

  /// A take ends while there is still room; several are written at once.
  private static final long NEEDED_BYTES = 4L << 30;

  private KillTable() {}

  /// One take and what came of it.
  ///
  /// @param wrong null when all is as it should be
  record Row(
      int number,
      Doom doom,
      Ledger ledger,
      Aftermath.@Nullable Found found,
      @Nullable AssertionError wrong) {

    String text() {
      return String.format(
          Locale.ROOT,
          "kill %d, seed %d, %s %s after %d ms, %d parts, %d acknowledged: %s",
          number,
          doom.seed(),
          doom.phase(),
          doom.take(),
          doom.millis(),
          ledger.parts,
          ledger.acknowledged(),
          wrong == null ? "good" : wrong.getMessage());
    }

    boolean breaks(Wrong.Law law) {
      return wrong instanceof Wrong is ? is.law() == law : wrong != null && law == Wrong.Law.OPENS;
    }

    private long of(ToLongFunction<Aftermath.Found> what) {
      Aftermath.Found seen = found;
      return seen == null ? 0 : what.applyAsLong(seen);
    }
  }

  public static void main(String[] args) throws Exception {
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : USUAL_KILLS;
    int atOnce = args.length > 1 ? Integer.parseInt(args[1]) : USUAL_AT_ONCE;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
    Path folder = Files.createTempDirectory(place(), "handloom-killed");
    long begun = System.nanoTime();
    List<Row> rows = run(folder, kills, atOnce, seed);
    System.out.printf(
        Locale.ROOT,
        "%-20s %5s %6s %10s %6s %14s %8s %9s %9s %14s%n",
        "killed while",
        "runs",
        "opened",
        "contiguous",
        "true",
        "acknowledged",
        "missing",
        "kept",
        "lost ≤ ms",
        "recovered ≤ ms");
    Map<String, List<Row>> kinds = new TreeMap<>();
    for (Row row : rows) {
      String kind = row.doom().phase() + ", " + row.doom().take();
      kinds.computeIfAbsent(kind.toLowerCase(Locale.ROOT), _ -> new ArrayList<>()).add(row);
    }
    kinds.forEach(KillTable::line);
    line("all", rows);
    long stall = rows.stream().mapToLong(row -> row.ledger().longestStallNanos).max().orElse(0);
    System.out.printf(
        Locale.ROOT,
        "%d takes had given up before their kill, as their disk broke too often. A stream lost more"
            + " than a second in %d takes; the longest that the machine gave a child no time was"
            + " %d ms; %d samples came too fast for it and were counted. Seed %d, %d s%n",
        rows.stream().filter(row -> row.ledger().failed).count(),
        rows.stream().filter(row -> row.of(f -> f.worstLossNanos()) > 1_000_000_000L).count(),
        stall / 1_000_000,
        rows.stream().mapToLong(row -> row.of(f -> f.overwritten())).sum(),
        seed,
        (System.nanoTime() - begun) / 1_000_000_000L);
    List<Row> wrong = rows.stream().filter(row -> row.wrong() != null).toList();
    wrong.forEach(row -> System.out.println("WRONG: " + row.text()));
    if (wrong.isEmpty()) {
      delete(folder);
    } else {
      System.out.println("What they left is in " + folder);
    }
    System.exit(wrong.isEmpty() ? 0 : 1);
  }

  private static void line(String kind, List<Row> rows) {
    long runs = rows.size();
    System.out.printf(
        Locale.ROOT,
        "%-20s %5d %6d %10d %6d %14d %8d %9d %9d %14d%n",
        kind,
        runs,
        runs - count(rows, Wrong.Law.OPENS),
        runs - count(rows, Wrong.Law.CONTIGUOUS),
        runs - count(rows, Wrong.Law.VALUES),
        rows.stream().mapToLong(row -> row.ledger().acknowledged()).sum(),
        count(rows, Wrong.Law.ACKNOWLEDGED),
        rows.stream().mapToLong(row -> row.of(f -> f.kept())).sum(),
        rows.stream().mapToLong(row -> row.of(f -> f.worstLossNanos())).max().orElse(0) / 1_000_000,
        rows.stream().mapToLong(row -> row.of(f -> f.recoveryNanos())).max().orElse(0) / 1_000_000);
  }

  private static long count(List<Row> rows, Wrong.Law law) {
    return rows.stream().filter(row -> row.breaks(law)).count();
  }

  /// In memory where that is possible. A kill takes nothing from a file that the system has,
  /// wherever it lies, and a disk that takes no bytes for seconds, because others keep it busy,
  /// would be measured instead of the program. What stalls and losses of power cost is shown
  /// elsewhere.
  static Path place() {
    Path memory = Path.of("/dev/shm");
    try {
      if (Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > NEEDED_BYTES) {
        return memory;
      }
    } catch (IOException e) {
      // Then elsewhere.
    }
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  static List<Row> run(Path folder, int kills, int atOnce, long seed) throws Exception {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<Future<Row>> running = new ArrayList<>();
      for (int i = 0; i < kills; i++) {
        Doom doom = Doom.of(i, random.nextLong());
        int number = i;
        running.add(threads.submit(() -> one(folder.resolve("take-" + number), number, doom)));
      }
      for (Future<Row> future : running) {
        rows.add(future.get());
      }
    }
    return rows;
  }

  private static Row one(Path folder, int number, Doom doom) {
    Ledger ledger = new Ledger();
    try {
      ledger = KilledTake.kill(folder, doom);
      Aftermath.Found found = Aftermath.examine(folder, ledger);
      delete(folder);
      Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".log"));
      return new Row(number, doom, ledger, found, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Row(number, doom, ledger, null, new AssertionError("Interrupted", e));
    } catch (AssertionError e) {
      // The folder stays: somebody will want to look at it.
      return new Row(number, doom, ledger, null, e);
    } catch (IOException | RuntimeException e) {
      return new Row(number, doom, ledger, null, new AssertionError(e.toString(), e));
    }
  }

  /// Removes a folder and all in it; what cannot be removed stays.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
