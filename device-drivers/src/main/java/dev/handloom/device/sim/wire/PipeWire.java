package dev.handloom.device.sim.wire;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A cable within the process, one listener at a time. A write that finds no room for all its bytes
/// sends none, so a frame is lost whole.
public final class PipeWire implements Wire {
  private static final int ANSWER_BYTES = 4096;

  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ByteQueue toHost;
  private final ByteQueue toDevice = new ByteQueue(ANSWER_BYTES);
  private @Nullable End end;
  private boolean closed;

  /// @param name what a person calls the device
  /// @param capacity bytes on their way to the host
  public PipeWire(String name, int capacity) {
    this.name = name;
    toHost = new ByteQueue(capacity);
  }

  @Override
  public String address() {
    return "sim:" + name;
  }

  @Override
  public Link open() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("It is not plugged in: " + address());
      }
      if (end != null) {
        throw new IOException("Something else has it open; disconnect that: " + address());
      }
      toHost.clear();
      toDevice.clear();
      End opened = new End();
      end = opened;
      return opened;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean listened() {
    lock.lock();
    try {
      return end != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    lock.lock();
    try {
      if (end == null || toHost.room() < length) {
        return false;
      }
      toHost.put(bytes, offset, length);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read(byte[] into, int waitMillis) {
    lock.lock();
    try {
      return waitFor(toDevice, waitMillis) ? toDevice.take(into, 0, into.length) : 0;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      end = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// True once there is something in the queue; false when the time is up or the cable is cut.
  private boolean waitFor(ByteQueue queue, int waitMillis) {
    long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
    while (queue.held() == 0) {
      if (closed || left <= 0) {
        return false;
      }
      try {
        left = changed.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /// The host's end.
  private final class End implements ByteLink {
    private long arrivalNanos;

    @Override
    public long arrivalNanos() {
      return arrivalNanos;
    }

    @Override
    public int read(byte[] into, int offset, int length, int waitMillis) throws IOException {
      lock.lock();
      try {
        long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (toHost.held() == 0 && end == this && left > 0) {
          left = changed.awaitNanos(left);
        }
        if (end != this) {
          throw new IOException("It was unplugged: " + address());
        }
        arrivalNanos = StudioClock.now();
        return toHost.take(into, offset, length);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return 0;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      lock.lock();
      try {
        if (end != this) {
          throw new IOException("It was unplugged: " + address());
        }
        if (toDevice.room() >= length) {
          toDevice.put(bytes, offset, length);
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public String title() {
      return "simulated " + name;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (end == this) {
          end = null;
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
