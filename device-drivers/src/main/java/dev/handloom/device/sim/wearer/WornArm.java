package dev.handloom.device.sim.wearer;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A simulated arm: from true joint angles to what its stream says, with zeros, signs, scales and
/// ellipses of its own, and at most one fault.
public final class WornArm {
  /// How arms speak.
  public enum Kind {
    /// Counts of a turn, which begin again, as servos give them.
    SERVOS,
    /// A sine and a cosine a joint.
    PAIRS,
    /// Potentiometers: counts over part of a turn.
    POTENTIOMETERS,
    /// Angles that begin again after a turn.
    ANGLES,
    /// Counts of a turn and more than one of it.
    MANY_TURNS
  }

  /// What can be wrong.
  public enum Wrong {
    STUCK,
    SWAPPED,
    NOISY,
    CLIPPED,
    JUMPS,
    SLIPPED
  }

  /// @param joint the first one it touches; a swapped one has its place taken by the next
  public record Fault(Wrong what, int joint) {}

  public static final List<String> JOINTS =
      List.of("shoulder_pan", "shoulder_lift", "elbow_flex", "wrist_flex", "wrist_roll", "gripper");

  private static final double HZ = 60;
  private static final int TURN = 4096;

  /// When something slips, in seconds after the beginning.
  private static final double SLIPS_AT = 38;

  private final Kind kind;
  private final @Nullable Fault fault;
  private final RandomGenerator random;
  private final StreamSpec spec;
  private final int n = JOINTS.size();
  private final double[] zero = new double[n];
  private final double[] sign = new double[n];
  private final double[] gain = new double[n];
  private final double[] low = new double[n];
  private final double[] high = new double[n];
  private final double[] odd = new double[n];
  private final double[][] pair = new double[n][];

  public WornArm(Kind kind, long seed, @Nullable Fault fault) {
    this.kind = kind;
    this.fault = fault;
    random = new Random(seed);
    for (int j = 0; j < n; j++) {
      boolean gripper = j == n - 1;
      sign[j] = random.nextBoolean() ? 1 : -1;
      zero[j] = between(0, 2 * Math.PI);
      low[j] = gripper ? -0.05 : -between(0.9, 1.9);
      high[j] = gripper ? between(0.9, 1.6) : between(1.7, 2.0);
      if (gripper && kind == Kind.PAIRS) {
        // Of less than a quarter of its ellipse an encoder of that kind cannot be calibrated.
        high[j] = between(1.75, 2.1);
      }
      if (kind == Kind.MANY_TURNS && j == 4) {
        low[j] = -between(3.5, 6);
        high[j] = between(3.5, 6);
      }
      gain[j] = between(0.68, 0.78) * TURN / (high[j] - low[j]);
      odd[j] = between(-1, 1) * Math.toRadians(0.4);
      pair[j] =
          new double[] {
            between(1900, 2200),
            between(1900, 2200),
            between(700, 1700),
            between(700, 1700),
            between(-0.12, 0.12)
          };
    }
    List<Channel> channels = new ArrayList<>();
    for (String joint : JOINTS) {
      switch (kind) {
        case SERVOS, POTENTIOMETERS -> channels.add(new Channel(joint, Unit.COUNT, 0, TURN - 1.0));
        case MANY_TURNS -> channels.add(new Channel(joint, Unit.COUNT, -2 * TURN, 3 * TURN - 1.0));
        case ANGLES -> channels.add(new Channel(joint, Unit.RADIAN, 0, 2 * Math.PI));
        case PAIRS -> {
          channels.add(new Channel(joint + "_sin", Unit.COUNT, 0, TURN - 1.0));
          channels.add(new Channel(joint + "_cos", Unit.COUNT, 0, TURN - 1.0));
        }
      }
    }
    spec = StreamSpec.signal("arm/joints", channels, HZ, null);
  }

  private double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  public StreamSpec spec() {
    return spec;
  }

  /// The ends of a joint, in radians.
  public double low(int joint) {
    return low[joint];
  }

  public double high(int joint) {
    return high[joint];
  }

  /// One sample.
  ///
  /// @param angles the arm's true ones
  public void sample(double[] angles, double seconds, double[] out) {
    for (int j = 0; j < n; j++) {
      int source = j;
      Wrong wrong = null;
      if (fault != null) {
        int other = (fault.joint() + 1) % n;
        if (fault.what() == Wrong.SWAPPED) {
          source = j == fault.joint() ? other : j == other ? fault.joint() : j;
        } else if (fault.joint() == j) {
          wrong = fault.what();
        }
      }
      encode(j, angles[source], source, seconds, wrong, out);
    }
  }

  private void encode(
      int j, double angle, int s, double seconds, @Nullable Wrong wrong, double[] out) {
    double noise = 1;
    double turned = sign[s] * angle + odd[s] * Math.sin(angle);
    boolean clipped = false;
    boolean jumps = false;
    if (wrong != null) {
      switch (wrong) {
        case STUCK -> turned = 0.3;
        case NOISY -> noise = 30;
        case CLIPPED -> clipped = true;
        case JUMPS -> jumps = random.nextDouble() < 0.004;
        case SLIPPED -> turned += seconds > SLIPS_AT ? 0.25 : 0;
        case SWAPPED -> {}
      }
    }
    turned += jumps ? 1.7 : 0;
    switch (kind) {
      case SERVOS -> {
        double counts = TURN / (2 * Math.PI) * turned + 0.5 * noise * random.nextGaussian();
        out[j] =
            clipped
                ? Math.clamp(Math.round(counts + TURN - 200), 0L, TURN - 1L)
                : Math.floorMod(Math.round(counts + TURN / (2 * Math.PI) * zero[s]), (long) TURN);
      }
      case MANY_TURNS -> {
        double counts = TURN / (2 * Math.PI) * turned + 0.5 * noise * random.nextGaussian();
        out[j] =
            clipped
                ? Math.clamp(Math.round(counts + 3 * TURN - 200), -2L * TURN, 3L * TURN - 1)
                : Math.round(counts + TURN / (2 * Math.PI) * zero[s]);
      }
      case POTENTIOMETERS -> {
        double share = turned - sign[s] * (low[s] + high[s]) / 2;
        double at = TURN / 2.0 + gain[s] * share + (clipped ? sign[s] * TURN / 3.0 : 0);
        out[j] = Math.clamp(Math.round(at + 1.5 * noise * random.nextGaussian()), 0L, TURN - 1L);
      }
      case ANGLES -> {
        double at = turned + Math.toRadians(0.08) * noise * random.nextGaussian();
        double placed = at + zero[s];
        out[j] =
            clipped
                ? Math.min(2 * Math.PI, at + 2 * Math.PI - 0.3)
                : placed - 2 * Math.PI * Math.floor(placed / (2 * Math.PI));
      }
      case PAIRS -> {
        double at = turned + zero[s];
        double[] p = pair[s];
        double sine = clipped ? 2700 : p[2];
        double cosine = clipped ? 2700 : p[3];
        out[2 * j] = converted(p[0] + sine * Math.sin(at + p[4]), noise);
        out[2 * j + 1] = converted(p[1] + cosine * Math.cos(at), noise);
      }
    }
  }

  private double converted(double value, double noise) {
    return Math.clamp(Math.round(value + 2.5 * noise * random.nextGaussian()), 0L, TURN - 1L);
  }
}
