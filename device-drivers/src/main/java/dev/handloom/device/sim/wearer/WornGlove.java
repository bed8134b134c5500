package dev.handloom.device.sim.wearer;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A simulated glove: from a hand's true angles to what its stream says, with the errors of its
/// kind and at most one fault.
public final class WornGlove {
  /// How gloves speak.
  public enum Kind {
    /// Counts of a converter, 16 of them, as open-hardware gloves give them.
    COUNTS,
    /// Five strings, one a finger.
    STRINGS,
    /// An angle a joint, 20 of them.
    ANGLES,
    /// 26 joints in space.
    SKELETON
  }

  private static final int MOST_COUNTS = 4095;
  private static final double HZ = 60;
  private static final int PER = HandAngles.PER_FINGER;

  private final Kind kind;
  private final @Nullable PlantedFault fault;
  private final RandomGenerator random;
  private final StreamSpec spec;
  private final SensorTrait[] sensors;
  private final ForwardKinematics skeleton;
  private final Pose placed;
  private final double[] felt = new double[HandAngles.COUNT];
  private final double[] hand = new double[HandPose.VALUES];

  public WornGlove(Kind kind, HandSide side, long seed, @Nullable PlantedFault fault) {
    this.kind = kind;
    this.fault = fault;
    random = new Random(seed);
    int sensed = kind == Kind.STRINGS ? 5 : kind == Kind.COUNTS ? 16 : HandAngles.COUNT;
    sensors = new SensorTrait[sensed];
    for (int s = 0; s < sensors.length; s++) {
      sensors[s] = new SensorTrait(random, kind == Kind.COUNTS || kind == Kind.STRINGS);
    }
    skeleton = new ForwardKinematics(side, HandSize.ADULT);
    placed =
        new Pose(
            new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()),
            Quat.about(new Vec3(0.3, random.nextGaussian(), 1), 3 * random.nextDouble()));
    spec = StreamSpec.signal("glove/fingers", channels(), HZ, null);
  }

  public StreamSpec spec() {
    return spec;
  }

  public Kind kind() {
    return kind;
  }

  /// How many sensors a fault can hit.
  public int sensors() {
    return sensors.length;
  }

  private List<Channel> channels() {
    List<Channel> channels = new ArrayList<>();
    for (Finger finger : Finger.values()) {
      boolean thumb = finger == Finger.THUMB;
      switch (kind) {
        case STRINGS -> channels.add(counts(finger.word() + "_curl"));
        case COUNTS -> {
          List<String> parts =
              thumb
                  ? List.of("cmc", "abduction", "mcp", "dip")
                  : List.of("mcp_abduction", "mcp_flexion", "pip");
          parts.forEach(part -> channels.add(counts(finger.word() + "_" + part)));
        }
        case ANGLES -> {
          for (String part : List.of("abduction", "1", "2", "3")) {
            channels.add(
                new Channel(finger.word() + "_" + part, Unit.RADIAN, -2 * Math.PI, 2 * Math.PI));
          }
        }
        case SKELETON -> {}
      }
    }
    if (kind == Kind.SKELETON) {
      for (HandJoint joint : HandJoint.values()) {
        for (String part : List.of("x", "y", "z", "qx", "qy", "qz", "qw")) {
          String name = joint.name().toLowerCase(Locale.ROOT) + "_" + part;
          boolean place = part.length() == 1;
          channels.add(
              place ? new Channel(name, Unit.METRE, -9, 9) : new Channel(name, Unit.NONE, -1, 1));
        }
      }
    }
    return channels;
  }

  private static Channel counts(String name) {
    return new Channel(name, Unit.COUNT, 0, MOST_COUNTS);
  }

  /// One sample.
  ///
  /// @param angles the hand's true ones
  /// @param seconds since the glove was put on
  public void sample(double[] angles, double seconds, double[] out) {
    switch (kind) {
      case COUNTS, STRINGS -> {
        for (int s = 0; s < sensors.length; s++) {
          out[s] =
              Math.clamp(Math.round(MOST_COUNTS * reading(s, angles, seconds)), 0, MOST_COUNTS);
        }
      }
      case ANGLES -> {
        for (int s = 0; s < sensors.length; s++) {
          out[s] = reading(s, angles, seconds);
        }
      }
      case SKELETON -> skeleton(angles, seconds, out);
    }
  }

  private void skeleton(double[] angles, double seconds, double[] out) {
    for (int i = 0; i < felt.length; i++) {
      felt[i] = reading(i, angles, seconds);
    }
    skeleton.solve(felt, hand);
    for (int j = 0; j < HandJoint.COUNT; j++) {
      int p = j * HandPose.PER_JOINT;
      Pose world =
          placed.then(
              new Pose(
                  new Vec3(hand[p], hand[p + 1], hand[p + 2]),
                  new Quat(hand[p + 3], hand[p + 4], hand[p + 5], hand[p + 6])));
      out[p] = world.position().x();
      out[p + 1] = world.position().y();
      out[p + 2] = world.position().z();
      out[p + 3] = world.rotation().x();
      out[p + 4] = world.rotation().y();
      out[p + 5] = world.rotation().z();
      out[p + 6] = world.rotation().w();
    }
  }

  /// What a sensor says, with its fault: a share of its range, or an angle.
  private double reading(int s, double[] angles, double seconds) {
    int source = s;
    PlantedFault.Kind wrong = null;
    if (fault != null) {
      int other = swappedWith(fault.channel());
      if (fault.kind() == PlantedFault.Kind.SWAPPED) {
        source = s == fault.channel() ? other : s == other ? fault.channel() : s;
      } else if (fault.kind() == PlantedFault.Kind.WARMING || fault.channel() == s) {
        wrong = fault.kind();
      }
    }
    double bend = bend(source, angles);
    double range = range(source);
    boolean counts = kind == Kind.COUNTS || kind == Kind.STRINGS;
    return sensors[source].read(bend, counts ? range : 1, range, seconds, wrong, random);
  }

  /// The same sensor of the next finger.
  public int swappedWith(int s) {
    int finger = finger(s).ordinal();
    int next = finger == 4 ? 3 : Math.max(2, finger + 1);
    return switch (kind) {
      case STRINGS -> next;
      case COUNTS -> 4 + (next - 1) * 3 + (s - 4) % 3;
      case ANGLES, SKELETON -> next * PER + s % PER;
    };
  }

  /// The finger of a sensor.
  public Finger finger(int s) {
    return Finger.values()[
        switch (kind) {
          case STRINGS -> s;
          case COUNTS -> s < 4 ? 0 : 1 + (s - 4) / 3;
          case ANGLES, SKELETON -> s / PER;
        }];
  }

  /// The hand angle that a sensor feels first.
  public int angle(int s) {
    return switch (kind) {
      case STRINGS -> s * PER;
      case COUNTS -> s < 4 ? s : (1 + (s - 4) / 3) * PER + new int[] {1, 0, 2}[(s - 4) % 3];
      case SKELETON -> s;
      case ANGLES -> s / PER * PER + new int[] {1, 0, 2, 3}[s % PER];
    };
  }

  private double range(int s) {
    Finger finger = finger(s);
    if (kind == Kind.STRINGS) {
      return 0.5 * HandAngles.most(finger, 0)
          + HandAngles.most(finger, 2)
          + HandAngles.most(finger, 3);
    }
    int k = angle(s) % PER;
    double most = HandAngles.most(finger, k);
    return k == 1 && finger != Finger.THUMB ? 2 * most : most;
  }

  /// What bends the sensor, in radians: its joint, and a little of what lies beside it.
  private double bend(int s, double[] angles) {
    SensorTrait sensor = sensors[s];
    if (kind == Kind.STRINGS) {
      int a = s * PER;
      return (s == 0 ? 0.5 : 1) * angles[a] + angles[a + 2] + angles[a + 3];
    }
    int angle = angle(s);
    int finger = angle / PER;
    int k = angle % PER;
    double bend = angles[angle];
    if (k == 1 && finger > 0) {
      // A raw sensor counts from one side of the joint to the other.
      bend += kind == Kind.COUNTS ? HandAngles.most(Finger.INDEX, 1) : 0;
      bend += sensor.leakFlexion * angles[angle - 1];
    }
    if (finger > 0) {
      bend += sensor.leakLeft * (finger > 1 ? angles[angle - PER] : 0);
      bend += sensor.leakRight * (finger < 4 ? angles[angle + PER] : 0);
    } else {
      bend += sensor.leakLeft * angles[(k + 1) % PER] + sensor.leakRight * angles[(k + 3) % PER];
    }
    return bend;
  }
}
