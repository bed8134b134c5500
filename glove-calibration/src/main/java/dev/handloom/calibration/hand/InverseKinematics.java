package dev.handloom.calibration.hand;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import java.util.Arrays;

/// Joint positions in, the 20 angles out: damped least squares within the anatomical limits.
///
/// The fingers do not share angles, so all five are solved side by side: one forward pass per kind
/// of angle gives the slopes of every finger. Allocates nothing per call, and ends after a fixed
/// number of rounds whatever comes in.
public final class InverseKinematics {
  private static final int PER = HandAngles.PER_FINGER;
  private static final int MOST_ROUNDS = 60;
  private static final int FEW_ROUNDS = 8;

  /// Radians over which a slope is taken.
  private static final double STEP = 1e-5;

  /// A finger has arrived when a round moves none of its joints farther than this, in metres².
  private static final double SETTLED = 1e-14;

  private static final double LEAST_DAMPING = 1e-9;
  private static final double MOST_DAMPING = 1e3;

  /// An answer this far off, in metres, is tried again from other beginnings: a hook in the error's
  /// landscape.
  private static final double DOUBTFUL = 5e-4;

  /// An answer this far off, in metres, is not the hand that was followed.
  private static final double LOST = 8e-3;

  /// Where to begin again: shares of each angle's range.
  private static final double[] BEGINNINGS = {0.15, 0.5, 0.85};

  private static final Finger[] FINGERS = Finger.values();

  private final ForwardKinematics kinematics;
  private final double[] low = new double[HandAngles.COUNT];
  private final double[] high = new double[HandAngles.COUNT];
  private final double[] here = new double[HandPose.VALUES];
  private final double[][] moved = new double[PER][HandPose.VALUES];
  private final double[] trial = new double[HandAngles.COUNT];
  private final double[] first = new double[HandAngles.COUNT];
  private final double[] firstCosts = new double[FINGERS.length];
  private final double[] costs = new double[FINGERS.length];
  private final double[] damping = new double[FINGERS.length];
  private final boolean[] done = new boolean[FINGERS.length];
  private final double[] normal = new double[PER * PER];
  private final double[] slope = new double[PER];
  private final double[] move = new double[PER];

  public InverseKinematics(HandSide side, HandSize size) {
    this(side, size, 0);
  }

  /// @param slack radians by which angles may go beyond what joints can do: for skeletons that are
  ///   themselves in error
  public InverseKinematics(HandSide side, HandSize size, double slack) {
    kinematics = new ForwardKinematics(side, size);
    for (int i = 0; i < HandAngles.COUNT; i++) {
      low[i] = AngleLimits.low(i) - slack;
      high[i] = AngleLimits.high(i) + slack;
    }
  }

  /// @param joints a hand in the wrist's frame, laid out as [HandPose]; only positions are looked
  ///   at
  /// @param trust per joint 0 to 1; 0 where the position is not known
  /// @param angles where to begin, and the answer; angles that no trusted joint shows stay
  /// @return how far the trusted joints are from those of the answer, root mean square, metres
  public double solve(double[] joints, double[] trust, double[] angles) {
    for (int i = 0; i < HandAngles.COUNT; i++) {
      angles[i] = Math.clamp(angles[i], low[i], high[i]);
    }
    descend(joints, trust, angles, MOST_ROUNDS);
    for (double beginning : BEGINNINGS) {
      if (worst(joints, trust, angles) < DOUBTFUL) {
        break;
      }
      again(joints, trust, angles, beginning);
    }
    return rms(joints, trust, angles);
  }

  /// The same for a hand that moves: from the answer of a moment ago, in few rounds. Looks
  /// elsewhere only when it has lost the hand.
  public double follow(double[] joints, double[] trust, double[] angles) {
    descend(joints, trust, angles, FEW_ROUNDS);
    double off = rms(joints, trust, angles);
    return off < LOST ? off : solve(joints, trust, angles);
  }

  /// The fingers that are still off begin elsewhere; each keeps the better of the two.
  private void again(double[] joints, double[] trust, double[] angles, double share) {
    System.arraycopy(angles, 0, first, 0, first.length);
    System.arraycopy(fingerCosts(joints, trust, angles), 0, firstCosts, 0, firstCosts.length);
    for (int f = 0; f < FINGERS.length; f++) {
      for (int k = 0; k < PER && firstCosts[f] > DOUBTFUL * DOUBTFUL; k++) {
        int i = f * PER + k;
        angles[i] = low[i] + share * (high[i] - low[i]);
      }
    }
    descend(joints, trust, angles, MOST_ROUNDS);
    double[] second = fingerCosts(joints, trust, angles);
    for (int f = 0; f < FINGERS.length; f++) {
      if (second[f] >= firstCosts[f]) {
        System.arraycopy(first, f * PER, angles, f * PER, PER);
      }
    }
  }

  private double worst(double[] joints, double[] trust, double[] angles) {
    double most = 0;
    for (double cost : fingerCosts(joints, trust, angles)) {
      most = Math.max(most, cost);
    }
    return Math.sqrt(most);
  }

  private double rms(double[] joints, double[] trust, double[] angles) {
    double sum = 0;
    for (double cost : fingerCosts(joints, trust, angles)) {
      sum += cost;
    }
    return Math.sqrt(sum / FINGERS.length);
  }

