package dev.handloom.device.sim.joycon;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A right Joy-Con over Bluetooth, and a Pro Controller on its cable.
public final class JoyConSimulators implements WireSimulators {
  private static final int NINTENDO = 0x057E;
  private static final double HZ = 1000 / 15.0;
  private static final Timing RADIO = new Timing(HZ, 60, 4.0, 4.0, 1.0, 0.01, 30);
  private static final Timing CABLE = new Timing(HZ, 30, 1.5, 2.0, 0.3, 0.003, 8);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "joycon",
            "Right Joy-Con over Bluetooth",
            "joycon",
            Map.of("model", "right"),
            new Plug.Reports(NINTENDO, 0x2007),
            RADIO,
            (person, seed, settings) -> new JoyConInstrument(person, seed, false)),
        new WireSimulator(
            "pro-controller",
            "Pro Controller on its cable",
            "joycon",
            Map.of("model", "pro", "cable", "true"),
            new Plug.Reports(NINTENDO, 0x2009),
            CABLE,
            (person, seed, settings) -> new JoyConInstrument(person, seed, true)));
  }
}
