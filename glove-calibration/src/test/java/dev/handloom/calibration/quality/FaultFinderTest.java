package dev.handloom.calibration.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.WornRun;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.quality.GloveFault.Kind;
import dev.handloom.calibration.run.GuidedRun;
import dev.handloom.device.sim.wearer.PlantedFault;
import dev.handloom.device.sim.wearer.WornGlove;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultFinderTest {
  private static final Map<PlantedFault.Kind, Kind> NAMES =
      Map.of(
          PlantedFault.Kind.DEAD, Kind.DEAD,
          PlantedFault.Kind.NOISY, Kind.NOISY,
          PlantedFault.Kind.INVERTED, Kind.INVERTED,
          PlantedFault.Kind.SATURATED, Kind.SATURATED,
          PlantedFault.Kind.SLIPPING, Kind.SLIPPED,
          PlantedFault.Kind.SWAPPED, Kind.SWAPPED,
          PlantedFault.Kind.WARMING, Kind.DRIFTING);

  private static Quality quality(WornRun worn) {
    GuidedRun run = worn.run(worn.plan());
    List<SensedChannel> channels = worn.reader.channels();
    var wearing = worn.wearing();
    return Calibration.of(channels, run.holds(), wearing.side(), wearing.size(), worn.fingers)
        .quality();
  }

  /// The knuckle of the ring finger.
  private static int channel(WornGlove.Kind kind) {
    return switch (kind) {
      case COUNTS -> 4 + 2 * 3 + 1;
      case STRINGS -> 3;
      case ANGLES -> 3 * 4 + 1;
      case SKELETON -> 3 * 4;
    };
  }

  @Test
  void whatIsWrongIsNamedWithItsChannelAndTheGradeFalls() {
    for (WornGlove.Kind kind : WornGlove.Kind.values()) {
      for (PlantedFault.Kind wrong : PlantedFault.Kind.values()) {
        int channel = channel(kind);
        Quality quality = quality(new WornRun(kind, 17, new PlantedFault(wrong, channel)));
        String which = kind + " " + wrong + ": " + quality.faults();
        assertEquals(1, quality.faults().size(), which);
        var fault = quality.faults().getFirst();
        assertEquals(NAMES.get(wrong), fault.kind(), which);
        boolean whole = wrong == PlantedFault.Kind.WARMING;
        assertTrue(whole || fault.channel() == channel || fault.other() == channel, which);
        assertTrue(fault.kind().corrected() || quality.grade().compareTo(Grade.FAIR) > 0, which);
        assertTrue(fault.words().length() > 20, which);
      }
    }
  }

  @Test
  void aSoundGloveRaisesNoAlarm() {
    for (WornGlove.Kind kind : WornGlove.Kind.values()) {
      for (long seed = 1; seed <= 6; seed++) {
        Quality quality = quality(new WornRun(kind, seed));
        assertEquals(List.of(), quality.faults(), kind + ", seed " + seed);
        assertTrue(
            quality.grade().compareTo(Grade.FAIR) <= 0,
            kind + ", seed " + seed + ": " + quality.reasons());
      }
    }
  }
}
