package dev.handloom.store.record;

import dev.handloom.device.stream.Sample;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The last samples of one stream in memory, oldest first. All memory is taken when it is made;
/// when it is full the oldest is forgotten. Belongs to one thread.
final class SampleSpool {
  private static final int META = 6;
  private static final int SEQUENCE = 0;
  private static final int TICKS = 1;
  private static final int ARRIVAL = 2;
  private static final int CAPTURE = 3;
  private static final int BOUND = 4;
  private static final int OVERRUN = 5;

  private final int capacity;
  private final int channels;
  private final int slot;
  private final MemorySegment memory;
  private int first;
  private volatile int size;
  private long polledOverrun;

  SampleSpool(int channels, int capacity) {
    this.channels = channels;
    this.capacity = capacity;
    slot = META + channels;
    memory = Arena.ofAuto().allocate((long) capacity * slot * Long.BYTES, Long.BYTES);
  }

  /// Keeps a sample.
  ///
  /// @param overrun how many were overwritten before it
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  void add(Sample sample, long overrun) {
    if (size == capacity) {
      forget();
    }
    long at = at(size);
    set(at + SEQUENCE, sample.sequence);
    set(at + TICKS, sample.deviceTicks);
    set(at + ARRIVAL, sample.arrivalNanos);
    set(at + CAPTURE, sample.captureNanos);
    set(at + BOUND, sample.boundNanos);
    set(at + OVERRUN, overrun);
    MemorySegment.copy(
        sample.values, 0, memory, ValueLayout.JAVA_DOUBLE, (at + META) * Long.BYTES, channels);
    size++;
  }

  /// Takes the oldest out; false when there is none.
  boolean poll(Sample into) {
    if (size == 0) {
      return false;
    }
    long at = at(0);
    into.sequence = get(at + SEQUENCE);
    into.deviceTicks = get(at + TICKS);
    into.arrivalNanos = get(at + ARRIVAL);
    into.captureNanos = get(at + CAPTURE);
    into.boundNanos = get(at + BOUND);
    into.payloadLength = 0;
    polledOverrun = get(at + OVERRUN);
    MemorySegment.copy(
        memory, ValueLayout.JAVA_DOUBLE, (at + META) * Long.BYTES, into.values, 0, channels);
    forget();
    return true;
  }

  /// How many were overwritten before the sample that was polled last.
  long polledOverrun() {
    return polledOverrun;
  }

  /// Forgets what arrived before a moment.
  void forgetBefore(long arrivalNanos) {
    while (size > 0 && get(at(0) + ARRIVAL) < arrivalNanos) {
      forget();
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  private void forget() {
    first = first + 1 == capacity ? 0 : first + 1;
    size--;
  }

  int size() {
    return size;
  }

  boolean full() {
    return size == capacity;
  }

  /// What it takes of memory, full or not.
  long bytes() {
    return memory.byteSize();
  }

  private long at(int index) {
    return (long) ((first + index) % capacity) * slot;
  }

  private long get(long index) {
    return memory.getAtIndex(ValueLayout.JAVA_LONG, index);
  }

  private void set(long index, long value) {
    memory.setAtIndex(ValueLayout.JAVA_LONG, index, value);
  }
}
