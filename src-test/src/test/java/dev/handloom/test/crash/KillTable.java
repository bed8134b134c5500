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
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Kills many takes, a few at once, and prints a line for each.
///
/// `KillTable [KILLS [AT_ONCE [SEED]]]`
public final class KillTable {
  private static final int USUAL_KILLS = 200;
  private static final int USUAL_AT_ONCE = 4;

  private KillTable() {}

  /// One take and what came of it.
  ///
  /// @param wrong null when all is as it should be
  record Row(
      int number,
      Doom doom,
      Ledger ledger,
      Aftermath.@Nullable Found found,
      @Nullable String wrong) {

    String text() {
      Aftermath.Found seen = found;
      return String.format(
          Locale.ROOT,
          "%4d  %20d  %-10s %-6s %5d ms  %d parts  %7d acknowledged  %7d kept  %4d ms lost  %4d ms  %-9s %s",
          number,
          doom.seed(),
          doom.phase(),
          doom.take(),
          doom.millis(),
          ledger.parts,
          ledger.acknowledged(),
          seen == null ? 0 : seen.kept(),
          seen == null ? 0 : seen.worstLossNanos() / 1_000_000,
          seen == null ? 0 : seen.recoveryNanos() / 1_000_000,
          seen == null ? "" : seen.state(),
          wrong == null ? "" : "WRONG: " + wrong);
    }
  }

  public static void main(String[] args) throws Exception {
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : USUAL_KILLS;
    int atOnce = args.length > 1 ? Integer.parseInt(args[1]) : USUAL_AT_ONCE;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
    Path folder = Files.createTempDirectory(place(), "handloom-killed");
    long begun = System.nanoTime();
    List<Row> rows = run(folder, kills, atOnce, seed, true);
    long good = rows.stream().filter(row -> row.wrong() == null).count();
    if (good == rows.size()) {
      delete(folder);
    }
    System.out.printf(
        Locale.ROOT,
        "Kills: %d of %d takes kept all that was acknowledged (%,d samples and pictures);"
            + " at most %d ms of the rest were lost; %d came too fast for the machine and were counted;"
            + " recovery took %d ms at most; seed %d; %d s%n",
        good,
        rows.size(),
        rows.stream().mapToLong(row -> row.ledger().acknowledged()).sum(),
        most(rows, Aftermath.Found::worstLossNanos) / 1_000_000,
        sum(rows, Aftermath.Found::overwritten),
        most(rows, Aftermath.Found::recoveryNanos) / 1_000_000,
        seed,
        (System.nanoTime() - begun) / 1_000_000_000L);
    System.exit(good == rows.size() ? 0 : 1);
  }

  /// In memory where that is possible. A kill takes nothing from a file that the system has,
  /// wherever it lies, and a disk that takes no bytes for seconds, because others keep it busy,
  /// would be measured instead of the program. What stalls and losses of power cost is shown
  /// elsewhere.
  static Path place() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static long most(List<Row> rows, ToLongFunction<Aftermath.Found> what) {
    long most = 0;
    for (Row row : rows) {
      Aftermath.Found found = row.found();
      most = found == null ? most : Math.max(most, what.applyAsLong(found));
    }
    return most;
  }

  private static long sum(List<Row> rows, ToLongFunction<Aftermath.Found> what) {
    long sum = 0;
    for (Row row : rows) {
      Aftermath.Found found = row.found();
      sum += found == null ? 0 : what.applyAsLong(found);
    }
    return sum;
  }

  static List<Row> run(Path folder, int kills, int atOnce, long seed, boolean tell)
      throws Exception {
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
        Row row = future.get();
        rows.add(row);
        if (tell) {
          System.out.println(row.text());
        }
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
      return new Row(number, doom, ledger, null, "interrupted");
    } catch (IOException | RuntimeException | AssertionError e) {
      // Kept: somebody will want to look at it.
      return new Row(number, doom, ledger, null, e + " in " + folder);
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
