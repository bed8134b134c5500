package dev.handloom.calibration.exo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Poses of a robot's hand that a person matches with an exoskeleton, one after the other. In each
/// all joints stand somewhere else, each joint in steps from end to end in an order of its own, so
/// that it is seen which joint of the exoskeleton goes with which of the robot.
///
/// @param joints names of the robot's
/// @param slides whether a joint slides, in metres, instead of turning, in radians
/// @param low of each joint
/// @param high of each joint
/// @param targets of each joint, a row a pose
/// @param keptBack of each pose, whether it only checks what the others led to
public record MatchPlan(
    List<String> joints,
    boolean[] slides,
    double[] low,
    double[] high,
    double[][] targets,
    boolean[] keptBack) {
  /// Of a whole run, that the curves are laid through.
  public static final int FITTED = 15;

  /// Every so many poses one is kept back.
  private static final int EVERY = 4;

  public MatchPlan {
    joints = List.copyOf(joints);
  }

  /// A run of a hand whose joints go from low to high. The same seed gives the same poses.
  public static MatchPlan of(
      List<String> joints, boolean[] slides, double[] low, double[] high, long seed) {
    Random random = new Random(seed);
    int all = FITTED + FITTED / (EVERY - 1);
    boolean[] kept = new boolean[all];
    for (int p = 0; p < all; p++) {
      kept[p] = p % EVERY == EVERY - 1;
    }
    double[][] targets = new double[all][joints.size()];
    for (int j = 0; j < joints.size(); j++) {
      List<Double> steps = new ArrayList<>();
      for (int step = 0; step < FITTED; step++) {
        steps.add(step / (FITTED - 1.0));
      }
      Collections.shuffle(steps, random);
      int next = 0;
      for (int p = 0; p < all; p++) {
        double share = kept[p] ? random.nextDouble() : steps.get(next++);
        targets[p][j] = low[j] + share * (high[j] - low[j]);
      }
    }
    return new MatchPlan(joints, slides, low, high, targets, kept);
  }

  public int poses() {
    return targets.length;
  }

  /// Where a joint stands in a pose, from 0 at its lowest to 1 at its highest.
  public double share(int pose, int joint) {
    return (targets[pose][joint] - low[joint]) / (high[joint] - low[joint]);
  }
}
