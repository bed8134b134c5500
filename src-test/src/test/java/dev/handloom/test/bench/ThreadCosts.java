package dev.handloom.test.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What the threads of this process have cost so far, by their names.
record ThreadCosts(long wallNanos, long processNanos, Map<String, Cost> threads) {
  /// @param cpuNanos time on a core
  /// @param allocatedBytes from the heap
  record Cost(long cpuNanos, long allocatedBytes) {}

  static ThreadCosts now() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, Cost> costs = new TreeMap<>();
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo info = threads.getThreadInfo(id);
      if (info != null) {
        costs.put(
            info.getThreadName() + "#" + id,
            new Cost(threads.getThreadCpuTime(id), threads.getThreadAllocatedBytes(id)));
      }
    }
    return new ThreadCosts(System.nanoTime(), system.getProcessCpuTime(), costs);
  }

  /// Cores used since then by threads of such names.
  double coresSince(ThreadCosts then, Predicate<String> names) {
    long sum = 0;
    for (var thread : threads.entrySet()) {
      if (names.test(thread.getKey())) {
        sum += thread.getValue().cpuNanos() - then.of(thread.getKey()).cpuNanos();
      }
    }
    return (double) sum / (wallNanos - then.wallNanos);
  }

  /// Heap bytes a second since then by threads of such names.
  double allocatedSince(ThreadCosts then, Predicate<String> names) {
    long sum = 0;
    for (var thread : threads.entrySet()) {
      if (names.test(thread.getKey())) {
        sum += thread.getValue().allocatedBytes() - then.of(thread.getKey()).allocatedBytes();
      }
    }
    return sum * 1e9 / (wallNanos - then.wallNanos);
  }

  double processCoresSince(ThreadCosts then) {
    return (double) (processNanos - then.processNanos) / (wallNanos - then.wallNanos);
  }

  private Cost of(String name) {
    return threads.getOrDefault(name, new Cost(0, 0));
  }
}
