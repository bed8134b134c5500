package dev.handloom.device.link;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What came on a network client's own thread and waits for the device's. Bounded in bytes and in
/// number: when it is full the oldest goes, and is counted.
final class Inbox {
  /// Something that came whole, and when its first byte did.
  record Item(byte[] bytes, boolean text, long arrivalNanos) {}

  private static final int MOST_ITEMS = 1024;

  private final int mostBytes;
  private final Queue<Item> items = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int bytes;
  private long dropped;
  private @Nullable IOException end;

  Inbox(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  void put(Item item) {
    lock.lock();
    try {
      items.add(item);
      bytes += item.bytes().length;
      while (bytes > mostBytes || items.size() > MOST_ITEMS) {
        bytes -= items.remove().bytes().length;
        dropped++;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Nothing more will come; what is there can still be taken.
  void end(IOException why) {
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

  /// The oldest item; null when the time is up.
  ///
  /// @throws IOException when there is none and none will come
  @Nullable Item take(int waitMillis) throws IOException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
      while (items.isEmpty()) {
        if (end != null) {
          throw new IOException(end.getMessage(), end);
        }
        if (left <= 0) {
          return null;
        }
        left = changed.awaitNanos(left);
      }
      Item item = items.remove();
      bytes -= item.bytes().length;
      return item;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      lock.unlock();
    }
  }

  void countDropped() {
    lock.lock();
    try {
      dropped++;
    } finally {
      lock.unlock();
    }
  }

  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }
}
