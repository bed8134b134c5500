package dev.handloom.device.sim.feetech;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// Leader arms of Feetech servos.
public final class FeetechSimulators implements WireSimulators {
  /// Servos speak only when they are asked; this beat does nothing.
  private static final Timing WHEN_ASKED = new Timing(10, 0, 0, 0, 0, 0, 0);

  /// A simulated servo waits for its turn on a busy machine, which a real one does not.
  private static final String ANSWER_MILLIS = "150";

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "so101-leader",
            "SO-101 leader arm, six Feetech STS3215 servos",
            "feetech",
            Map.of("motion", "true", "answer_ms", ANSWER_MILLIS),
            new Plug.Serial(),
            WHEN_ASKED,
            FeetechArmInstrument::new),
        new WireSimulator(
            "scs-arm",
            "Arm of six Feetech SCS servos",
            "feetech",
            Map.of("series", "scs", "rate_hz", "50", "answer_ms", ANSWER_MILLIS),
            new Plug.Serial(),
            WHEN_ASKED,
            FeetechArmInstrument::new));
  }
}
