package dev.handloom.calibration.exo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// From an exoskeleton's joints to those of a robot's hand: a curve for each, through poses that a
/// person matched by eye, each from the joint of the exoskeleton that foretells it best.
public record HandCurves(List<Joint> joints) {
  /// @param name of the robot's joint
  /// @param source index of the exoskeleton's joint
  /// @param heldOut error on poses that neither the curve nor the choice of its source had seen,
  ///   root mean square, in the robot's unit
  public record Joint(String name, int source, JointCurve curve, double heldOut) {}

  public HandCurves {
    joints = List.copyOf(joints);
  }

  /// @param names of the robot's joints
  /// @param readings of the exoskeleton, one row a pose
  /// @param targets of the robot, one row a pose
  /// @throws IllegalArgumentException where the poses are too few, or all alike
  public static HandCurves fit(List<String> names, double[][] readings, double[][] targets) {
    int n = readings.length;
    if (n != targets.length || n < JointCurve.LEAST_POSES + 1) {
      throw new IllegalArgumentException(
          "Curves need " + (JointCurve.LEAST_POSES + 1) + " matched poses, not " + n);
    }
    List<Joint> joints = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      double[] wanted = column(targets, j);
      int source = best(readings, wanted);
      JointCurve curve = JointCurve.fit(column(readings, source), wanted);
      joints.add(new Joint(names.get(j), source, curve, heldOut(readings, wanted)));
    }
    return new HandCurves(joints);
  }

  /// The robot's joints, as the exoskeleton stands.
  public void at(double[] readings, double[] into) {
    for (int j = 0; j < joints.size(); j++) {
      Joint joint = joints.get(j);
      into[j] = joint.curve().at(readings[joint.source()]);
    }
  }

  /// Root mean square error of each joint on poses that were kept back altogether.
  public double[] errors(double[][] readings, double[][] targets) {
    double[] sums = new double[joints.size()];
    double[] found = new double[joints.size()];
    for (int p = 0; p < readings.length; p++) {
      at(readings[p], found);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += (found[j] - targets[p][j]) * (found[j] - targets[p][j]);
      }
    }
    return Arrays.stream(sums).map(sum -> Math.sqrt(sum / readings.length)).toArray();
  }

  /// The exoskeleton's joint whose curve foretells best.
  private static int best(double[][] readings, double[] wanted) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int s = 0; s < readings[0].length; s++) {
      double[] from = column(readings, s);
      double low = Arrays.stream(from).min().orElse(0);
      if (Arrays.stream(from).allMatch(reading -> reading - low < 1e-9)) {
        continue;
      }
      double error = JointCurve.fit(from, wanted).heldOut();
      if (error < least) {
        least = error;
        best = s;
      }
    }
    if (best < 0) {
      throw new IllegalArgumentException("The exoskeleton stood alike in every pose");
    }
    return best;
  }

  private static double heldOut(double[][] readings, double[] wanted) {
    int n = wanted.length;
    double sum = 0;
    for (int left = 0; left < n; left++) {
      double[][] others = new double[n - 1][];
      double[] theirs = new double[n - 1];
      for (int p = 0, at = 0; p < n; p++) {
        if (p != left) {
          others[at] = readings[p];
          theirs[at++] = wanted[p];
        }
      }
      int source = best(others, theirs);
      double found = JointCurve.fit(column(others, source), theirs).at(readings[left][source]);
      sum += (found - wanted[left]) * (found - wanted[left]);
    }
    return Math.sqrt(sum / n);
  }

  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }
}
