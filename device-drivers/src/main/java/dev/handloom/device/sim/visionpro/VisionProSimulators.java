package dev.handloom.device.sim.visionpro;

import dev.handloom.device.driver.visionpro.VisionProDriver;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A Vision Pro on the same network.
public final class VisionProSimulators implements WireSimulators {
  private static final Timing TIMING = new Timing(200, 500, 12, 6, 1, 0.01, 25);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "visionpro",
            "Apple Vision Pro with the VisionProTeleop app",
            "visionpro",
            Map.of(),
            new Plug.Talk("grpc:", VisionProDriver.PORT, VisionProDriver.METHOD),
            TIMING,
            (person, seed, settings) -> new VisionProInstrument(person, seed)));
  }
}
