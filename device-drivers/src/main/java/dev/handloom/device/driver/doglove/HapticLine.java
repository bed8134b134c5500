package dev.handloom.device.driver.doglove;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.ByteLink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/// What is said to the actuators, and when they are told to stop. The board repeats an effect until
/// it hears of another, so the end of a vibration is ours to see to. It says nothing back, so the
/// end is said twice. It takes one command in between two pauses of the line and drops what follows
/// at once, so commands are sent apart. Belongs to the device's thread.
final class HapticLine {
  static final int FINGERS = 5;

  /// An effect outside 1 to 123 stops.
  private static final int STOP = 0;

  /// An adapter gathers what is written within a millisecond or two.
  private static final long APART_NANOS = 3_000_000;

  private static final int TIMES_STOPPED = 2;
  private static final long NEVER = Long.MAX_VALUE;

  private final ByteLink link;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private final long[] stopNanos = new long[FINGERS];
  private long nextNanos = Long.MIN_VALUE;

  HapticLine(ByteLink link) {
    this.link = link;
    Arrays.fill(stopNanos, NEVER);
  }

  /// One finger vibrates.
  void vibrate(int finger, int effect, int everyMillis, double seconds) {
    waiting.add(frame(finger, effect, everyMillis));
    stopNanos[finger] = StudioClock.now() + (long) (seconds * 1e9);
  }

  /// All fingers stop; nothing that was to be said before matters any more.
  void still() {
    still(TIMES_STOPPED);
  }

  private void still(int times) {
    waiting.clear();
    Arrays.fill(stopNanos, NEVER);
    for (int time = 0; time < times; time++) {
      for (int finger = 0; finger < FINGERS; finger++) {
        waiting.add(frame(finger, STOP, 0));
      }
    }
  }

  /// Says what is due. Returns how long nothing is, in milliseconds, at most the given time.
  int serve(int mostMillis) throws IOException {
    long now = StudioClock.now();
    for (int finger = 0; finger < FINGERS; finger++) {
      if (now >= stopNanos[finger]) {
        stopNanos[finger] = NEVER;
        for (int time = 0; time < TIMES_STOPPED; time++) {
          waiting.add(frame(finger, STOP, 0));
        }
      }
    }
    if (now >= nextNanos) {
      byte[] frame = waiting.poll();
      if (frame != null) {
        link.write(frame, 0, frame.length);
        nextNanos = now + APART_NANOS;
      }
    }
    long next = waiting.isEmpty() ? NEVER : nextNanos;
    for (long stop : stopNanos) {
      next = Math.min(next, stop);
    }
    long left = next == NEVER ? mostMillis : (next - now) / 1_000_000 + 1;
    return Math.clamp(left, 1, mostMillis);
  }

  /// All fingers are told to stop once, for whoever was here before may have gone in the middle of
  /// something.
  void begin() throws IOException {
    still(1);
    sendAll();
  }

  /// All fingers stop, and the words are out when this returns.
  void end() throws IOException {
    still();
    sendAll();
  }

  private void sendAll() throws IOException {
    while (!waiting.isEmpty() && !Thread.currentThread().isInterrupted()) {
      long now = StudioClock.now();
      if (now < nextNanos) {
        LockSupport.parkNanos(this, nextNanos - now);
      }
      serve(1);
    }
  }

  private static byte[] frame(int finger, int effect, int everyMillis) {
    byte[] frame = {
      0x55,
      (byte) 0xAA,
      (byte) finger,
      (byte) effect,
      (byte) (everyMillis >> 8),
      (byte) everyMillis,
      0
    };
    for (int i = 2; i < 6; i++) {
      frame[6] += frame[i];
    }
    return frame;
  }
}
