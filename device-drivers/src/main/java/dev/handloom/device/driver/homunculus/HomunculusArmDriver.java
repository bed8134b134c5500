package dev.handloom.device.driver.homunculus;

import dev.handloom.device.driver.DriverCard;
import java.util.List;

/// The Homunculus arm: of 16 readings and five angles that its board works out, the seven joints.
public final class HomunculusArmDriver extends LineWearableDriver {
  private static final int NUMBERS = 21;
  private static final int CONVERTERS = 16;

  public HomunculusArmDriver() {
    super(
        "homunculus-arm",
        "Homunculus arm",
        DriverCard.Family.EXOSKELETON,
        new Layout(
            NUMBERS,
            false,
            CONVERTERS,
            List.of(
                angle(19, "shoulder_pitch"),
                angle(18, "shoulder_yaw"),
                angle(20, "shoulder_roll"),
                angle(17, "elbow_flex"),
                angle(16, "wrist_roll"),
                Reading.converter(1, "wrist_yaw"),
                Reading.converter(0, "wrist_pitch"))),
        0.8);
  }

  /// In which unit nobody says; its user finds the ends of its range.
  private static Reading angle(int index, String name) {
    return new Reading(index, name, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
