package dev.handloom.device.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StreamHealthTest {
  private static final long MILLI = 1_000_000L;

  private final StreamHealth health = new StreamHealth();

  @Test
  void aNewStreamHasNoRateAndHasBeenSilentForEver() {
    assertEquals(0, health.rateHz(5));
    assertEquals(Long.MAX_VALUE, health.silentNanos(5));
  }

  @Test
  void measuresTheRateAndTheLongestGap() {
    long now = 0;
    for (int i = 0; i < 200; i++) {
      now += 10 * MILLI;
      health.arrived(now);
    }
    assertEquals(100, health.rateHz(now), 0.5);
    assertEquals(10 * MILLI, health.longestGapNanos());
    health.arrived(now + 250 * MILLI);
    assertEquals(250 * MILLI, health.longestGapNanos());
    assertTrue(health.jitterNanos() > MILLI);
    assertEquals(201, health.received());
  }

  @Test
  void aSecondOfSilenceIsRateZero() {
    health.arrived(0);
    health.arrived(10 * MILLI);
    assertEquals(100, health.rateHz(500 * MILLI), 1e-9);
    assertEquals(0, health.rateHz(1_100 * MILLI));
    assertEquals(1_090 * MILLI, health.silentNanos(1_100 * MILLI));
  }

  @Test
  void theGapOfAReconnectIsNoGapOfTheStream() {
    health.arrived(0);
    health.arrived(10 * MILLI);
    health.reconnected();
    health.arrived(60_000 * MILLI);
    health.arrived(60_010 * MILLI);
    assertEquals(10 * MILLI, health.longestGapNanos());
    assertEquals(1, health.reconnects());
  }

  @Test
  void countsLossAndGarbage() {
    health.lost(3);
    health.lost(2);
    health.bad();
    assertEquals(5, health.lost());
    assertEquals(1, health.badFrames());
  }
}
