package dev.handloom.device.sim.lucid;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Gloves of the alpha encoding on a serial port.
public final class LucidGloveSimulators implements WireSimulators {
  @Override
  public List<WireSimulator> all() {
    return List.of(glove(HandSide.LEFT), glove(HandSide.RIGHT));
  }

  private static WireSimulator glove(HandSide side) {
    String word = side.name().toLowerCase(Locale.ROOT);
    return new WireSimulator(
        word + "-glove",
        "LucidGloves glove, " + word + " hand",
        "lucidglove",
        Map.of("side", word, "max", "4095", "splay", "true"),
        new Plug.Serial(),
        Timing.GLOVE,
        (person, seed, settings) -> new GloveInstrument(side, person, seed));
  }
}
