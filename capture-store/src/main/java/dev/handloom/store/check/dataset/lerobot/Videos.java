package dev.handloom.store.check.dataset.lerobot;

import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.lerobot.LeRobotFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Looks at all videos of a dataset, as many at once as there are cores.
final class Videos {
  /// Is told of pictures that were seen; may throw to stop.
  interface Seen {
    void more(long pictures, String file);
  }

  private final LeRobotFolder dataset;
  private final DatasetFindings findings;
  private final boolean decode;
  private final Map<String, RowFigures> colours = new HashMap<>();
  private long pictures;

  Videos(LeRobotFolder dataset, DatasetFindings findings, boolean decode) {
    this.dataset = dataset;
    this.findings = findings;
    this.decode = decode;
  }

  /// By camera; empty where nothing was decoded.
  Map<String, RowFigures> colours() {
    return colours;
  }

  long pictures() {
    return pictures;
  }

  void look(List<CameraVideo> videos, Seen seen) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("check ", 1).daemon().factory());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (CameraVideo video : videos) {
        running.add(pool.submit(() -> one(video, seen)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("The check was stopped; nothing was changed");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException told -> throw told;
        case Error told -> throw told;
        case null, default -> throw new IllegalStateException(e);
      }
    } finally {
      pool.shutdownNow();
      awaitEnd(pool);
    }
  }

  private static void awaitEnd(ExecutorService pool) {
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, java.util.concurrent.TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void one(CameraVideo video, Seen seen) {
    String name = dataset.name(video.file());
    VideoPass pass = new VideoPass(name, video, dataset.info().fps(), findings);
    RowFigures own =
        pass.look(
            decode,
            more -> {
              if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("The check was stopped; nothing was changed");
              }
              seen.more(more, name);
            });
    synchronized (this) {
      pictures += pass.pictures();
      if (own.count() > 0) {
        colours.computeIfAbsent(video.camera().key(), key -> new RowFigures(own.width())).add(own);
      }
    }
  }
}
