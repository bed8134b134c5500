package dev.handloom.device.sim.dynamixel;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Leader arms of Dynamixel servos.
public final class DynamixelSimulators implements WireSimulators {
  /// Servos speak only when they are asked; this beat does nothing.
  private static final Timing WHEN_ASKED = new Timing(10, 0, 0, 0, 0, 0, 0);

  /// A simulated servo waits for its turn on a busy machine, which a real one does not.
  private static final String ANSWER_MILLIS = "150";

  private static final int XL330_M288 = 1200;
  private static final int XL330_M077 = 1190;
  private static final int XM430_W350 = 1020;

  @Override
  public List<WireSimulator> all() {
    return List.of(
        arm(
            "gello",
            "GELLO leader arm, eight XL330 servos with fast sync read",
            Map.of("rate_hz", "50"),
            XL330_M288,
            52,
            57_600),
        arm(
            "koch-leader",
            "Koch leader arm, six XL330 servos at 1 Mbaud",
            Map.of(
                "ids",
                "1,2,3,4,5,6",
                "joints",
                "shoulder_pan,shoulder_lift,elbow_flex,wrist_flex,wrist_roll,gripper",
                "motion",
                "true",
                "rate_hz",
                "200"),
            XL330_M077,
            46,
            1_000_000),
        arm(
            "aloha-leader",
            "ALOHA leader arm, nine XM430 servos with older firmware",
            Map.of("ids", "1,2,3,4,5,6,7,8,9", "rate_hz", "50"),
            XM430_W350,
            44,
            1_000_000));
  }

  private static WireSimulator arm(
      String name, String title, Map<String, String> more, int model, int firmware, int baud) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("answer_ms", ANSWER_MILLIS);
    return new WireSimulator(
        name,
        title,
        "dynamixel",
        settings,
        new Plug.Serial(),
        WHEN_ASKED,
        (person, seed, told) ->
            new DynamixelArmInstrument(person, seed, told, model, firmware, baud));
  }
}
