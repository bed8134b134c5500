package dev.handloom.calibration.profile;

import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.hand.AngleName;
import dev.handloom.calibration.run.Hold;
import dev.handloom.calibration.run.Step;
import dev.handloom.calibration.run.StepPlan;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import java.util.ArrayList;
import java.util.List;

/// Ten seconds after putting the glove on: flat, fist, one pinch. Does the profile still hold?
public final class DonningCheck {
  /// Within this, in degrees root mean square, people do not repeat a pose any better.
  static final double GOOD = 5;

  /// What to do.
  public enum Advice {
    STILL_GOOD("Still good"),
    REZERO("Re-zero"),
    CALIBRATE_AGAIN("Calibrate again");

    private final String words;

    Advice(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// @param degrees by which the poses differ from the profile's, the worst pose's root mean square
  /// @param afterZero the same after a new zero
  /// @param joint in which they differ most, and by how many degrees
  /// @param flat what the channels say of the flat hand today
  public record Answer(
      Advice advice,
      double degrees,
      double afterZero,
      String joint,
      double jointDegrees,
      double[] flat) {}

  private DonningCheck() {}

  /// The poses, once each; the flat hand closes them.
  public static StepPlan plan(Profile profile) {
    List<Step> steps = new ArrayList<>(List.of(Step.FLAT, Step.FIST));
    PoseMemory memory = new PoseMemory(profile);
    for (Finger finger : Finger.values()) {
      if (steps.size() == 2 && finger != Finger.THUMB && memory.has(Step.pinch(finger))) {
        steps.add(Step.pinch(finger));
      }
    }
    return new StepPlan(steps, 1);
  }

  public static Answer judge(Profile profile, List<Hold> holds) {
    PoseMemory memory = new PoseMemory(profile);
    double[] flat = flat(profile, holds);
    Worst now = worst(memory, profile.model(), holds);
    Worst after = worst(memory, profile.model().rezeroed(flat), holds);
    Advice advice =
        now.degrees() <= GOOD
            ? Advice.STILL_GOOD
            : after.degrees() <= GOOD ? Advice.REZERO : Advice.CALIBRATE_AGAIN;
    return new Answer(
        advice, now.degrees(), after.degrees(), now.joint(), now.jointDegrees(), flat);
  }

  private static double[] flat(Profile profile, List<Hold> holds) {
    double[] flat = profile.model().flat().clone();
    List<Hold> flats = holds.stream().filter(hold -> hold.step() == Step.FLAT).toList();
    for (int c = 0; c < flat.length && !flats.isEmpty(); c++) {
      double sum = 0;
      for (Hold hold : flats) {
        sum += hold.mean()[c];
      }
      flat[c] = Double.isNaN(sum) ? flat[c] : sum / flats.size();
    }
    return flat;
  }

  private record Worst(double degrees, String joint, double jointDegrees) {}

  private static Worst worst(PoseMemory memory, GloveModel model, List<Hold> holds) {
    GloveModel.Predictor predictor = model.predictor();
    Worst worst = new Worst(-1, "", 0);
    double[] angles = new double[HandAngles.COUNT];
    for (Hold hold : holds) {
      if (!memory.has(hold.step())) {
        continue;
      }
      predictor.angles(hold.mean(), angles);
      double[] then = memory.remembered(hold.step());
      double degrees = Math.toDegrees(memory.apart(angles, then));
      if (degrees > worst.degrees()) {
        int joint = memory.farthest(angles, then);
        worst =
            new Worst(
                degrees,
                AngleName.of(joint),
                Math.toDegrees(Math.abs(angles[joint] - then[joint])));
      }
    }
    return worst;
  }
}
