package dev.handloom.device.state;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A state that changes only by named steps, can be observed, and can be waited for.
public final class Lifecycle<S extends Enum<S>> {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  private final AtomicReference<S> state;
  private final List<Consumer<S>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  public Lifecycle(S first) {
    state = new AtomicReference<>(first);
  }

  public S get() {
    return Objects.requireNonNull(state.get());
  }

  /// Makes the step if the state is still the expected one.
  public boolean transition(S from, S to) {
    if (!state.compareAndSet(from, to)) {
      return false;
    }
    announce(to);
    return true;
  }

  /// Makes the step from any state; false if it was there already.
  public boolean enter(S to) {
    if (state.getAndSet(to) == to) {
      return false;
    }
    announce(to);
    return true;
  }

  /// Calls back at every change from now on, on the changing thread.
  public void listen(Consumer<S> listener) {
    listeners.add(listener);
  }

  /// Waits until the state satisfies the condition; false when the time is up.
  public boolean await(Predicate<S> wanted, Duration most) throws InterruptedException {
    long left = most.toNanos();
    lock.lockInterruptibly();
    try {
      while (!wanted.test(get())) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void announce(S now) {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    for (Consumer<S> listener : listeners) {
      try {
        listener.accept(now);
      } catch (RuntimeException e) {
        // Whoever watches must not break what is watched.
        LOG.error("A listener to {} failed", now, e);
      }
    }
  }
}
