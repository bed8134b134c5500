package dev.handloom.device.driver.encoderboard;

import dev.handloom.device.driver.DeviceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Watches what can be wrong with analogue encoders although frames come: no reference voltage, and
/// joints that stand near the place where an encoder jumps from a full turn to nothing. Belongs to
/// the device's thread.
public final class EncoderHealth {
  /// Boards run on 3.3 or 5 V; with less nothing is connected, and angles would be noise.
  private static final double LEAST_REFERENCE_VOLTS = 1;

  /// The makers warn that near the jump.
  private static final double NEAR = Math.toRadians(20);

  /// So that a joint at rest on the edge does not warn and withdraw for ever.
  private static final double FAR_AGAIN = Math.toRadians(25);

  private static final double FULL_TURN = 2 * Math.PI;

  private final DeviceReport plain;
  private final List<String> joints;
  private boolean noReference;
  private double referenceVolts;
  private long near;
  private boolean changed;
  private DeviceReport report;

  /// @param joints names of the angles, at most 64
  public EncoderHealth(String model, List<String> joints) {
    this.joints = List.copyOf(joints);
    plain = new DeviceReport(model, "", "", Double.NaN, List.of());
    report = plain;
  }

  /// The voltage that the joints are compared with; false if no angle can be had from it.
  public boolean reference(double volts) {
    boolean missing = volts < LEAST_REFERENCE_VOLTS;
    if (missing != noReference) {
      noReference = missing;
      referenceVolts = volts;
      changed = true;
    }
    return !missing;
  }

  /// The angles of a frame, in radians.
  public void angles(double[] angles) {
    long now = near;
    for (int j = 0; j < joints.size(); j++) {
      double away = Math.min(angles[j], FULL_TURN - angles[j]);
      if (away < NEAR) {
        now |= 1L << j;
      } else if (away > FAR_AGAIN) {
        now &= ~(1L << j);
      }
    }
    changed |= now != near;
    near = now;
  }

  /// What is to be said; the same object until something changes.
  public DeviceReport report() {
    if (changed) {
      changed = false;
      report = plain.with(concerns());
    }
    return report;
  }

  private List<DeviceReport.Concern> concerns() {
    List<DeviceReport.Concern> concerns = new ArrayList<>();
    if (noReference) {
      concerns.add(
          new DeviceReport.Concern(
              String.format(
                  Locale.ROOT,
                  "The reference voltage is %.2f V; without it there are no angles, so no samples",
                  referenceVolts),
              "Check the supply of the encoders and the cable to the converter board"));
    }
    List<String> jumping = new ArrayList<>();
    for (int j = 0; j < joints.size(); j++) {
      if ((near & 1L << j) != 0) {
        jumping.add(joints.get(j));
      }
    }
    if (!jumping.isEmpty()) {
      concerns.add(
          new DeviceReport.Concern(
              String.join(", ", jumping)
                  + (jumping.size() == 1 ? " stands" : " stand")
                  + " within 20° of the place where the encoder jumps from 360° to 0°",
              "If the jump lies within the joint's travel, turn the magnet or the encoder on its"
                  + " shaft"));
    }
    return concerns;
  }
}
