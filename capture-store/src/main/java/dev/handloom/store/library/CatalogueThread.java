package dev.handloom.store.library;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// The one thread that writes to a catalogue. Who asks waits until it is done: a caller that is
/// interrupted does not tear a change in two.
final class CatalogueThread implements AutoCloseable {
  /// Work on the catalogue.
  ///
  /// @param <T> what comes of it
  @FunctionalInterface
  interface Work<T> {
    T run(AtomicBoolean stop) throws SQLException, IOException;
  }

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("catalogue").factory());

  /// Runs work and waits for it. An interrupt asks it to stop; work that cannot be stopped goes on
  /// to its end, and the interrupt is kept.
  <T> T run(Work<T> work) throws SQLException, IOException {
    AtomicBoolean stop = new AtomicBoolean();
    Future<T> result = thread.submit(() -> work.run(stop));
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
          stop.set(true);
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case CancellationException _ ->
            throw new InterruptedIOException("Stopped; nothing was changed");
        case SQLException sql -> throw sql;
        case IOException file -> throw file;
        case Error error -> throw error;
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IllegalStateException(e);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
