package dev.handloom.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A file whose writer does not wait for the disk: the bytes are copied and written by a thread of
/// the file's own, in the same order. An encoder goes on while the disk stalls, up to a number of
/// bytes that wait; then it waits as well.
///
/// What the operating system has is told by [#inFile]: bytes that still wait die with the process.
public final class WriteBehind implements DiskFile {
  private static final int LEAST_BUFFER_BYTES = 1 << 12;

  /// Buffers kept for the next writes; more are needed only while the disk stalls.
  private static final int MOST_SPARE = 16;

  private record Waiting(ByteBuffer bytes, long offset) {}

  private final DiskFile file;
  private final long mostWaitingBytes;
  private final Thread thread;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final ArrayDeque<ByteBuffer> spare = new ArrayDeque<>();
  private long waitingBytes;
  private long mostSeenBytes;
  private long size;
  private volatile long accepted;
  private volatile long inFile;
  private @Nullable IOException failure;
  private boolean closing;
  private final Object forcing = new Object();
  private @Nullable IOException unforced;

  /// @param name of the thread that writes
  /// @param mostWaitingBytes that are kept in memory before a writer has to wait
  public WriteBehind(DiskFile file, String name, long mostWaitingBytes) {
    this.file = file;
    this.mostWaitingBytes = mostWaitingBytes;
    thread = Thread.ofPlatform().name(name).daemon(true).start(this::run);
  }

  /// Takes the bytes over. What went wrong with earlier ones is thrown here.
  @Override
  public synchronized void write(ByteBuffer source, long offset) throws IOException {
    int count = source.remaining();
    int room = Math.max(count, LEAST_BUFFER_BYTES);
    // A single piece larger than all that may wait is taken when nothing else waits.
    while (failure == null && waitingBytes > 0 && waitingBytes + room > mostWaitingBytes) {
      pause();
    }
    rethrow();
    ByteBuffer copy = spare.pollLast();
    if (copy == null || copy.capacity() < count) {
      copy = ByteBuffer.allocateDirect(room);
    }
    copy.clear().put(source).flip();
    queue.addLast(new Waiting(copy, offset));
    waitingBytes += copy.capacity();
    mostSeenBytes = Math.max(mostSeenBytes, waitingBytes);
    size = Math.max(size, offset + count);
    accepted += count;
    notifyAll();
  }

  private void run() {
    Waiting next;
    while ((next = take()) != null) {
      int count = next.bytes().remaining();
      IOException wrong = null;
      try {
        file.write(next.bytes(), next.offset());
      } catch (IOException e) {
        wrong = e;
      } catch (RuntimeException e) {
        wrong = new IOException("The disk failed: " + e, e);
      }
      done(next.bytes(), count, wrong);
    }
  }

  private synchronized @Nullable Waiting take() {
    while (queue.isEmpty() && !closing) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Nobody interrupts this thread; what waits is written all the same.
      }
    }
    return queue.pollFirst();
  }

  private synchronized void done(ByteBuffer buffer, int count, @Nullable IOException wrong) {
    waitingBytes -= buffer.capacity();
    if (wrong == null) {
      inFile += count;
      if (spare.size() < MOST_SPARE) {
        spare.addLast(buffer);
      }
    } else {
      // What follows a hole would be taken for whole: nothing more is written.
      failure = wrong;
      queue.clear();
      spare.clear();
      waitingBytes = 0;
    }
    notifyAll();
  }

  /// Waits until everything that was written before the call is in the file.
  ///
  /// @return false if a write has failed; the next [#write] says how
  public synchronized boolean settle() throws IOException {
    long until = accepted;
    while (failure == null && inFile < until) {
      pause();
    }
    return failure == null;
  }

  /// One after the other: an operating system tells only one of two that force at the same time
  /// that it failed, and the other must not take that for a success.
  @Override
  public void force() throws IOException {
    if (!settle()) {
      synchronized (this) {
        rethrow();
      }
    }
    synchronized (forcing) {
      if (unforced != null) {
        throw new IOException(unforced.getMessage(), unforced);
      }
      try {
        file.force();
      } catch (IOException e) {
        unforced = e;
        throw e;
      }
    }
  }

  @SuppressWarnings("WaitNotInLoop") // Its callers loop.
  private void pause() throws IOException {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the disk was slow", e);
    }
  }

  private void rethrow() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /// Bytes taken over so far, all writes together.
  public long accepted() {
    return accepted;
  }

  /// Of those, how many the operating system has.
  public long inFile() {
    return inFile;
  }

  /// The most memory that writes have waited in.
  public synchronized long mostWaitedBytes() {
    return mostSeenBytes;
  }

  /// As the writer sees it.
  @Override
  public synchronized long size() {
    return size;
  }

  /// As the operating system sees it.
  public long sizeOnDisk() {
    return file.size();
  }

  /// Writes what waits, then closes the file.
  @Override
  public void close() throws IOException {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    file.close();
  }
}
