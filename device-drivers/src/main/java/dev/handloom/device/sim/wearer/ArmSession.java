package dev.handloom.device.sim.wearer;

import java.util.Random;
import java.util.random.RandomGenerator;

/// A person who moves an arm joint by joint as they are told, never quite exactly: a zero pose that
/// is a little off, right angles that are not right, other joints that give a little.
public final class ArmSession {
  private static final double NANOS = 1e9;
  private static final double HZ = 60;

  /// As a whole off by at most this, the same each time …
  private static final double BIAS = Math.toRadians(1.4);

  /// … and by this from one time to the next, one standard deviation.
  private static final double AGAIN = Math.toRadians(0.9);

  private static final double RIGHT_ANGLE = Math.toRadians(3.5);
  private static final double GIVES = Math.toRadians(1.2);
  private static final double TREMOR = Math.toRadians(0.06);
  private static final double SLOW = Math.toRadians(55);

  private final WornArm arm;
  private final RandomGenerator random;
  private final int n = WornArm.JOINTS.size();
  private final double[] bias = new double[n];
  private final double[] truth = new double[n];
  private final double[] values;
  private double[][] stations = new double[0][];
  private double[] starts = new double[0];
  private long samples;

  public ArmSession(WornArm arm, long seed) {
    this.arm = arm;
    random = new Random(seed);
    values = new double[arm.spec().channels().size()];
    for (int j = 0; j < n; j++) {
      bias[j] = BIAS * (2 * random.nextDouble() - 1);
    }
    go(away());
  }

  private double[] away() {
    double[] pose = new double[n];
    for (int j = 0; j < n; j++) {
      pose[j] = arm.low(j) + random.nextDouble() * (arm.high(j) - arm.low(j));
    }
    return pose;
  }

  private double[] zero() {
    double[] pose = new double[n];
    for (int j = 0; j < n; j++) {
      pose[j] = within(j, bias[j] + AGAIN * random.nextGaussian());
    }
    return pose;
  }

  private double within(int j, double angle) {
    return Math.clamp(angle, arm.low(j), arm.high(j));
  }

  /// To the zero pose.
  public void toZero() {
    go(zero());
  }

  /// One joint to either end and back; the others give a little.
  ///
  /// @param reach how far, as a share of what the joint can
  public void sweep(int joint, double reach) {
    double[] low = zero();
    double[] high = zero();
    for (int j = 0; j < n; j++) {
      low[j] = within(j, low[j] + GIVES * random.nextGaussian());
      high[j] = within(j, high[j] + GIVES * random.nextGaussian());
    }
    boolean downFirst = random.nextBoolean();
    low[joint] = reach * (downFirst ? arm.low(joint) : arm.high(joint));
    high[joint] = reach * (downFirst ? arm.high(joint) : arm.low(joint));
    go(low, high, zero());
  }

  /// One joint by a right angle, or as far as it goes.
  public void bend(int joint) {
    double[] pose = zero();
    boolean gripper = joint == n - 1;
    pose[joint] =
        gripper
            ? arm.high(joint)
            : within(joint, bias[joint] + Math.PI / 2 + RIGHT_ANGLE * random.nextGaussian());
    go(pose);
  }

  /// To a pose anywhere within the ends of all joints.
  public void anywhere() {
    go(away());
  }

  /// Goes to poses one after the other.
  private void go(double[]... poses) {
    stations = new double[poses.length + 1][];
    starts = new double[poses.length + 1];
    stations[0] = truth.clone();
    starts[0] = seconds() + 0.3 + 0.4 * random.nextDouble();
    for (int p = 0; p < poses.length; p++) {
      stations[p + 1] = poses[p];
      double far = 0;
      for (int j = 0; j < n; j++) {
        far = Math.max(far, Math.abs(poses[p][j] - stations[p][j]));
      }
      starts[p + 1] = starts[p] + 0.4 + far / SLOW;
    }
  }

  public double seconds() {
    return samples / HZ;
  }

  public long nanos() {
    return Math.round(seconds() * NANOS);
  }

  /// The next sample; [#values] and [#truth] are of it.
  public void next() {
    samples++;
    double now = seconds();
    int p = 0;
    while (p + 2 < stations.length && now >= starts[p + 1]) {
      p++;
    }
    double along =
        stations.length < 2 ? 1 : Math.clamp((now - starts[p]) / (starts[p + 1] - starts[p]), 0, 1);
    double share = along * along * (3 - 2 * along);
    int next = Math.min(p + 1, stations.length - 1);
    for (int j = 0; j < n; j++) {
      truth[j] =
          stations[p][j]
              + share * (stations[next][j] - stations[p][j])
              + TREMOR * random.nextGaussian();
    }
    arm.sample(truth, now, values);
  }

  /// Whether it stands where it was sent.
  public boolean arrived() {
    return seconds() > starts[starts.length - 1] + 0.1;
  }

  public double[] values() {
    return values;
  }

  public double[] truth() {
    return truth;
  }
}
