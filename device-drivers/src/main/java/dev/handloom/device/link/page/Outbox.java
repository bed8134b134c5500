package dev.handloom.device.link.page;

import dev.handloom.device.clock.StudioClock;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits to be written to a client: a few words in their order, the newest state of the take,
/// one picture. What is newer takes the place of what is older.
final class Outbox {
  private static final int MOST_WORDS = 64;

  private record Frame(int opcode, byte[] bytes) {}

  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Frame> words = new ArrayDeque<>();
  private @Nullable Frame state;
  private byte @Nullable [] picture;
  private int pictureNumber;
  private boolean pictureUnderWay;
  private long pictures;
  private long leftOut;
  private boolean closed;
  private volatile long writingSinceNanos = Long.MAX_VALUE;

  Outbox(OutputStream out) {
    this.out = out;
  }

  /// Adds a message that must not be lost.
  ///
  /// @return false if so many wait that nobody can be reading
  boolean put(int opcode, byte[] bytes) {
    lock.lock();
    try {
      if (closed || words.size() >= MOST_WORDS) {
        return false;
      }
      words.add(new Frame(opcode, bytes));
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Replaces the state that waits.
  void state(byte[] text) {
    lock.lock();
    try {
      state = new Frame(WebSocketWire.TEXT, text);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Replaces the picture that waits: it is sent when the one before has been shown.
  void picture(byte[] jpeg) {
    lock.lock();
    try {
      if (picture != null) {
        leftOut++;
      }
      picture = jpeg;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The page has shown a picture.
  void shown(int number) {
    lock.lock();
    try {
      if (number == pictureNumber) {
        pictureUnderWay = false;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Pictures that were sent, and pictures that a newer one took the place of.
  long[] pictures() {
    lock.lock();
    try {
      return new long[] {pictures, leftOut};
    } finally {
      lock.unlock();
    }
  }

  /// How long a message has been under way that the client does not take.
  long stuckNanos(long nowNanos) {
    long since = writingSinceNanos;
    return since == Long.MAX_VALUE ? 0 : nowNanos - since;
  }

  /// Writes until it is closed or the client is gone.
  void run() throws IOException, InterruptedException {
    while (true) {
      Frame next = next();
      if (next == null) {
        return;
      }
      writingSinceNanos = StudioClock.now();
      WebSocketWire.write(out, next.opcode(), next.bytes());
      writingSinceNanos = Long.MAX_VALUE;
      if (next.opcode() == WebSocketWire.CLOSE) {
        return;
      }
    }
  }

  private @Nullable Frame next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Frame word = words.poll();
        if (word != null) {
          return word;
        }
        if (closed) {
          return null;
        }
        if (state != null) {
          Frame newest = state;
          state = null;
          return newest;
        }
        if (picture != null && !pictureUnderWay) {
          byte[] bytes = PageWire.picture(++pictureNumber, picture);
          picture = null;
          pictureUnderWay = true;
          pictures++;
          return new Frame(WebSocketWire.BINARY, bytes);
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Nothing more is taken; what was said is still written.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
