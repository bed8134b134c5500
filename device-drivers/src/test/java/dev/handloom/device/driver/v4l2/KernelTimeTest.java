package dev.handloom.device.driver.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.StudioClock;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What the times of a camera rest on: the kernel's monotonic clock is the studio's own.
@EnabledOnOs(OS.LINUX)
class KernelTimeTest {
  private static final int TRIES = 20_000;

  @Test
  void theKernelsMonotonicClockIsTheStudiosClock() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(VideoNode.errnoLayout());
      MemorySegment timespec = arena.allocate(16, 8);
      for (int i = 0; i < TRIES; i++) {
        long before = StudioClock.now();
        long kernel = VideoNode.monotonicNanos(errno, timespec);
        long after = StudioClock.now();
        assertTrue(before <= kernel && kernel <= after, before + " " + kernel + " " + after);
      }
    }
  }

  @Test
  void itIsMeasuredToBeSo() {
    KernelTime time = KernelTime.measure();
    assertEquals(0, time.aheadNanos());
    assertTrue(time.doubtNanos() < 1_000_000, "within " + time.doubtNanos() + " ns");
    assertEquals(5_000_000, time.toStudioNanos(5000));
    assertEquals(4_999_993, new KernelTime(7, 1).toStudioNanos(5000));
  }
}
