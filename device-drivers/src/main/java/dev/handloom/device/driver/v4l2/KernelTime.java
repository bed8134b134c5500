package dev.handloom.device.driver.v4l2;

import dev.handloom.device.clock.StudioClock;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Where the kernel's monotonic clock lies on the studio's. On Linux both are the same clock; that
/// is measured before it is relied upon.
///
/// @param aheadNanos kernel time less studio time; 0 where they cannot be told apart
/// @param doubtNanos half of the time that the tightest reading took
record KernelTime(long aheadNanos, long doubtNanos) {
  private static final int TRIES = 50;

  // struct timespec { long tv_sec; long tv_nsec; }
  private static final int TIMESPEC_BYTES = 16;

  /// Reads one between two readings of the other, some times, and believes the tightest.
  static KernelTime measure() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(VideoNode.errnoLayout());
      MemorySegment timespec = arena.allocate(TIMESPEC_BYTES, Long.BYTES);
      long ahead = 0;
      long doubt = Long.MAX_VALUE;
      for (int i = 0; i < TRIES; i++) {
        long before = StudioClock.now();
        long kernel = VideoNode.monotonicNanos(errno, timespec);
        long after = StudioClock.now();
        long half = (after - before + 1) / 2;
        if (half < doubt) {
          doubt = half;
          ahead = kernel - (before + half);
        }
      }
      return new KernelTime(Math.abs(ahead) <= doubt ? 0 : ahead, doubt);
    }
  }

  /// Studio time of a kernel's stamp.
  long toStudioNanos(long kernelMicros) {
    return kernelMicros * 1000 - aheadNanos;
  }
}
