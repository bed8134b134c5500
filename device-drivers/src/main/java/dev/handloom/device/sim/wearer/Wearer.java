package dev.handloom.device.sim.wearer;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.space.Vec3;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A person: bones, ranges of motion and habits of their own.
///
/// Habits are drawn evenly from intervals, not from bell curves, and joints of a person lean the
/// same way together: whoever bends one knuckle far bends all of them far.
public final class Wearer {
  /// Degrees by which a person differs from one time to the next, one standard deviation.
  private static final double AGAIN_DEGREES = 2.2;

  private static final double[] LEAST = {-0.3, -0.3, -0.25, -0.3, -0.3, -0.3, -0.05, -0.05};

  private final HandSide side;
  private final HandSize size;
  private final double length;
  private final double breadth;
  private final double dipOfPip;
  private final RandomGenerator random;
  private final Map<Asked, double[]> habits = new EnumMap<>(Asked.class);

  /// Somebody of any size, on either hand.
  public Wearer(long seed) {
    this(seed, null, null);
  }

  /// One hand of somebody whose bones are known.
  public Wearer(long seed, @Nullable HandSide known, @Nullable HandSize bones) {
    random = new Random(seed);
    boolean left = random.nextBoolean();
    side = known == null ? (left ? HandSide.LEFT : HandSide.RIGHT) : known;
    double grown = between(0.86, 1.14);
    double broad = between(0.93, 1.07);
    HandSize own = bones(grown, broad);
    size = bones == null ? own : bones;
    double sum = -size.bases()[Finger.MIDDLE.ordinal()].z();
    for (double bone : size.bones()[Finger.MIDDLE.ordinal()]) {
      sum += bone;
    }
    // As somebody reads a ruler.
    length = sum + between(-0.003, 0.003);
    breadth = knuckles(size) + between(-0.0015, 0.0015);
    dipOfPip = between(0.48, 0.72);
    for (Asked asked : Asked.values()) {
      habits.put(asked, habit(asked));
    }
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  private HandSize bones(double grown, double broad) {
    HandSize plain = HandSize.scaled(grown);
    Vec3[] bases = plain.bases().clone();
    double[][] bones = plain.bones();
    for (int f = 0; f < bases.length; f++) {
      Vec3 base = bases[f];
      bases[f] =
          new Vec3(
              base.x() * broad + between(-0.0012, 0.0012),
              base.y() + between(-0.0012, 0.0012),
              base.z() + between(-0.0012, 0.0012));
      for (int b = 0; b < bones[f].length; b++) {
        bones[f][b] *= between(0.96, 1.04);
      }
    }
    return new HandSize(bases, bones);
  }

  public HandSide side() {
    return side;
  }

  /// The bones as they are.
  public HandSize size() {
    return size;
  }

  /// As read from a ruler, with its error: wrist to middle fingertip, metres.
  public double rulerLength() {
    return length;
  }

  private static double knuckles(HandSize size) {
    double[] joints = new double[HandPose.VALUES];
    new ForwardKinematics(HandSide.LEFT, size).solve(new double[HandAngles.COUNT], joints);
    return HandPose.distance(joints, HandJoint.INDEX_PROXIMAL, HandJoint.LITTLE_PROXIMAL);
  }

  /// As read from a ruler: across the knuckles of index and little finger, metres.
  public double rulerBreadth() {
    return breadth;
  }

  /// The pose asked for, as this person takes it this time.
  public double[] take(Asked asked) {
    double[] angles = Objects.requireNonNull(habits.get(asked)).clone();
    for (int i = 0; i < angles.length; i++) {
      double again = AGAIN_DEGREES * (spread(i) ? 0.6 : 1);
      angles[i] = within(i, angles[i] + Math.toRadians(again) * random.nextGaussian());
    }
    Finger pinched = pinched(asked);
    if (pinched != null) {
      close(angles, pinched);
    }
    return angles;
  }

  /// Seconds before this person does what was asked, this time.
  public double reaction() {
    return between(0.25, 0.6);
  }

  /// Seconds that this person takes to get there, this time.
  public double moveSeconds() {
    return between(0.4, 0.8);
  }

  /// A pose of everyday work: between what hands do, with a freedom of its own in every joint.
  public double[] everyday() {
    double[] angles = new double[HandAngles.COUNT];
    Asked[] all = Asked.values();
    double sum = 0;
    for (int n = 0; n < 3; n++) {
      double share = 0.1 + random.nextDouble();
      double[] part = Objects.requireNonNull(habits.get(all[random.nextInt(all.length)]));
      sum += share;
      for (int i = 0; i < angles.length; i++) {
        angles[i] += share * part[i];
      }
    }
    for (int i = 0; i < angles.length; i++) {
      angles[i] =
          within(i, angles[i] / sum + Math.toRadians(spread(i) ? 2.5 : 6) * random.nextGaussian());
    }
    for (int f = 1; f < Finger.values().length; f++) {
      int pip = f * HandAngles.PER_FINGER + 2;
      angles[pip + 1] =
          within(pip + 1, dipOfPip * angles[pip] + Math.toRadians(4) * random.nextGaussian());
    }
    return angles;
  }

  private static boolean spread(int i) {
    return i >= HandAngles.PER_FINGER && i % HandAngles.PER_FINGER == 1;
  }

  static Finger pinchedOr(Asked asked, Finger otherwise) {
    return switch (asked) {
      case PINCH_INDEX -> Finger.INDEX;
      case PINCH_MIDDLE -> Finger.MIDDLE;
      case PINCH_RING -> Finger.RING;
      case PINCH_LITTLE -> Finger.LITTLE;
      default -> otherwise;
    };
  }

  private static @Nullable Finger pinched(Asked asked) {
    Finger finger = pinchedOr(asked, Finger.THUMB);
    return finger == Finger.THUMB ? null : finger;
  }

  private static double within(int i, double angle) {
    Finger finger = Finger.values()[i / HandAngles.PER_FINGER];
    int k = i % HandAngles.PER_FINGER;
    double least = LEAST[finger == Finger.THUMB ? k : HandAngles.PER_FINGER + k];
    return Math.clamp(angle, least, HandAngles.most(finger, k));
  }

  private double[] habit(Asked asked) {
    double[] angles = new double[HandAngles.COUNT];
    switch (asked) {
      case FLAT -> fill(angles, 0, 5, 0, 4, 0, 5, 0, 7, 0, 7, 0, 7, 0, 7);
      case SPREAD -> fill(angles, 0, 7, 15, 7, 0, 6, 0, 8, 42, 12, 0, 8, 0, 8);
      case FIST -> fill(angles, 82, 8, 0, 5, 99, 8, 48, 16, 14, 13, 42, 16, 46, 18);
      case THUMB_ACROSS -> fill(angles, 3, 6, 0, 5, 4, 6, 57, 6, 8, 9, 36, 15, 32, 17);
      case REST, WRIST -> fill(angles, 20, 15, 2, 6, 25, 15, 14, 14, 12, 13, 10, 13, 12, 14);
      default -> {
        fill(angles, 11, 10, 0, 7, 13, 11, 46, 12, 30, 12, 16, 12, 22, 14);
        Finger finger = pinchedOr(asked, Finger.INDEX);
        int a = HandAngles.index(finger, 0);
        angles[a] = Math.toRadians(between(40, 62));
        angles[a + 2] = Math.toRadians(between(36, 60));
        angles[a + 3] = dipOfPip * angles[a + 2];
        close(angles, finger);
      }
    }
    if (asked == Asked.SPREAD) {
      angles[HandAngles.index(Finger.MIDDLE, 1)] = Math.toRadians(between(-3, 3));
    }
    return angles;
  }

  /// In degrees, pairs of middle and half width: knuckle, spread, middle joint; then the thumb's
  /// four.
  private void fill(double[] angles, double... degrees) {
    double[] leaning = {between(-0.7, 0.7), between(-0.7, 0.7), between(-0.7, 0.7)};
    for (int f = 0; f < Finger.values().length; f++) {
      for (int k = 0; k < HandAngles.PER_FINGER; k++) {
        int i = f * HandAngles.PER_FINGER + k;
        if (f == 0) {
          angles[i] = degrees[6 + 2 * k] + degrees[7 + 2 * k] * between(-1, 1);
        } else if (k < 3) {
          double lean = leaning[k] + 0.6 * between(-1, 1);
          angles[i] = degrees[2 * k] + degrees[2 * k + 1] * Math.clamp(lean, -1, 1);
        } else {
          angles[i] = dipOfPip * angles[i - 1] + between(-4, 4);
        }
      }
    }
    for (int i = 0; i < angles.length; i++) {
      angles[i] = within(i, Math.toRadians(angles[i]));
    }
  }

  /// Brings the tips together from where they are, with as little change as it takes.
  private void close(double[] angles, Finger finger) {
    double[] from = angles.clone();
    int a = HandAngles.index(finger, 0);
    int[] free = {0, 1, 2, 3, a, a + 1, a + 2};
    ForwardKinematics hand = new ForwardKinematics(side, size);
    double[] joints = new double[HandPose.VALUES];
    double apart = between(0, 0.004);
    double best = cost(hand, joints, angles, from, finger, apart);
    for (double step = 0.1; step > 5e-4; ) {
      boolean better = false;
      for (int i : free) {
        for (int way = -1; way <= 1; way += 2) {
          double before = angles[i];
          angles[i] = within(i, before + way * step);
          double cost = cost(hand, joints, angles, from, finger, apart);
          if (cost < best) {
            best = cost;
            better = true;
          } else {
            angles[i] = before;
          }
        }
      }
      step = better ? step : step / 2;
    }
  }

  private static double cost(
      ForwardKinematics hand,
      double[] joints,
      double[] angles,
      double[] from,
      Finger finger,
      double apart) {
    hand.solve(angles, joints);
    double gap = 1000 * (HandPose.distance(joints, Finger.THUMB.tip(), finger.tip()) - apart);
    double strain = 0;
    for (int i = 0; i < angles.length; i++) {
      strain += (angles[i] - from[i]) * (angles[i] - from[i]);
    }
    return gap * gap + 2 * strain;
  }
}
