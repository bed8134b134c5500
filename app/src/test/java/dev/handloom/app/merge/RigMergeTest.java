package dev.handloom.app.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.StreamSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RigMergeTest {
  @Test
  void aHeadsetATrackerAndAStreamAreFoundByWhatARigCallsThem() throws Exception {
    for (String named : List.of("openxr-headset", "openxr-headset/right-wrist")) {
      assertEquals("openxr-headset", space("right-glove", named, "openxr-headset"));
    }
    for (String named : List.of("base-station", "base-station/pose", "base-station/pose:right")) {
      assertEquals("base-station", space("right-glove", named, "base-station"));
    }
  }

  @Test
  void whatIsNotThereAndWhatFeelsNoHandIsNamed() {
    assertTrue(refused("left-glove", Map.of("wrist", "nobody")).contains("left wrist is: nobody"));
    assertTrue(refused("head-camera", Map.of("wrist", "openxr-headset")).contains("feel a hand"));
    assertTrue(
        refused("left-glove", Map.of("wrist", "openxr-headset", "wrist_place", "1 2 3"))
            .contains("seven numbers"));
    assertTrue(
        refused("left-glove", Map.of("wrist", "openxr-headset", "wrist_age_ms", "3"))
            .contains("wrist_age_ms"));
  }

  private static String space(String glove, String named, String other) throws Exception {
    try (Workplace workplace =
        Workplace.open(rig(glove, Map.of("wrist", named), other), DelayBook.EMPTY)) {
      assertEquals(1, workplace.merges().size());
      StreamSpec hand = workplace.rig().hub().find(glove + "/merged-hand").orElseThrow().spec();
      assertEquals(HandSide.RIGHT, workplace.sideOf(hand));
      return workplace.merges().getFirst().space();
    }
  }

  private static String refused(String device, Map<String, String> settings) {
    RigFileException e =
        assertThrows(
            RigFileException.class,
            () -> Workplace.open(rig(device, settings, "openxr-headset"), DelayBook.EMPTY).close());
    return String.valueOf(e.getMessage());
  }

  private static RigFile rig(String device, Map<String, String> more, String other) {
    DeviceConfig config = SimulatedRig.config(device);
    Map<String, String> settings = new HashMap<>(config.settings());
    settings.putAll(more);
    return new RigFile("A rig", 2, List.of(config.with(settings), SimulatedRig.config(other)));
  }
}
