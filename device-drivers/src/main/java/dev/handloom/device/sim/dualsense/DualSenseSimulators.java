package dev.handloom.device.sim.dualsense;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A DualSense on its cable, and one on Bluetooth.
public final class DualSenseSimulators implements WireSimulators {
  private static final int SONY = 0x054C;
  private static final int DUALSENSE = 0x0CE6;
  private static final Timing CABLE = new Timing(250, 20, 0.8, 1.2, 0.1, 0.002, 6);
  private static final Timing RADIO = new Timing(250, 40, 1.5, 2.0, 0.8, 0.01, 30);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        simulator("dualsense", "DualSense controller by cable", CABLE, false),
        simulator("dualsense-bluetooth", "DualSense controller over Bluetooth", RADIO, true));
  }

  private static WireSimulator simulator(
      String name, String title, Timing timing, boolean bluetooth) {
    return new WireSimulator(
        name,
        title,
        "dualsense",
        Map.of(),
        new Plug.Reports(SONY, DUALSENSE),
        timing,
        (person, seed, settings) -> new PadInstrument(person, seed, bluetooth));
  }
}
