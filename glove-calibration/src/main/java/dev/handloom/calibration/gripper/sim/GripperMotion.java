package dev.handloom.calibration.gripper.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// How far a gripper is open over time: held, then on its way as a hand moves it, softly at both
/// ends.
public final class GripperMotion {
  /// From one time on it moves towards a width, where it arrives at another.
  private record Leg(double from, double to, double widthMm) {}

  private final List<Leg> legs = new ArrayList<>();
  private double seconds;

  private GripperMotion() {}

  /// Each end held, several times over, as a guided run asks for; people do not close alike each
  /// time.
  public static GripperMotion ends(
      RandomGenerator random, double widthMm, int rounds, double repeatMm) {
    GripperMotion motion = new GripperMotion();
    for (int i = 0; i < rounds; i++) {
      motion.go(Math.abs(random.nextGaussian() * repeatMm), 0.7).hold(1.1);
      motion.go(widthMm - Math.abs(random.nextGaussian() * repeatMm), 0.7).hold(1.1);
    }
    return motion;
  }

  /// What one does all day: closes on things of many sizes, lets go again, slowly and fast.
  public static GripperMotion grasps(RandomGenerator random, double widthMm, double seconds) {
    GripperMotion motion = new GripperMotion();
    while (motion.seconds < seconds) {
      motion.go(random.nextDouble() * widthMm, random.nextDouble(0.3, 1.0));
      if (random.nextInt(3) == 0) {
        motion.hold(random.nextDouble(0.1, 0.6));
      }
    }
    return motion;
  }

  private GripperMotion go(double widthMm, double takes) {
    legs.add(new Leg(seconds, seconds + takes, widthMm));
    seconds += takes;
    return this;
  }

  private GripperMotion hold(double takes) {
    seconds += takes;
    return this;
  }

  public double seconds() {
    return seconds;
  }

  public double widthAt(double time) {
    double width = 0;
    for (Leg leg : legs) {
      if (time >= leg.to) {
        width = leg.widthMm;
      } else {
        if (time > leg.from) {
          double share = (time - leg.from) / (leg.to - leg.from);
          // The way of least jerk (Flash and Hogan 1985).
          double gone = share * share * share * (10 + share * (6 * share - 15));
          width += (leg.widthMm - width) * gone;
        }
        break;
      }
    }
    return width;
  }
}
