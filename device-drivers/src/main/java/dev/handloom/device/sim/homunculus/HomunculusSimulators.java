package dev.handloom.device.sim.homunculus;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A glove, an arm and an exoskeleton, each on a serial port.
public final class HomunculusSimulators implements WireSimulators {
  /// A line of some 90 characters at 115200 baud takes 8 ms.
  private static final Timing LINES = new Timing(100, 200, 8.0, 1.0, 0.25, 0.004, 10);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        wearable(
            "homunculus-glove",
            "Homunculus glove",
            "homunculus-glove",
            (person, seed, settings) -> new GloveLines(side(settings), person, seed)),
        wearable(
            "homunculus-arm",
            "Homunculus arm",
            "homunculus-arm",
            (person, seed, settings) -> new ArmLines(true, side(settings), person, seed)),
        wearable(
            "g1-exo",
            "Exoskeleton arm for the Unitree G1",
            "g1-exo",
            (person, seed, settings) -> new ArmLines(false, side(settings), person, seed)));
  }

  private static WireSimulator wearable(
      String name, String title, String driver, WireSimulator.Maker maker) {
    return new WireSimulator(
        name,
        title,
        driver,
        Map.of("side", "right", "numbers", "true"),
        new Plug.Serial(),
        LINES,
        maker);
  }

  private static HandSide side(Map<String, String> settings) {
    return HandSide.valueOf(settings.getOrDefault("side", "right").toUpperCase(Locale.ROOT));
  }
}
