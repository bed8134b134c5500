package dev.handloom.device.link.page;

import dev.handloom.device.link.page.WebSocketWire.Message;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What came from the seated client and waits for the device's thread; when it is full the oldest
/// goes, and is counted.
final class PageInbox {
  /// Five seconds of a headset.
  private static final int MOST = 512;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Message> messages = new ArrayDeque<>();
  private boolean wanted;
  private long lost;
  private @Nullable String end;

  void put(Message message) {
    lock.lock();
    try {
      // Before anybody listens tracking says nothing; what the page said of itself does.
      if (!wanted && message.kind() == WebSocketWire.BINARY) {
        return;
      }
      messages.add(message);
      if (messages.size() > MOST) {
        messages.remove();
        lost++;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Whether anybody listens, from now on.
  void want(boolean on) {
    lock.lock();
    try {
      wanted = on;
    } finally {
      lock.unlock();
    }
  }

  void end(String why) {
    lock.lock();
    try {
      if (end == null) {
        end = why;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long lost() {
    lock.lock();
    try {
      return lost;
    } finally {
      lock.unlock();
    }
  }

  /// @return null when the time is up
  @Nullable Message take(int millis) throws IOException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (messages.isEmpty()) {
        if (end != null) {
          throw new IOException(end);
        }
        if (left <= 0) {
          return null;
        }
        left = changed.awaitNanos(left);
      }
      return messages.remove();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } finally {
      lock.unlock();
    }
  }
}
