package dev.handloom.app.library;

import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks now and then whether another program has changed the library that is open.
final class LibraryWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LibraryWatch.class);
  private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

  private final Library library;
  private final Runnable changed;
  private final Thread thread;
  private volatile boolean closed;

  /// @param changed runs on the JavaFX thread
  LibraryWatch(Library library, Runnable changed) {
    this.library = library;
    this.changed = changed;
    thread = Thread.ofPlatform().daemon().name("library watch").start(this::watch);
  }

  private void watch() {
    try {
      long seen = library.changes();
      while (!closed) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
        long now = closed ? seen : library.changes();
        if (now != seen) {
          seen = now;
          FxThread.run(() -> {
            if (!closed) {
              changed.run();
            }
          });
        }
      }
    } catch (IOException e) {
      if (!closed) {
        LOG.warn("What other programs do to the library is not followed any more", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
