package dev.handloom.device.sim.arm;

import dev.handloom.device.sim.person.AskedArm;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The joints of one simulated arm: those of the programme, unless the person was asked to move
/// them one by one. Each arm has one of its own, because it begins from where that arm is.
public final class ObedientArm {
  private static final double LOW = -1.2;
  private static final double HIGH = 1.75;
  private static final double LEVER_HIGH = 0.9;

  /// A slow sweep.
  private static final double RADIANS_PER_SECOND = 1.1;

  private static final double REACTION_SECONDS = 0.5;

  /// How far a joint goes when the robot's goes all its way …
  private static final double MATCHED = 1.3;

  /// … and how well an eye matches it, one standard deviation.
  private static final double EYE = Math.toRadians(1.5);

  private final ScriptedPerson person;
  private final boolean lever;
  private final double[] last;
  private double[][] stations = new double[0][];
  private double[] starts = new double[0];
  private @Nullable AskedArm begun;

  /// @param joints how many
  /// @param lever whether the last is a gripper's
  public ObedientArm(ScriptedPerson person, int joints, boolean lever) {
    this.person = person;
    this.lever = lever;
    last = new double[joints];
  }

  /// Puts the joints where the person has been asked to, if they have.
  ///
  /// @param radians of the programme, in the order of the arm's encoders
  public void over(double[] radians, long nanos) {
    AskedArm asked = person.askedArm();
    if (asked == null) {
      begun = null;
      System.arraycopy(radians, 0, last, 0, last.length);
      return;
    }
    if (!asked.equals(begun)) {
      begun = asked;
      plan(asked);
    }
    double now = nanos / 1e9;
    int p = 0;
    while (p + 2 < stations.length && now >= starts[p + 1]) {
      p++;
    }
    double along = Math.clamp((now - starts[p]) / (starts[p + 1] - starts[p]), 0, 1);
    double share = along * along * (3 - 2 * along);
    for (int j = 0; j < last.length; j++) {
      // No hand holds quite still.
      double tremor = 0.0008 * Math.sin(2 * Math.PI * (7 + 0.4 * j) * now + j);
      last[j] = stations[p][j] + share * (stations[p + 1][j] - stations[p][j]) + tremor;
      radians[j] = last[j];
    }
  }

  private void plan(AskedArm asked) {
    int n = last.length;
    double high = lever && asked.joint() == n - 1 ? LEVER_HIGH : HIGH;
    double low = lever && asked.joint() == n - 1 ? 0 : LOW;
    double[] zero = new double[n];
    stations =
        switch (asked.kind()) {
          case ZERO -> new double[][] {last.clone(), zero};
          case SWEEP -> new double[][] {last.clone(), with(asked, low), with(asked, high), zero};
          case BEND -> new double[][] {last.clone(), with(asked, Math.min(high, Math.PI / 2))};
          case MATCH -> new double[][] {last.clone(), matched(asked)};
        };
    starts = new double[stations.length];
    starts[0] = asked.fromNanos() / 1e9 + REACTION_SECONDS;
    for (int s = 1; s < stations.length; s++) {
      double far = 0;
      for (int j = 0; j < n; j++) {
        far = Math.max(far, Math.abs(stations[s][j] - stations[s - 1][j]));
      }
      starts[s] = starts[s - 1] + 0.3 + far / RADIANS_PER_SECOND;
    }
  }

  /// Each joint by the robot's of the same number. A finger bends more at first than the robot's,
  /// and nobody matches better than the eye does.
  private double[] matched(AskedArm asked) {
    Random eye = new Random(asked.fromNanos());
    double[] pose = new double[last.length];
    for (int j = 0; j < Math.min(pose.length, asked.shares().size()); j++) {
      double share = asked.shares().get(j);
      pose[j] = MATCHED * share * (1.25 - 0.25 * share) + EYE * eye.nextGaussian();
    }
    return pose;
  }

  private double[] with(AskedArm asked, double angle) {
    double[] pose = new double[last.length];
    pose[Math.clamp(asked.joint(), 0, last.length - 1)] = angle;
    return pose;
  }
}
