package dev.handloom.test.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Feeds one target with mutated inputs. Case `n` of a seed is always the same.
final class Fuzzer {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// Classes are loaded and caches filled with good inputs first, so that this does not count.
  private static final int WARM_UPS = 3;

  private static final int MOST_LINES = 40;

  private final FuzzTarget target;
  private final long seed;
  private final Path scratch;
  private final Watch watch = new Watch();
  private final Map<String, Long> outcomes = new TreeMap<>();
  private long cases;
  private long worstNanos;
  private long worstAllocated;
  private double worstPerByte;
  private long folders;

  /// What a case has shown.
  ///
  /// @param kind of trouble: the same before and after an input is made smaller
  record Failure(long caseNumber, String kind, String what, FuzzInput input) {}

  Fuzzer(FuzzTarget target, long seed, Path scratch) {
    this.target = target;
    this.seed = seed;
    this.scratch = scratch;
  }

  FuzzTarget target() {
    return target;
  }

  Watch watch() {
    return watch;
  }

  long cases() {
    return cases;
  }

  /// Tries until the time is up; comes back early with the first thing it finds.
  @Nullable Failure run(long nanos) throws IOException {
    for (int i = 0; i < WARM_UPS; i++) {
      for (FuzzInput good : target.seeds()) {
        Failure failure = attempt(-1, good, false);
        if (failure != null) {
          return failure;
        }
      }
    }
    long until = System.nanoTime() + nanos;
    for (; System.nanoTime() < until; cases++) {
      Failure failure = attempt(cases, input(cases), true);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  /// The input of a case.
  FuzzInput input(long number) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + number);
    // The first numbers of seeds that are close are close.
    random.nextLong();
    List<FuzzInput> seeds = target.seeds();
    FuzzInput good = seeds.get(random.nextInt(seeds.size()));
    FuzzInput other = seeds.get(random.nextInt(seeds.size()));
    FuzzInput bad = good;
    List<String> files = List.copyOf(good.files().keySet());
    do {
      String file = files.get(random.nextInt(files.size()));
      byte[] bytes = bad.files().getOrDefault(file, new byte[0]);
      byte[] from = other.files().getOrDefault(file, bytes);
      if (files.size() > 1 && random.nextInt(40) == 0) {
        bad = bad.without(file);
      } else {
        bad = bad.with(file, new Mutation(random, target.shape(file)).of(bytes, from));
      }
    } while (files.size() > 1 && random.nextInt(3) == 0);
    return bad;
  }

  /// Gives the input to the target.
  ///
  /// @return null if it was read, or refused as it should
  @Nullable Failure attempt(long number, FuzzInput input, boolean counted) throws IOException {
    return attempt(number, input, counted, false);
  }

  private @Nullable Failure attempt(long number, FuzzInput input, boolean counted, boolean again)
      throws IOException {
    Path folder = Files.createDirectories(scratch.resolve(Long.toString(folders++)));
    watch.begin(number, input);
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long begun = System.nanoTime();
    Throwable thrown = null;
    try {
      target.read(input, folder);
    } catch (Throwable e) { // Whatever it is: that is the question.
      thrown = e;
    }
    long took = System.nanoTime() - begun;
    long taken = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    watch.end();
    remove(folder);
    if (thrown != null && (!target.documented(thrown) || thrown.getMessage() == null)) {
      return new Failure(number, kind(thrown), trace(thrown), input);
    }
    boolean tooMuch = taken > target.allowance().of(input.size());
    if (tooMuch && !again) {
      // The first time that a path is taken its classes are loaded; the second time tells.
      return attempt(number, input, counted, true);
    }
    if (counted) {
      count(input, thrown, took, taken);
    }
    return tooMuch
        ? new Failure(
            number,
            "memory",
            taken + " bytes of heap for an input of " + input.size() + " bytes",
            input)
        : null;
  }

  private void count(FuzzInput input, @Nullable Throwable thrown, long took, long taken) {
    outcomes.merge(thrown == null ? "read" : thrown.getClass().getSimpleName(), 1L, Long::sum);
    worstNanos = Math.max(worstNanos, took);
    worstAllocated = Math.max(worstAllocated, taken);
    double over = taken - target.allowance().bytes();
    worstPerByte = Math.max(worstPerByte, over / Math.max(1, input.size()));
  }

  private static String kind(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    for (StackTraceElement frame : trace) {
      if (frame.getClassName().startsWith("dev.handloom")) {
        return thrown.getClass().getName() + " at " + frame.getClassName() + frame.getMethodName();
      }
    }
    return thrown.getClass().getName();
  }

  private static String trace(Throwable thrown) {
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out));
    return out.toString().lines().limit(MOST_LINES).collect(Collectors.joining("\n"));
  }

  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /// What came out, in one line.
  String summary() {
    return String.format(
        java.util.Locale.ROOT,
        "%d cases, %s, slowest %.0f ms, most heap %.1f MB (%.1f bytes for each of input above the"
            + " constant, %d allowed)",
        cases,
        outcomes,
        worstNanos / 1e6,
        worstAllocated / 1e6,
        Math.max(0, worstPerByte),
        target.allowance().perByte());
  }
}
