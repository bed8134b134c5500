package dev.handloom.store.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handloom.device.stream.Sample;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpacingTest {
  private final Spacing spacing = new Spacing();
  private long now = 1_000;

  private long after(long ticks) {
    now += ticks;
    return spacing.missing(now);
  }

  private void steady(int pictures) {
    for (int i = 0; i < pictures; i++) {
      assertEquals(0, after(3000));
    }
  }

  @Test
  void wholePlacesOfAStrictCameraAreMissing() {
    steady(10);
    assertEquals(1, after(6000));
    assertEquals(0, after(3000));
    assertEquals(4, after(15_050));
    steady(20);
  }

  @Test
  void aCameraThatSlowsDownHasLostNothing() {
    steady(10);
    assertEquals(0, after(4300));
    for (int i = 0; i < 20; i++) {
      assertEquals(0, after(6000));
    }
    assertEquals(1, after(12_000));
  }

  @Test
  void aCameraAtHalfItsRateIsTakenAtItsWordSoon() {
    steady(10);
    long missing = 0;
    for (int i = 0; i < 100; i++) {
      missing += after(6000);
    }
    assertEquals(4, missing);
  }

  @Test
  void aCameraThatIsNeverStrictIsNotJudged() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      assertEquals(0, after(2000 + random.nextInt(5000)), "seed " + seed);
    }
  }

  @Test
  void timesThatRunBackOrAreNotThereBeginAnew() {
    steady(10);
    assertEquals(0, spacing.missing(5));
    now = 5;
    steady(5);
    assertEquals(0, spacing.missing(Sample.NO_TICKS));
    assertEquals(0, after(300_000));
    steady(10);
    spacing.forget();
    assertEquals(0, after(9000));
    assertEquals(0, after(9_000_000));
  }
}
