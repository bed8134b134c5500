package dev.handloom.device.driver.homunculus;

import dev.handloom.device.driver.DriverCard;
import java.util.ArrayList;
import java.util.List;

/// An arm of the exoskeleton for the Unitree G1: a sine and a cosine for each of five joints, and
/// six readings that nobody has named.
public final class UnitreeG1ExoDriver extends LineWearableDriver {
  private static final int NUMBERS = 16;

  public UnitreeG1ExoDriver() {
    super(
        "g1-exo",
        "Exoskeleton arm for the Unitree G1",
        DriverCard.Family.EXOSKELETON,
        new Layout(NUMBERS, true, NUMBERS, readings()),
        // The Homunculus glove says the same.
        0.6);
  }

  private static List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    for (String joint : List.of("shoulder_pitch", "shoulder_yaw", "shoulder_roll", "elbow_flex")) {
      pair(readings, joint);
    }
    for (int i = 8; i < 14; i++) {
      readings.add(Reading.converter(i, "adc_" + i));
    }
    pair(readings, "wrist_roll");
    return readings;
  }

  private static void pair(List<Reading> readings, String joint) {
    readings.add(Reading.converter(readings.size(), joint + "_sin"));
    readings.add(Reading.converter(readings.size(), joint + "_cos"));
  }
}
