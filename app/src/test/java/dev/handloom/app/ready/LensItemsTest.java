package dev.handloom.app.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.lens.KnownLens;
import java.util.List;
import org.junit.jupiter.api.Test;

class LensItemsTest {
  private static KnownLens without(String role, boolean simulated, String trouble) {
    return new KnownLens(
        role + "/picture", "frames sim:" + role, role, simulated, null, null, trouble);
  }

  @Test
  void camerasWithoutALensAreOneQuietLineAndSimulatedOnesNone() {
    List<ReadyItem> items =
        new LensItems(() ->
            List.of(
                without("head camera", false, ""),
                without("wrist camera", false, ""),
                without("simulated camera", true, "")))
            .get();
    assertEquals(1, items.size(), items::toString);
    assertEquals("Head camera, wrist camera: no lens calibration", items.getFirst().sentence());
    assertTrue(items.getFirst().quiet());
  }

  @Test
  void aProfileThatDoesNotFitSaysWhy() {
    List<ReadyItem> items =
        new LensItems(() -> List.of(without("head camera", true, "it was calibrated at 640 × 480")))
            .get();
    assertTrue(items.getFirst().words().endsWith("it was calibrated at 640 × 480"));
  }
}
