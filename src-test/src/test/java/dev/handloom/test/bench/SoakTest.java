package dev.handloom.test.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The long run, shortened; `./handloom bench soak --minutes M` runs it for as long as one likes.
class SoakTest {
  private static final long SEED = 11;

  @Test
  void nothingGrowsWhileDevicesComeAndGo() throws Exception {
    Soak.Outcome outcome = Soak.soak(Duration.ofSeconds(6), SEED);
    assertEquals(List.of(), outcome.complaints(), () -> "seed " + SEED + ": " + outcome);
    assertTrue(outcome.reconnects() > 0 && outcome.samples() > 0, outcome::toString);
  }
}
