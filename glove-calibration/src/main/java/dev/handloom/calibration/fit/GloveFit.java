package dev.handloom.calibration.fit;

import dev.handloom.calibration.equations.SymmetricSystem;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.run.Hold;
import dev.handloom.calibration.run.PoseTarget;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Fits a glove to a hand: poses, beliefs and closed pinches, weighed against each other in a few
/// Gauss–Newton rounds.
public final class GloveFit {
  private static final int ROUNDS = 12;
  private static final int PER = HandAngles.PER_FINGER;

  /// How far apart two fingertips that meet may be along each axis, in metres: the pads between the
  /// tips, and what a ruler leaves open of the bones.
  private static final double CONTACT = 0.007;

  /// Radians over which a slope is taken.
  private static final double STEP = 1e-5;

  private final HoldTable holds;
  private final Set<Finger> fingers;
  private final double[] flat;
  private final double[] span;
  private final List<AnglePlan> plans = new ArrayList<>();
  private final int[] begins = new int[HandAngles.COUNT + 1];
  private final ForwardKinematics kinematics;
  private final double[] joints = new double[HandPose.VALUES];
  private final double[] beside = new double[HandPose.VALUES];
  private double misfit;
  private int facts;

  private GloveFit(
      List<SensedChannel> channels,
      HoldTable holds,
      HandSide side,
      HandSize size,
      Set<Finger> fingers,
      Set<Integer> unusable) {

    this.holds = holds;
    this.fingers = fingers;
    kinematics = new ForwardKinematics(side, size);
    flat = new double[channels.size()];
    for (int c = 0; c < flat.length; c++) {
      flat[c] = holds.mean(Step.FLAT, c);
    }
    span = Spans.of(channels, holds, unusable);
    for (int i = 0; i < HandAngles.COUNT; i++) {
      AnglePlan plan = new AnglePlan(channels, span, Finger.values()[i / PER], i % PER);
      plans.add(plan);
      begins[i + 1] = begins[i] + plan.features.size();
    }
  }

  /// @param fingers those that the person has
  /// @param unusable channels that the fit must not listen to
  /// @throws IllegalArgumentException without a hold of the flat hand and of the fist
  public static GloveModel fit(
      List<SensedChannel> channels,
      List<Hold> holds,
      HandSide side,
      HandSize size,
      Set<Finger> fingers,
      Set<Integer> unusable) {
    HoldTable table = new HoldTable(holds);
    if (!table.has(Step.FLAT) || !table.has(Step.FIST)) {
      throw new IllegalArgumentException("A calibration needs the flat hand and the fist");
    }
    return new GloveFit(channels, table, side, size, fingers, unusable).solve();
  }

  private GloveModel solve() {
    double[] weights = new double[begins[HandAngles.COUNT]];
    for (int i = 0; i < HandAngles.COUNT; i++) {
      for (int k = 0; k < plans.get(i).means.size(); k++) {
        weights[begins[i] + k] = plans.get(i).means.get(k);
      }
    }
    SymmetricSystem system = new SymmetricSystem(weights.length);
    for (int round = 0; round < ROUNDS; round++) {
      system = build(weights);
      double[] step = system.solve();
      for (int w = 0; w < weights.length; w++) {
        weights[w] += step[w];
      }
    }
    // Facts that fit worse than they should make everything less sure, never more.
    double stretch = Math.max(1, misfit / Math.max(1, facts));
    return model(weights, system, stretch);
  }

  private GloveModel model(double[] weights, SymmetricSystem system, double stretch) {
    AngleModel[] angles = new AngleModel[HandAngles.COUNT];
    for (int i = 0; i < angles.length; i++) {
      AnglePlan plan = plans.get(i);
      int n = plan.features.size();
      // Of one round, or of ranges that were imported, nothing is known of how they prove.
      double proved = holds.of(Step.FLAT).size() > 1 ? plan.proved : 1;
      double[][] covariance = system.covariance(begins[i], n);
      for (double[] row : covariance) {
        for (int k = 0; k < n; k++) {
          row[k] *= stretch * proved * proved;
        }
      }
      double[] own = new double[n];
      System.arraycopy(weights, begins[i], own, 0, n);
      angles[i] =
          new AngleModel(
              plan.source,
              plan.features.toArray(Feature[]::new),
              own,
              covariance,
              proved * plan.floor);
    }
    double[] noise = new double[flat.length];
    for (int c = 0; c < noise.length; c++) {
      noise[c] = holds.noise(c);
    }
    return new GloveModel(flat, span, noise, angles);
  }

