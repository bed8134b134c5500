package dev.handloom.app.space.touch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.space.touch.FingerTip.Seen;
import dev.handloom.app.space.touch.StillTip.Held;
import dev.handloom.device.space.Vec3;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StillTipTest {
  private static final long STEP_NANOS = 11_000_000L;
  private static final Vec3 LAP = new Vec3(0, -0.3, 0.1);
  private static final Vec3 CORNER = new Vec3(0.2, 0, -0.3);

  private final StillTip still = new StillTip();
  private final Random random = new Random(3);
  private long now = 1_000_000_000L;

  @Test
  void aHandThatRestsIsNotTakenBeforeItCameFromElsewhere() {
    still.expect();
    hold(LAP, 2);
    assertTrue(still.held().isEmpty(), "it rested from the beginning");
    assertEquals(0, still.share());
    go(LAP, CORNER, 0.8);
    assertTrue(still.held().isEmpty(), "it has only just come");
    hold(CORNER, 0.3);
    assertTrue(still.share() > 0.2 && still.share() < 0.9, () -> "" + still.share());
    hold(CORNER, 0.6);
    Held held = still.held().orElseThrow();
    assertEquals(0, held.tip().distance(CORNER), 0.0006);
    assertTrue(held.rmsMetres() < 0.003, held::toString);
    still.expect();
    hold(CORNER, 2);
    assertTrue(still.held().isEmpty(), "the next corner is elsewhere");
  }

  @Test
  void aFingerThatSlidesAlongIsNotStill() {
    still.expect();
    hold(LAP, 0.1);
    for (double x = 0; x < 0.2; x += 0.002) {
      offer(CORNER.plus(new Vec3(x, 0, 0)));
      assertFalse(still.held().isPresent(), "at 18 cm a second");
    }
    for (double x = 0.2; x < 0.24; x += 0.0004) {
      offer(CORNER.plus(new Vec3(x, 0, 0)));
      assertFalse(still.held().isPresent(), "at 4 cm a second");
    }
  }

  @Test
  void aKeyTakesTheLastQuarterSecondStillOrNot() {
    still.expect();
    assertTrue(still.now(now).isEmpty(), "nothing was seen");
    hold(CORNER, 0.5);
    assertEquals(0, still.now(now).orElseThrow().tip().distance(CORNER), 0.001);
    assertTrue(still.now(now + 1_000_000_000L).isEmpty(), "it is not seen any more");
  }

  @Test
  void aHandThatWasNotSeenForAMomentBeginsAnew() {
    still.expect();
    hold(LAP, 0.1);
    go(LAP, CORNER, 0.5);
    hold(CORNER, 0.5);
    now += 400_000_000L;
    hold(CORNER, 0.3);
    assertTrue(still.held().isEmpty());
    hold(CORNER, 0.6);
    assertTrue(still.held().isPresent());
  }

  private void go(Vec3 from, Vec3 to, double seconds) {
    int steps = (int) (seconds * 1e9 / STEP_NANOS);
    for (int i = 1; i <= steps; i++) {
      offer(from.towards(to, (double) i / steps));
    }
  }

  private void hold(Vec3 at, double seconds) {
    for (int i = 0; i < seconds * 1e9 / STEP_NANOS; i++) {
      offer(at);
    }
  }

  private void offer(Vec3 at) {
    now += STEP_NANOS;
    Vec3 shivers =
        new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).times(0.0008);
    still.offer(new Seen(now, at.plus(shivers), at.plus(new Vec3(0, 0.1, 0.1)), 0.008));
  }
}
