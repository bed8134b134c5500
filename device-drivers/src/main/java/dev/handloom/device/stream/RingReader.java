package dev.handloom.device.stream;

/// A reader's own place in a ring. Belongs to one thread, except for the counters.
public final class RingReader {
  private final SampleRing ring;
  private long next;
  private volatile long overruns;

  RingReader(SampleRing ring, long next) {
    this.ring = ring;
    this.next = next;
  }

  /// Copies the next sample out and moves on; false when there is none yet. After an overrun it
  /// goes on with the oldest sample that can still be read.
  public boolean poll(Sample into) {
    while (true) {
      long end = ring.published();
      if (next >= end) {
        return false;
      }
      // The slot of index end-capacity is the one the writer may be touching right now.
      long oldest = end - ring.capacity() + 1;
      if (next < oldest) {
        count(oldest - next);
        next = oldest;
      }
      if (ring.copy(next, into)) {
        next++;
        return true;
      }
      count(1);
      next++;
    }
  }

  /// Like [#poll], but leaves no sample out whose times are still held: one whose picture was
  /// overwritten comes with a payload of length 0. Only what is older still counts as overrun.
  public boolean pollEach(Sample into) {
    while (true) {
      long end = ring.published();
      if (next >= end) {
        return false;
      }
      long oldest = end - ring.timesCapacity() + 1;
      if (next < oldest) {
        count(oldest - next);
        next = oldest;
      }
      if ((next > end - ring.capacity() && ring.copy(next, into)) || ring.copyTimes(next, into)) {
        next++;
        return true;
      }
      count(1);
      next++;
    }
  }

  /// Samples that were overwritten before this reader came to them.
  public long overruns() {
    return overruns;
  }

  /// Samples published and not yet read.
  public long behind() {
    return Math.max(0, ring.published() - next);
  }

  public StreamSpec spec() {
    return ring.spec();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  private void count(long missed) {
    overruns += missed;
  }
}