  private SymmetricSystem build(double[] weights) {
    SymmetricSystem system = new SymmetricSystem(weights.length);
    misfit = 0;
    facts = 0;
    for (int i = 0; i < HandAngles.COUNT; i++) {
      AnglePlan plan = plans.get(i);
      for (int k = 0; k < plan.features.size(); k++) {
        double spread = plan.spreads.get(k);
        int w = begins[i] + k;
        system.addPrior(w, 1 / (spread * spread), weights[w] - plan.means.get(k));
      }
    }
    double[] angles = new double[HandAngles.COUNT];
    for (Step step : holds.steps()) {
      if (step == Step.WRIST) {
        continue;
      }
      double[][] features = features(step);
      for (int i = 0; i < angles.length; i++) {
        angles[i] = 0;
        for (int k = 0; k < features[i].length; k++) {
          angles[i] += features[i][k] * weights[begins[i] + k];
        }
      }
      target(system, step, features, angles);
      Finger pinched = step.pinched();
      if (pinched != null && fingers.contains(Finger.THUMB) && fingers.contains(pinched)) {
        closure(system, pinched, features, angles);
      }
    }
    return system;
  }

  /// Each angle's features in a pose, averaged over the rounds.
  private double[][] features(Step step) {
    double[][] features = new double[HandAngles.COUNT][];
    List<Hold> rounds = holds.of(step);
    double[] readings = new double[flat.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = new double[plans.get(i).features.size()];
    }
    for (Hold hold : rounds) {
      for (int c = 0; c < readings.length; c++) {
        readings[c] = GloveModel.reading(hold.mean()[c], flat[c], span[c]);
      }
      for (int i = 0; i < features.length; i++) {
        for (int k = 0; k < features[i].length; k++) {
          features[i][k] += plans.get(i).features.get(k).value(readings) / rounds.size();
        }
      }
    }
    return features;
  }

  private void target(SymmetricSystem system, Step step, double[][] features, double[] angles) {
    PoseTarget target = PoseTarget.of(step);
    for (int i = 0; i < angles.length; i++) {
      if (!fingers.contains(Finger.values()[i / PER])) {
        continue;
      }
      double spread = target.spread()[i];
      int n = features[i].length;
      int[] columns = new int[n];
      double[] slopes = new double[n];
      for (int k = 0; k < n; k++) {
        columns[k] = begins[i] + k;
        slopes[k] = features[i][k] / spread;
      }
      double residual = (angles[i] - target.mean()[i]) / spread;
      system.add(columns, slopes, n, residual);
      misfit += residual * residual;
      facts++;
    }
  }

  /// The tips of thumb and finger are in one place.
  private void closure(
      SymmetricSystem system, Finger finger, double[][] features, double[] angles) {
    kinematics.solve(angles, joints);
    int[] moving = new int[2 * PER];
    int width = 0;
    for (int k = 0; k < PER; k++) {
      moving[k] = HandAngles.index(Finger.THUMB, k);
      moving[PER + k] = HandAngles.index(finger, k);
      width += features[moving[k]].length + features[moving[PER + k]].length;
    }
    double[][] slopes = new double[3][width];
    int[] columns = new int[width];
    int at = 0;
    for (int angle : moving) {
      double before = angles[angle];
      angles[angle] = before + STEP;
      kinematics.solve(angles, beside);
      angles[angle] = before;
      for (int k = 0; k < features[angle].length; k++) {
        columns[at] = begins[angle] + k;
        for (int axis = 0; axis < 3; axis++) {
          double change = gap(beside, finger, axis) - gap(joints, finger, axis);
          slopes[axis][at] = change / STEP / CONTACT * features[angle][k];
        }
        at++;
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      double residual = gap(joints, finger, axis) / CONTACT;
      system.add(columns, slopes[axis], width, residual);
      misfit += residual * residual;
      facts++;
    }
  }

  private static double gap(double[] hand, Finger finger, int axis) {
    return tip(hand, finger.tip(), axis) - tip(hand, Finger.THUMB.tip(), axis);
  }

  private static double tip(double[] hand, HandJoint joint, int axis) {
    return hand[joint.ordinal() * HandPose.PER_JOINT + axis];
  }
}
