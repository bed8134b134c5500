package dev.handloom.store.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.library.Library;
import dev.handloom.store.recover.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerLossTest {
  /// `-Dhandloom.losses=4000` for the long run.
  private static final int LOSSES = Integer.getInteger("handloom.losses", 90);

  private static final long DURABLE = 24;

  @TempDir Path folder;

  @Test
  void nothingPromisedIsMissingAfterALossOfPower() throws Exception {
    long seed = Long.getLong("handloom.seed", System.nanoTime());
    Random random = new Random(seed);
    DiskTrace trace;
    Path root = Files.createDirectory(folder.resolve("library"));
    try (FakeRig rig = TracedTake.rig()) {
      TracedFiles files = new TracedFiles(root);
      TracedTake.record(files, rig, DURABLE);
      trace = files.trace;
    }
    int ops = trace.ops().size();
    int promised = 0;
    List<String> wrong = new ArrayList<>();
    for (int n = 0; n < LOSSES; n++) {
      PowerLoss.Mode mode = PowerLoss.Mode.values()[n % PowerLoss.Mode.values().length];
      int until = random.nextInt(ops + 1);
      Path left = Files.createDirectory(folder.resolve("loss-" + n));
      Map<String, Long> promises = PowerLoss.leave(trace, until, mode, random, left);
      promised += promises.values().stream().anyMatch(count -> count > 0) ? 1 : 0;
      String where = "seed " + seed + " loss " + n + " " + mode + " after " + until + "/" + ops;
      try {
        if (n % 3 == 0) {
          recoverUnderLosses(left, mode, random);
        }
        catalogue(left, random);
        Promises.kept(left, promises);
      } catch (AssertionError | IOException | RuntimeException e) {
        wrong.add(where + ": " + e);
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(promised > LOSSES / 4, "Of " + LOSSES + " only " + promised + " had a promise");
  }

  /// The power fails while recovery runs; what it leaves takes the place of what was there.
  private void recoverUnderLosses(Path left, PowerLoss.Mode mode, Random random)
      throws IOException {
    DiskTrace trace;
    try {
      TracedFiles files = new TracedFiles(left);
      trace = files.trace;
      try (Library library = Library.open(files.root())) {
        Recovery.recoverAll(library);
      }
    } finally {
      Files.deleteIfExists(left.resolve("library.db"));
    }
    int until = random.nextInt(trace.ops().size() + 1);
    Path again = Files.createTempDirectory(folder, "again");
    PowerLoss.leave(trace, until, mode, random, again);
    Files.move(left, left.resolveSibling(left.getFileName() + "-before"));
    Files.move(again, left);
  }

  /// The catalogue is an index: whatever the loss of power made of it, the episodes count.
  private static void catalogue(Path left, Random random) throws IOException {
    Path file = left.resolve("library.db");
    switch (random.nextInt(5)) {
      case 0 -> Files.write(file, new byte[0]);
      case 1 -> Files.write(file, new byte[8192]);
      case 2 -> {
        byte[] noise = new byte[5000];
        random.nextBytes(noise);
        Files.write(file, noise);
      }
      case 3 -> {
        Files.deleteIfExists(file);
        Files.write(left.resolve("library.db-wal"), new byte[4152]);
      }
      default -> Files.deleteIfExists(file);
    }
  }
}
