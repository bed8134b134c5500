package dev.handloom.device.driver.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.stream.StampSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StampsTest {
  private static final long MS = 1_000_000L;
  private static final long PERIOD = 33 * MS;

  @Test
  void whatIsStampedDependsOnTheDriverAndItsWord() {
    assertEquals(
        StampSource.KERNEL_FIRST_BYTES, Stamps.of("uvcvideo", true, false, PERIOD, 0).source());
    assertEquals(
        StampSource.KERNEL_EXPOSURE_START, Stamps.of("uvcvideo", true, true, PERIOD, 0).source());
    assertEquals(
        StampSource.KERNEL_EXPOSURE_START, Stamps.of("vivid", true, false, PERIOD, 0).source());
    assertEquals(
        StampSource.KERNEL_FRAME_END, Stamps.of("vivid", false, false, PERIOD, 0).source());
  }

  @Test
  void aKnownExposureNarrowsTheBound() {
    PathDelay known = Stamps.of("uvcvideo", true, false, PERIOD, 5 * MS).assumed();
    PathDelay unknown = Stamps.of("uvcvideo", true, false, PERIOD, Stamps.UNKNOWN).assumed();
    assertTrue(known.uncertaintyNanos() < unknown.uncertaintyNanos());
    // Half of an exposure that may be anything up to the period, to both sides.
    assertEquals(PERIOD / 4, unknown.uncertaintyNanos() - known.uncertaintyNanos());
  }

  @Test
  void aMeasuredLagHoldsForTheExposureItWasMeasuredWith() {
    PathDelay measured = new PathDelay(40 * MS, 2 * MS, "from the rig file");
    Stamps held = Stamps.of("uvcvideo", true, false, PERIOD, 5 * MS);
    assertEquals(measured, held.lag(measured));
    Stamps free = Stamps.of("uvcvideo", true, false, PERIOD, Stamps.UNKNOWN);
    assertEquals(2 * MS + PERIOD / 2, free.lag(measured).uncertaintyNanos());
  }

  /// Cameras of all kinds: rows exposed one after the other, pictures sent while they are read out
  /// or packed first. The middle of the middle row's exposure lies within the bound.
  @Test
  void theMiddleOfTheExposureLiesWithinTheBound() {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      long exposure = random.nextLong(PERIOD);
      long readOut = random.nextLong(PERIOD);
      long middle = exposure / 2 + readOut / 2;
      boolean buffered = random.nextBoolean();
      long packing = buffered ? random.nextLong(PERIOD) : 0;
      long group = random.nextLong(4 * MS);
      long firstBytes = exposure + (buffered ? readOut + packing : 0) + group;
      long lastBytes = exposure + readOut + random.nextLong(PERIOD);
      long said = random.nextBoolean() ? exposure : Stamps.UNKNOWN;
      holds(seed, Stamps.of("uvcvideo", true, false, PERIOD, said), firstBytes - middle);
      holds(seed, Stamps.of("vivid", true, false, PERIOD, said), -middle);
      holds(seed, Stamps.of("vivid", false, false, PERIOD, said), lastBytes - middle);
      long capture = random.nextBoolean() ? 0 : exposure;
      holds(seed, Stamps.of("uvcvideo", true, true, PERIOD, said), capture - middle);
    }
  }

  private static void holds(int seed, Stamps stamps, long lag) {
    PathDelay assumed = stamps.assumed();
    long off = Math.abs(lag - assumed.leastNanos());
    assertTrue(
        off <= assumed.uncertaintyNanos() + 1,
        "seed " + seed + ": " + stamps + " off by " + off + " ns");
  }
}
