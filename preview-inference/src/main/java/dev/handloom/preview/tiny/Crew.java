package dev.handloom.preview.tiny;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// Threads that do the same for every lane.
final class Crew implements AutoCloseable {
  private final ExecutorService threads;

  Crew(int count) {
    threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("learn ", 1).factory());
  }

  /// Returns when it is done for all.
  void each(int lanes, IntConsumer work) throws InterruptedException {
    List<Callable<Void>> all = new ArrayList<>();
    for (int l = 0; l < lanes; l++) {
      int lane = l;
      all.add(() -> {
        work.accept(lane);
        return null;
      });
    }
    for (Future<Void> each : threads.invokeAll(all)) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("A step could not be computed", e.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