  /// Mean square distance per finger, weighted.
  private double[] fingerCosts(double[] joints, double[] trust, double[] angles) {
    kinematics.solve(angles, here);
    for (int f = 0; f < FINGERS.length; f++) {
      costs[f] = cost(f, here, joints, trust);
    }
    return costs;
  }

  private void descend(double[] joints, double[] trust, double[] angles, int rounds) {
    Arrays.fill(damping, 1e-4);
    Arrays.fill(done, false);
    fingerCosts(joints, trust, angles);
    boolean left = true;
    for (int round = 0; round < rounds && left; round++) {
      slopes(angles);
      System.arraycopy(angles, 0, trial, 0, trial.length);
      for (int f = 0; f < FINGERS.length; f++) {
        if (!done[f]) {
          step(f, joints, trust, angles);
        }
      }
      left = accept(joints, trust, angles);
    }
  }

  private void slopes(double[] angles) {
    kinematics.solve(angles, here);
    System.arraycopy(angles, 0, trial, 0, trial.length);
    for (int k = 0; k < PER; k++) {
      for (int f = 0; f < FINGERS.length; f++) {
        trial[f * PER + k] += STEP;
      }
      kinematics.solve(trial, moved[k]);
      for (int f = 0; f < FINGERS.length; f++) {
        trial[f * PER + k] = angles[f * PER + k];
      }
    }
  }

  /// Takes the steps that bring a finger nearer; the others are tried shorter next time.
  private boolean accept(double[] joints, double[] trust, double[] angles) {
    kinematics.solve(trial, here);
    boolean left = false;
    for (int f = 0; f < FINGERS.length; f++) {
      if (done[f]) {
        continue;
      }
      double cost = cost(f, here, joints, trust);
      if (cost < costs[f]) {
        done[f] = costs[f] - cost < SETTLED;
        costs[f] = cost;
        damping[f] = Math.max(LEAST_DAMPING, damping[f] / 5);
        System.arraycopy(trial, f * PER, angles, f * PER, PER);
      } else {
        damping[f] *= 8;
        done[f] = damping[f] > MOST_DAMPING;
      }
      left |= !done[f];
    }
    return left;
  }

  private void step(int f, double[] joints, double[] trust, double[] angles) {
    Arrays.fill(normal, 0);
    Arrays.fill(slope, 0);
    Finger finger = FINGERS[f];
    int base = finger.base().ordinal();
    for (int j = base; j < base + finger.joints(); j++) {
      if (!known(j, joints, trust)) {
        continue;
      }
      for (int axis = 0; axis < 3; axis++) {
        int p = j * HandPose.PER_JOINT + axis;
        double off = joints[p] - here[p];
        for (int a = 0; a < PER; a++) {
          double ja = (moved[a][p] - here[p]) / STEP;
          slope[a] += trust[j] * ja * off;
          for (int b = 0; b <= a; b++) {
            normal[a * PER + b] += trust[j] * ja * (moved[b][p] - here[p]) / STEP;
          }
        }
      }
    }
    for (int a = 0; a < PER; a++) {
      int i = f * PER + a;
      boolean stuck =
          (angles[i] <= low[i] && slope[a] < 0) || (angles[i] >= high[i] && slope[a] > 0);
      if (stuck) {
        slope[a] = 0;
        for (int b = 0; b < PER; b++) {
          normal[Math.max(a, b) * PER + Math.min(a, b)] = 0;
        }
      }
      // The bones' length squared gives the damping its scale.
      normal[a * PER + a] += damping[f] * 1e-3 + (stuck ? 1 : 1e-15);
    }
    solveSmall();
    for (int a = 0; a < PER; a++) {
      int i = f * PER + a;
      trial[i] = Math.clamp(angles[i] + move[a], low[i], high[i]);
    }
  }

  /// Four equations by Cholesky.
  private void solveSmall() {
    for (int i = 0; i < PER; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = normal[i * PER + j];
        for (int k = 0; k < j; k++) {
          sum -= normal[i * PER + k] * normal[j * PER + k];
        }
        normal[i * PER + j] = i == j ? Math.sqrt(Math.max(sum, 1e-18)) : sum / normal[j * PER + j];
      }
    }
    for (int i = 0; i < PER; i++) {
      double sum = slope[i];
      for (int k = 0; k < i; k++) {
        sum -= normal[i * PER + k] * move[k];
      }
      move[i] = sum / normal[i * PER + i];
    }
    for (int i = PER - 1; i >= 0; i--) {
      double sum = move[i];
      for (int k = i + 1; k < PER; k++) {
        sum -= normal[k * PER + i] * move[k];
      }
      move[i] = sum / normal[i * PER + i];
    }
  }

  private static boolean known(int joint, double[] joints, double[] trust) {
    return trust[joint] > 0 && !Double.isNaN(joints[joint * HandPose.PER_JOINT]);
  }

  private static double cost(int f, double[] model, double[] joints, double[] trust) {
    double sum = 0;
    double weight = 0;
    Finger finger = FINGERS[f];
    int base = finger.base().ordinal();
    for (int j = base; j < base + finger.joints(); j++) {
      if (known(j, joints, trust)) {
        int p = j * HandPose.PER_JOINT;
        double dx = model[p] - joints[p];
        double dy = model[p + 1] - joints[p + 1];
        double dz = model[p + 2] - joints[p + 2];
        sum += trust[j] * (dx * dx + dy * dy + dz * dz);
        weight += trust[j];
      }
    }
    return weight == 0 ? 0 : sum / weight;
  }
}
