package dev.handloom.calibration.run;

import dev.handloom.calibration.glove.Sense;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.device.hand.Finger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which poses a glove can feel, in which order. Rounds follow each other whole, so that what
/// drifts shows between the first and the last of the same pose.
///
/// @param steps of one round
/// @param rounds how often
public record StepPlan(List<Step> steps, int rounds) {
  public static final int ROUNDS = 3;

  public StepPlan {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || rounds < 1) {
      throw new IllegalArgumentException("A run needs a step and a round");
    }
  }

  /// The steps that make sense.
  ///
  /// @param fingers those that the person has
  public static StepPlan of(List<SensedChannel> channels, Set<Finger> fingers) {
    Set<Finger> felt = EnumSet.noneOf(Finger.class);
    Set<Sense> senses = EnumSet.noneOf(Sense.class);
    for (SensedChannel channel : channels) {
      Finger finger = channel.finger();
      senses.add(channel.sense());
      if (finger != null && channel.useful() && fingers.contains(finger)) {
        felt.add(finger);
      }
    }
    List<Step> steps = new ArrayList<>(List.of(Step.FLAT));
    if (senses.contains(Sense.SPREAD)) {
      steps.add(Step.SPREAD);
    }
    steps.add(Step.FIST);
    if (felt.contains(Finger.THUMB)) {
      steps.add(Step.THUMB_ACROSS);
      for (Finger finger : felt) {
        if (finger != Finger.THUMB) {
          steps.add(Step.pinch(finger));
        }
      }
    }
    if (senses.contains(Sense.WRIST)) {
      steps.add(Step.WRIST);
    }
    steps.add(Step.REST);
    return new StepPlan(steps, ROUNDS);
  }

  /// The flat hand closes the run as it began it.
  public int holds() {
    return steps.size() * rounds + 1;
  }

  /// The step of a hold, counted from 0.
  public Step step(int hold) {
    return hold == holds() - 1 ? Step.FLAT : steps.get(hold % steps.size());
  }

  /// The round of a hold, from 0; the closing flat hand is one of its own.
  public int round(int hold) {
    return hold / steps.size();
  }
}
