package dev.handloom.calibration.arm;

import java.util.ArrayList;
import java.util.List;

/// What is asked for, in which order: the zero pose, then each joint swept and bent, with the zero
/// pose after each, so that it is known how well it repeats.
public record ArmPlan(List<ArmStep> steps) {
  public ArmPlan {
    steps = List.copyOf(steps);
  }

  public static ArmPlan of(List<Encoder> encoders) {
    List<ArmStep> steps = new ArrayList<>(List.of(ArmStep.zero()));
    for (int j = 0; j < encoders.size(); j++) {
      steps.add(ArmStep.sweep(j, encoders.get(j)));
      steps.add(ArmStep.bend(j, encoders.get(j)));
      steps.add(ArmStep.zero());
    }
    return new ArmPlan(steps);
  }
}
