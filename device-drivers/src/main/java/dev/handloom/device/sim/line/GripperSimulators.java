package dev.handloom.device.sim.line;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A hand-held gripper whose encoder speaks the line protocol.
public final class GripperSimulators implements WireSimulators {
  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "gripper",
            "Encoder of a hand-held gripper",
            "line",
            Map.of(
                "columns", "t_us,seq,encoder",
                "encoder.unit", "counts",
                "encoder.low", "0",
                "encoder.high", "4095",
                "checksum", "xor",
                "rate_hz", "200",
                "stream", "encoder"),
            new Plug.Serial(),
            Timing.GRIPPER,
            (person, seed, settings) -> new GripperInstrument(person, seed, settings)));
  }
}
