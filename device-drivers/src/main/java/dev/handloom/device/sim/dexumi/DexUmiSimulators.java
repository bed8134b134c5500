package dev.handloom.device.sim.dexumi;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The exoskeletons and the force sensors, each on a serial port.
public final class DexUmiSimulators implements WireSimulators {
  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "dexumi-inspire",
            "DexUMI exoskeleton for an Inspire hand",
            "dexumi",
            Map.of("build", "inspire", "side", "right"),
            new Plug.Serial(),
            board(430),
            (person, seed, settings) -> new ExoInstrument(false, side(settings), person, seed)),
        new WireSimulator(
            "dexumi-xhand",
            "DexUMI exoskeleton for an XHand",
            "dexumi",
            Map.of("build", "xhand", "side", "right"),
            new Plug.Serial(),
            board(255),
            (person, seed, settings) -> new ExoInstrument(true, side(settings), person, seed)),
        new WireSimulator(
            "dexumi-fsr",
            "DexUMI force sensors",
            "dexumi",
            Map.of("build", "fsr", "side", "right"),
            new Plug.Serial(),
            board(290),
            (person, seed, settings) -> new ForceInstrument(side(settings), person, seed)));
  }

  /// A frame at 921600 baud and a USB adapter.
  private static Timing board(double hz) {
    return new Timing(hz, 60, 1.0, 1.0, 0.15, 0.004, 8);
  }

  private static HandSide side(Map<String, String> settings) {
    return HandSide.valueOf(settings.getOrDefault("side", "right").toUpperCase(Locale.ROOT));
  }
}
