package dev.handloom.test.fuzz;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes a failing input smaller as long as it fails in the same way: without files, without
/// stretches, with zeros instead.
final class Minimiser {
  private static final int MOST_ATTEMPTS = 2000;

  private final Fuzzer fuzzer;
  private final Fuzzer.Failure failure;
  private FuzzInput smallest;
  private int attempts;

  private Minimiser(Fuzzer fuzzer, Fuzzer.Failure failure) {
    this.fuzzer = fuzzer;
    this.failure = failure;
    smallest = failure.input();
  }

  static FuzzInput smaller(Fuzzer fuzzer, Fuzzer.Failure failure) throws IOException {
    Minimiser minimiser = new Minimiser(fuzzer, failure);
    if (minimiser.fails(failure.input())) {
      minimiser.run();
    }
    return minimiser.smallest;
  }

  private void run() throws IOException {
    for (String file : failure.input().files().keySet()) {
      if (smallest.files().size() > 1 && fails(smallest.without(file))) {
        smallest = smallest.without(file);
      } else {
        shorten(file);
      }
    }
  }

  private void shorten(String file) throws IOException {
    for (int step = Math.max(1, bytes(file).length / 2); step >= 1; step /= 2) {
      for (int at = 0; at < bytes(file).length && attempts < MOST_ATTEMPTS; ) {
        byte[] now = bytes(file);
        int to = Math.min(now.length, at + step);
        byte[] shorter = Arrays.copyOf(now, now.length - (to - at));
        System.arraycopy(now, to, shorter, at, now.length - to);
        if (fails(smallest.with(file, shorter))) {
          smallest = smallest.with(file, shorter);
        } else {
          at = to;
        }
      }
    }
  }

  private byte[] bytes(String file) {
    return smallest.files().getOrDefault(file, new byte[0]);
  }

  private boolean fails(FuzzInput input) throws IOException {
    attempts++;
    Fuzzer.@Nullable Failure again = fuzzer.attempt(failure.caseNumber(), input, false);
    return again != null && again.kind().equals(failure.kind());
  }
}
