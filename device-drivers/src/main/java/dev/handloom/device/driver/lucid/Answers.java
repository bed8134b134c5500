package dev.handloom.device.driver.lucid;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/// What the glove is told: one line for each of its packets, because a firmware built for force
/// feedback reads one line a packet and keeps the rest for later. Belongs to the device's thread;
/// allocates nothing but for commands.
final class Answers {
  /// A force is said again so often, so that a glove that was reset in between holds it.
  private static final long AGAIN_NANOS = 100_000_000L;

  private static final int LONGEST = 64;

  private final int[] force = new int[GloveReading.FINGERS];
  private final byte[] line = new byte[LONGEST];
  private final ArrayDeque<byte[]> words = new ArrayDeque<>();
  private int length;
  private boolean forceChanged;
  private boolean held;
  private long untilNanos;
  private long saidNanos;

  /// Holds the fingers back.
  ///
  /// @param values 0 free to 1000 as far as the servo goes
  /// @param until when nobody has said it again the fingers are let go
  void force(double[] values, long until) {
    held = false;
    for (int f = 0; f < force.length; f++) {
      force[f] = (int) Math.round(values[f]);
      held |= force[f] > 0;
    }
    forceChanged = true;
    untilNanos = until;
  }

  /// Lets the fingers go with the next answer.
  void release() {
    Arrays.fill(force, 0);
    held = false;
    forceChanged = true;
  }

  /// Whether a finger is held back.
  boolean holds() {
    return held;
  }

  /// A line of text to be said once, without its end.
  void say(String text) {
    words.add(text.getBytes(StandardCharsets.US_ASCII));
  }

  /// Makes the line for the next packet.
  ///
  /// @return its length with its end; the bytes are in [#line]
  int next(long now, boolean legacy) {
    if (held && now >= untilNanos) {
      release();
    }
    length = 0;
    if (forceChanged || (held && now - saidNanos >= AGAIN_NANOS)) {
      forceChanged = false;
      saidNanos = now;
      putForce(legacy);
    } else {
      byte[] word = words.poll();
      if (word != null && !legacy) {
        System.arraycopy(word, 0, line, 0, word.length);
        length = word.length;
      }
    }
    line[length++] = '\n';
    return length;
  }

  byte[] line() {
    return line;
  }

  private void putForce(boolean legacy) {
    for (int f = 0; f < force.length; f++) {
      if (!legacy) {
        line[length++] = (byte) ('A' + f);
      } else if (f > 0) {
        line[length++] = '&';
      }
      put(force[f]);
    }
  }

  private void put(int number) {
    if (number >= 10) {
      put(number / 10);
    }
    line[length++] = (byte) ('0' + number % 10);
  }
}
