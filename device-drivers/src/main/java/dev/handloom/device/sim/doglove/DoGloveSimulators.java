package dev.handloom.device.sim.doglove;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The board and the servos, each on a serial port.
public final class DoGloveSimulators implements WireSimulators {
  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "doglove",
            "DOGlove, main board",
            "doglove",
            Map.of("side", "right", "voltages", "true"),
            new Plug.Serial(),
            new Timing(200, 120, 1.4, 1.4, 0.15, 0.004, 8),
            (person, seed, settings) -> new BoardInstrument(side(settings), person, seed)),
        new WireSimulator(
            "doglove-servos",
            "DOGlove, servos at the finger roots",
            "doglove-servos",
            // A simulated servo waits for its turn on a busy machine, which a real one does not.
            Map.of("side", "right", "answer_ms", "150"),
            new Plug.Serial(),
            new Timing(10, 0, 0, 0, 0, 0, 0),
            (person, seed, settings) -> new ServoInstrument(side(settings), person, seed)));
  }

  private static HandSide side(Map<String, String> settings) {
    return HandSide.valueOf(settings.getOrDefault("side", "right").toUpperCase(Locale.ROOT));
  }
}
