package dev.handloom.store.recover;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does the same with several files, each on a thread.
final class Parallel {
  private Parallel() {}

  /// The results, in the order of the tasks.
  ///
  /// @throws IOException the first that went wrong
  static <T> List<T> all(List<Callable<T>> tasks) throws IOException {
    List<T> results = new ArrayList<>();
    if (tasks.isEmpty()) {
      return results;
    }
    int threads = Math.min(tasks.size(), Runtime.getRuntime().availableProcessors());
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("recover ", 1).daemon(true).factory())) {
      List<Future<T>> running = new ArrayList<>();
      tasks.forEach(task -> running.add(pool.submit(task)));
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while it was recovered", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException wrong -> throw new IOException(wrong.getMessage(), wrong);
        case RuntimeException wrong -> throw wrong;
        case Error wrong -> throw wrong;
        case null, default -> throw new IOException(String.valueOf(e.getMessage()), e);
      }
    }
  }
}
