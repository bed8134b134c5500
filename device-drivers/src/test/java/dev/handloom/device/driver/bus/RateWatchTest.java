package dev.handloom.device.driver.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateWatchTest {
  private static final long SECOND = 1_000_000_000L;

  private final RateWatch watch = new RateWatch(100, 0);
  private final DeviceReport report =
      new DeviceReport("arm", "", "", Double.NaN, List.of(new Concern("Hot", "Cool it")));
  private long now;

  private void run(double hz, double seconds) {
    run(hz, seconds, 0.95);
  }

  private void run(double hz, double seconds, double busy) {
    long end = now + (long) (seconds * SECOND);
    while (now < end) {
      now += (long) (SECOND / hz);
      watch.published(now - (long) (busy * SECOND / hz), now);
    }
  }

  @Test
  void aBusThatIsFastEnoughIsNotSpokenOf() {
    run(98, 30);
    assertSame(report, watch.with(report));
  }

  @Test
  void aSlowBusIsAConcernBesideTheOthersUntilItIsFast() {
    run(60, 12);
    DeviceReport said = watch.with(report);
    assertEquals(2, said.concerns().size());
    assertTrue(said.concerns().getLast().what().contains("60 times a second, not 100"));
    assertSame(said, watch.with(report), "nothing has changed");
    DeviceReport other = report.with(List.of());
    assertEquals(1, watch.with(other).concerns().size());
    run(99, 12);
    assertSame(other, watch.with(other));
  }

  @Test
  void aComputerThatIsLateIsAnotherMatter() {
    run(60, 30, 0.5);
    assertSame(report, watch.with(report));
  }

  @Test
  void whatWaitsForAMissingServoIsAnotherMatter() {
    for (int i = 0; i < 6; i++) {
      watch.failed();
      run(20, 5);
    }
    assertSame(report, watch.with(report));
  }
}
