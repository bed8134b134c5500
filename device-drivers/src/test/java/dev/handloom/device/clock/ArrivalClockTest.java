package dev.handloom.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalClockTest {
  private static final long MILLI = 1_000_000L;

  private final ArrivalClock clock = new ArrivalClock(PathDelay.assumed(2, 1));
  private final Sample sample =
      new Sample(StreamSpec.signal("x/y", List.of(new Channel("a", Unit.COUNT, 0, 1)), 100, null));
  private long now = 500 * MILLI;

  private void arriveAfter(double millis) {
    now += (long) (millis * MILLI);
    sample.arrivalNanos = now;
    clock.stamp(sample);
  }

  private void steady(int samples) {
    for (int i = 0; i < samples; i++) {
      arriveAfter(10);
    }
  }

  @Test
  void captureIsArrivalLessTheUsualDelay() {
    steady(50);
    assertEquals(now - 2 * MILLI, sample.captureNanos);
    assertTrue(sample.boundNanos < 1.2 * MILLI, sample.boundNanos + " ns");
    assertEquals(ClockState.LOCKED, clock.report(now).state());
  }

  @Test
  void samplesThatQueuedAreDoubtedAsLongAsTheyWaited() {
    steady(200);
    // Held up for 30 ms; the two behind it stand in the same queue.
    arriveAfter(40);
    assertTrue(sample.boundNanos >= 31 * MILLI);
    arriveAfter(0);
    assertTrue(sample.boundNanos >= 21 * MILLI);
    arriveAfter(0.1);
    assertTrue(sample.boundNanos >= 11 * MILLI);
    steady(30);
    assertTrue(sample.boundNanos < 2 * MILLI, sample.boundNanos + " ns");
  }

  @Test
  void aStallAtTheStartHidesNoLaterWait() {
    arriveAfter(10);
    arriveAfter(60);
    steady(10);
    arriveAfter(26);
    assertTrue(sample.boundNanos >= 16 * MILLI, sample.boundNanos + " ns");
  }

  @Test
  void whatCameTogetherAtTheStartIsNotThePace() {
    arriveAfter(10);
    for (int i = 0; i < 3; i++) {
      arriveAfter(0.1);
    }
    steady(60);
    assertTrue(sample.boundNanos < 2 * MILLI, sample.boundNanos + " ns");
  }

  @Test
  void aStallOfTheDeviceIsForgottenSoon() {
    steady(200);
    arriveAfter(3000);
    steady(40);
    assertTrue(sample.boundNanos < 2 * MILLI, sample.boundNanos + " ns");
  }

  @Test
  void silenceIsHoldover() {
    steady(10);
    assertEquals(ClockState.HOLDOVER, clock.report(now + 2_500 * MILLI).state());
  }

  @Test
  void aNewLinkBeginsWithoutOldSuspicions() {
    steady(100);
    arriveAfter(50);
    clock.reconnected();
    arriveAfter(5000);
    assertEquals(1 * MILLI, sample.boundNanos);
  }

  @Test
  void beforeTheFirstSampleNothingIsKnown() {
    assertEquals(ClockState.ACQUIRING, clock.report(now).state());
    assertEquals(Sample.UNBOUNDED, clock.report(now).boundNanos());
  }
}
