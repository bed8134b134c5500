package dev.handloom.store.mcap;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What a thread has taken from the heap.
final class Allocations {
  private Allocations() {}

  static long ofThisThread() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
