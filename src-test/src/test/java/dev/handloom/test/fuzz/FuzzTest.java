package dev.handloom.test.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A second of fuzzing for every reader, and the fuzzer itself on readers with planted faults.
class FuzzTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  @Test
  void everyReaderStaysUprightForASecond() throws Exception {
    long seed = System.nanoTime();
    Logger readers = (Logger) LoggerFactory.getLogger("dev.handloom");
    Level was = readers.getLevel();
    readers.setLevel(Level.OFF);
    try (Targets targets = Targets.make(folder)) {
      List<FuzzRun> runs = new ArrayList<>();
      for (FuzzTarget target : targets.all()) {
        long nanos = targets.isShort(target) ? SECOND / 2 : SECOND;
        Fuzzer fuzzer = new Fuzzer(target, seed, folder.resolve(target.name()));
        runs.add(new FuzzRun(fuzzer, nanos, Path.of("target", "fuzz-finds")));
      }
      FuzzRun.all(runs, Runtime.getRuntime().availableProcessors());
      for (FuzzRun run : runs) {
        assertEquals("", run.found(), () -> "seed " + seed);
        assertTrue(run.fuzzer().cases() > 0, () -> run.fuzzer().summary());
      }
    } finally {
      readers.setLevel(was);
    }
  }

  /// A reader of a length and so many bytes, with a fault.
  private abstract static class Planted implements FuzzTarget {
    @Override
    public String name() {
      return "planted";
    }

    @Override
    public List<FuzzInput> seeds() {
      return List.of(FuzzInput.of(new byte[] {4, 1, 2, 3, 4, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}));
    }

    @Override
    public Shape shape(String file) {
      return Shape.BYTES;
    }

    @Override
    public void read(FuzzInput input, Path unused) throws Exception {
      byte[] bytes = input.bytes();
      if (bytes.length == 0) {
        throw new IOException("It is empty");
      }
      read(bytes);
    }

    abstract void read(byte[] bytes) throws Exception;

    @Override
    public boolean documented(Throwable thrown) {
      return thrown instanceof IOException;
    }

    @Override
    public Allowance allowance() {
      return new Allowance(1 << 20, 10);
    }
  }

  private Fuzzer fuzzer(FuzzTarget target, long seed) {
    return new Fuzzer(target, seed, folder.resolve("planted"));
  }

  @Test
  void aCrashIsFoundAgainBySeedAndMadeSmaller() throws IOException {
    Planted target =
        new Planted() {
          @Override
          void read(byte[] bytes) {
            // Believes the length.
            int _ = bytes[0] > 0 ? bytes[bytes[0]] : 0;
          }
        };
    Fuzzer.@Nullable Failure failure = fuzzer(target, 5).run(20 * SECOND);
    assertNotNull(failure);
    assertTrue(failure.kind().startsWith("java.lang.ArrayIndexOutOfBounds"), failure.kind());
    FuzzInput again = fuzzer(target, 5).input(failure.caseNumber());
    assertTrue(again.sameAs(failure.input()), "a case is the same again");
    assertEquals(1, Minimiser.smaller(fuzzer(target, 5), failure).size());
  }

  @Test
  void memoryBeyondTheInputsSizeIsFound() throws IOException {
    Planted target =
        new Planted() {
          @Override
          void read(byte[] bytes) {
            byte[] claimed = new byte[(bytes[0] & 0xFF) << 16];
            assertTrue(claimed.length % 2 == 0);
          }
        };
    Fuzzer.@Nullable Failure failure = fuzzer(target, 5).run(20 * SECOND);
    assertNotNull(failure);
    assertEquals("memory", failure.kind());
  }

  @Test
  void whatIsDocumentedIsNoFind() throws IOException {
    Planted target =
        new Planted() {
          @Override
          void read(byte[] bytes) throws IOException {
            throw new IOException("Not this one");
          }
        };
    Fuzzer good = fuzzer(target, 5);
    assertNull(good.run(SECOND / 20));
    assertTrue(good.cases() > 0);
  }

  @Test
  void aReaderThatDoesNotComeBackIsNoticed() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch stuck = new CountDownLatch(1);
    Planted target =
        new Planted() {
          @Override
          void read(byte[] bytes) throws InterruptedException {
            if (bytes[0] != 4) {
              stuck.countDown();
              never.await();
            }
          }
        };
    Fuzzer fuzzer = fuzzer(target, 5);
    Thread thread =
        Thread.ofPlatform()
            .daemon(true)
            .start(() -> {
              try {
                fuzzer.run(20 * SECOND);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    stuck.await();
    FuzzInput input = fuzzer.watch().stuck(0);
    assertNotNull(input);
    assertTrue(input.sameAs(fuzzer.input(fuzzer.watch().caseNumber())));
    assertTrue(fuzzer.watch().where().contains("FuzzTest"), fuzzer.watch().where());
    never.countDown();
    thread.interrupt();
    thread.join();
  }
}
