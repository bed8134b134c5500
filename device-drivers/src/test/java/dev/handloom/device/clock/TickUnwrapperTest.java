package dev.handloom.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StampSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickUnwrapperTest {
  private static final long SECOND = 1_000_000_000L;

  private static long raw(long count, int bits) {
    return bits >= 63 ? count : count & ((1L << bits) - 1);
  }

  /// Counters as devices have them, and stranger ones; from near the top, so that all but the
  /// widest wrap.
  @ParameterizedTest
  @CsvSource({
    "8, 1000",
    "8, 100",
    "10, 1000",
    "12, 1000",
    "15, 32768",
    "16, 1000",
    "16, 1000000",
    "20, 1000000",
    "24, 1000000",
    "31, 1000000",
    "32, 1000",
    "32, 1000000",
    "32, 1000000000",
    "48, 1000000",
    "63, 1000000000",
    "64, 1000000",
    "64, 1000000000"
  })
  void everyWidthComesOutAsTheTimeThatPassed(int bits, long perSecond) {
    long seed = 40L + bits;
    Random random = new Random(seed);
    TickUnwrapper unwrapper =
        new TickUnwrapper(new DeviceTicks(bits, perSecond, StampSource.DEVICE_CLOCK));
    double wrapNanos = bits >= 63 ? 1e18 : Math.scalb(1e9 / perSecond, bits);
    long periodNanos = (long) Math.min(10e6, wrapNanos / 20);
    double latest = Math.min(50e6, 0.5 * wrapNanos);
    long first = bits >= 63 ? Long.MAX_VALUE / 2 : (1L << bits) - 5;
    for (long i = 0; i < 20_000; i++) {
      long now = i * periodNanos;
      long passed = (long) Math.floor((double) now * perSecond / 1e9);
      long arrival = 77 * SECOND + now + (long) (latest * random.nextDouble());
      long device = unwrapper.nanos(raw(first + passed, bits), arrival);
      long error = Math.abs(device - Math.round((double) passed * 1e9 / perSecond));
      assertTrue(error <= 1, bits + " bits, seed " + seed + ", sample " + i + ": " + error + " ns");
    }
  }

  @Test
  void aSampleMayBeLateByMoreThanHalfAWrap() {
    TickUnwrapper unwrapper = new TickUnwrapper(new DeviceTicks(8, 1000, StampSource.DEVICE_CLOCK));
    unwrapper.nanos(0, 0);
    for (int i = 1; i < 100; i++) {
      unwrapper.nanos(i * 10 & 255, i * 10_000_000L);
    }
    // Taken at 1.000 s, held up for 180 of the 256 ms.
    assertEquals(SECOND, unwrapper.nanos(1000 & 255, 1_180_000_000L));
  }

  @Test
  void aSilenceThatMayHideAWrapIsSaidToBe() {
    TickUnwrapper narrow = new TickUnwrapper(new DeviceTicks(16, 1000, StampSource.DEVICE_CLOCK));
    narrow.nanos(5, 0);
    // Sixteen seconds' worth of drift at 500 ppm: nine hours.
    assertFalse(narrow.ambiguousAfter(3600 * SECOND));
    assertTrue(narrow.ambiguousAfter(10 * 3600 * SECOND));
    TickUnwrapper tiny = new TickUnwrapper(new DeviceTicks(8, 1000, StampSource.DEVICE_CLOCK));
    tiny.nanos(5, 0);
    assertTrue(tiny.ambiguousAfter(200 * SECOND));
    TickUnwrapper wide = new TickUnwrapper(DeviceTicks.MICROS_64);
    wide.nanos(5, 0);
    assertFalse(wide.ambiguousAfter(100 * 86_400 * SECOND));
  }

  @Test
  void countersOf64BitsRunOverTheSign() {
    TickUnwrapper unwrapper =
        new TickUnwrapper(new DeviceTicks(64, 1_000_000_000L, StampSource.DEVICE_CLOCK));
    long first = unwrapper.nanos(Long.MAX_VALUE - 5, 0);
    assertEquals(11, unwrapper.nanos(Long.MIN_VALUE + 5, 11) - first);
  }
}
