package dev.handloom.store.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import dev.handloom.store.recover.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One operation of the disk fails, somewhere in a take: whatever becomes of the take, what was
/// promised is there.
class DiskFaultTest {
  /// `-Dhandloom.faults=200` for the long run.
  private static final int FAULTS = Integer.getInteger("handloom.faults", 8);

  private static final int AT_ONCE = 4;
  private static final long DURABLE = 15;

  /// A take of that length makes about so many operations of a kind.
  private static final Map<DiskFault.Kind, Integer> USUAL =
      Map.of(
          DiskFault.Kind.CREATE, 6,
          DiskFault.Kind.WRITE, 60,
          DiskFault.Kind.FORCE, 30,
          DiskFault.Kind.RENAME, 2,
          DiskFault.Kind.DELETE, 2,
          DiskFault.Kind.MAKE_FOLDER, 4);

  @TempDir Path folder;

  /// Fails an operation of a kind, the one of that number, once; perhaps something else stands
  /// where a file should be made.
  private record Fault(DiskFault.Kind kind, int number, boolean obstacle) {
    static Fault of(int n, Random random) {
      DiskFault.Kind[] kinds = DiskFault.Kind.values();
      DiskFault.Kind kind = kinds[n % kinds.length];
      return new Fault(kind, random.nextInt(USUAL.getOrDefault(kind, 1)), n % 2 == 1);
    }

    DiskFault on(Path root) {
      AtomicInteger seen = new AtomicInteger();
      return (kind, path) -> {
        if (kind == this.kind && seen.getAndIncrement() == number) {
          if (kind == DiskFault.Kind.CREATE && obstacle) {
            Files.createDirectory(root.resolve(path));
          } else {
            throw new IOException("Input/output error");
          }
        }
      };
    }
  }

  @Test
  @Timeout(600)
  void nothingPromisedIsMissingWhenOneOperationFails() throws Exception {
    long seed = Long.getLong("handloom.seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> wrong = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      Map<Fault, Future<String>> running = new LinkedHashMap<>();
      for (int n = 0; n < FAULTS; n++) {
        Fault fault = Fault.of(n, random);
        Path root = Files.createDirectory(folder.resolve("fault-" + n));
        running.put(fault, threads.submit(() -> one(root, fault)));
      }
      for (Map.Entry<Fault, Future<String>> each : running.entrySet()) {
        String found = each.getValue().get();
        if (!found.isEmpty()) {
          wrong.add("seed " + seed + " " + each.getKey() + ": " + found);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /// What is wrong.
  private static String one(Path root, Fault fault) throws Exception {
    TracedFiles files = new TracedFiles(root);
    files.fault(fault.on(root));
    try (FakeRig rig = TracedTake.rig()) {
      TracedTake.record(files, rig, DURABLE);
    } catch (IOException e) {
      // It says so, and that is all that is asked of it: what was promised counts.
      if (String.valueOf(e.getMessage()).isEmpty()) {
        return "no word why: " + e;
      }
    }
    files.fault(DiskFault.none());
    Map<String, Long> promised = new TreeMap<>();
    for (DiskOp op : files.trace.ops()) {
      if (op instanceof DiskOp.Promise promise) {
        promise.counts().forEach((name, count) -> promised.merge(name, count, Math::max));
      }
    }
    try (Library library = Library.open(root)) {
      Promises.kept(library, Recovery.recoverAll(library), promised);
      return "";
    } catch (AssertionError | IOException e) {
      return e + ", promised " + promised;
    }
  }

  @Test
  @Timeout(300)
  void aFolderThatIsTakenAwayEndsTheTakeAndSaysSo() throws Exception {
    try (FakeRig rig = TracedTake.rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.rig().hub(), rig.rig().devices(), library, RecorderOptions.standard("test"))) {
      recorder.start(TakePlan.of("is taken away"));
      Wait.until(
          () -> recorder.status().streams().stream().anyMatch(s -> s.durable() > 0),
          recorder::status);
      Path episode = library.unfinished().getFirst().folder();
      try (Stream<Path> all = Files.walk(episode)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.FAILED, result.state());
      assertTrue(result.message().contains(episode.toString()), result.message());
      // The next take has a folder of its own.
      recorder.start(TakePlan.of("next"));
      Wait.until(
          () -> recorder.status().streams().stream().allMatch(s -> s.durable() > 0),
          recorder::status);
      assertEquals(RecorderState.SAVED, recorder.stop("").orElseThrow().state());
    }
  }
}
