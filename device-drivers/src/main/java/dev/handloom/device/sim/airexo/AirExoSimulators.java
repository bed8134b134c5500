package dev.handloom.device.sim.airexo;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// An arm of an AirExo.
public final class AirExoSimulators implements WireSimulators {
  /// Encoders speak only when they are asked; this beat does nothing.
  private static final Timing WHEN_ASKED = new Timing(10, 0, 0, 0, 0, 0, 0);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "airexo",
            "AirExo arm, eight encoders on RS485",
            "airexo",
            // A simulated encoder waits for its turn on a busy machine, which a real one does not.
            Map.of("answer_ms", "150"),
            new Plug.Serial(),
            WHEN_ASKED,
            AirExoInstrument::new));
  }
}
