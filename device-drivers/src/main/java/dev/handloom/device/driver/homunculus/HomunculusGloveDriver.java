package dev.handloom.device.driver.homunculus;

import dev.handloom.device.driver.DriverCard;
import java.util.ArrayList;
import java.util.List;

/// The Homunculus glove: 16 joints, four of the thumb, three of each finger.
public final class HomunculusGloveDriver extends LineWearableDriver {
  public HomunculusGloveDriver() {
    super(
        "homunculus-glove",
        "Homunculus glove",
        DriverCard.Family.GLOVE,
        new Layout(16, false, 16, joints()),
        // The exoskeleton for the G1 says the same.
        0.6);
  }

  private static List<Reading> joints() {
    List<String> names = new ArrayList<>();
    for (String joint : List.of("cmc", "mcp", "pip", "dip")) {
      names.add("thumb_" + joint);
    }
    for (String finger : List.of("index", "middle", "ring", "little")) {
      for (String joint : List.of("mcp_abduction", "mcp_flexion", "dip")) {
        names.add(finger + "_" + joint);
      }
    }
    List<Reading> readings = new ArrayList<>();
    for (String name : names) {
      readings.add(Reading.converter(readings.size(), name));
    }
    return readings;
  }
}
