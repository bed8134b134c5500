package dev.handloom.store.export;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.Predicted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Exports many episodes, several at a time, and can be stopped or held.
public final class ExportRun {
  /// Makes one episode's file. It calls [Steps#add] often.
  public interface Exporter {
    /// What there is to do for an episode, in the unit of [Steps#add].
    long work(Bundle bundle) throws IOException;

    ExportResult export(Bundle bundle, Steps steps);
  }

  /// The run was stopped.
  public static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("Stopped", null, false, false);
    }
  }

  private static final long TELL_EVERY_MILLIS = 100;
  private static final long LOOK_AGAIN_NANOS = 20_000_000L;

  /// More at once would only move the disk's head.
  private static final int MOST_AT_ONCE = 4;

  private final Exporter exporter;
  private final BooleanSupplier held;
  private final AtomicLong workDone = new AtomicLong();
  private final AtomicInteger episodesDone = new AtomicInteger();
  private volatile boolean stopped;

  /// @param held while it says so the run rests, as during a take
  public ExportRun(Exporter exporter, BooleanSupplier held) {
    this.exporter = exporter;
    this.held = held;
  }

  /// What one episode has done of its work.
  public final class Steps {
    private final long all;
    private long told;

    private Steps(long all) {
      this.all = all;
    }

    /// So much more is done. Rests while the run is held.
    ///
    /// @throws Stopped where the run was stopped
    public void add(long work) {
      long now = Math.min(all, told + work);
      workDone.addAndGet(now - told);
      told = now;
      while (!stopped && held.getAsBoolean()) {
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      }
      if (stopped) {
        throw new Stopped();
      }
    }

    private void end() {
      workDone.addAndGet(all - told);
      told = all;
    }
  }

  /// Ends the run as soon as each thread sees it. What is exported stays.
  public void stop() {
    stopped = true;
  }

  /// Exports, and comes back when all is done or stopped.
  ///
  /// @return one for each episode, in their order
  /// @throws InterruptedException where the waiting thread was interrupted; everything has ended
  public List<ExportResult> run(List<Bundle> bundles, ExportProgress progress)
      throws InterruptedException {
    List<Long> work = new ArrayList<>();
    long all = 0;
    for (Bundle bundle : bundles) {
      long one;
      try {
        one = Math.max(1, exporter.work(bundle));
      } catch (IOException e) {
        // The exporter meets the same trouble and says it.
        one = 1;
      }
      work.add(one);
      all += one;
    }
    // One processor stays free for the person.
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_AT_ONCE);
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("export-", 1).daemon().factory());
    try {
      List<Future<ExportResult>> waiting = new ArrayList<>();
      for (int i = 0; i < bundles.size(); i++) {
        Bundle bundle = bundles.get(i);
        Steps steps = new Steps(work.get(i));
        waiting.add(pool.submit(() -> one(bundle, steps)));
      }
      List<ExportResult> results = new ArrayList<>();
      for (Future<ExportResult> next : waiting) {
        results.add(await(next, progress, all, bundles.size()));
      }
      progress.at(1, episodesDone.get(), bundles.size());
      return results;
    } finally {
      stopped = true;
      pool.shutdown();
      awaitEnd(pool);
    }
  }

  private ExportResult one(Bundle bundle, Steps steps) {
    String refused = refusal(bundle);
    ExportResult result =
        refused.isEmpty()
            ? exporter.export(bundle, steps)
            : new ExportResult(
                bundle, ExportResult.State.EPISODE_BAD, Path.of(""), 0, 0, 0, 0, refused);
    steps.end();
    episodesDone.incrementAndGet();
    if (result.state() == ExportResult.State.DISK_FAILED) {
      // The next episode would meet the same disk.
      stop();
    }
    return result;
  }

  private static String refusal(Bundle bundle) {
    try {
      return predicted(bundle);
    } catch (IOException e) {
      // The exporter meets the same trouble and says it.
      return "";
    }
  }

  /// Whatever the exporter: what a model made up must never come back as what happened.
  ///
  /// @return why the episode is not exported; empty where it may be
  static String predicted(Bundle bundle) throws IOException {
    List<String> streams = Predicted.streams(ManifestFile.read(bundle));
    return streams.isEmpty()
        ? ""
        : "A model predicted "
            + String.join(", ", streams)
            + "; no device measured it. What is predicted is never exported as data. Nothing"
            + " was written, and the episode is as it was.";
  }

  private ExportResult await(
      Future<ExportResult> next, ExportProgress progress, long all, int episodes)
      throws InterruptedException {
    while (true) {
      try {
        return next.get(TELL_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        progress.at((double) workDone.get() / all, episodesDone.get(), episodes);
      } catch (ExecutionException e) {
        throw new IllegalStateException("An export ended in a fault", e.getCause());
      }
    }
  }

  static void awaitEnd(ExecutorService pool) {
    boolean interrupted = false;
    while (true) {
      try {
        if (pool.awaitTermination(1, TimeUnit.SECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        // The threads see that they are to stop; files must not be left half removed.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
