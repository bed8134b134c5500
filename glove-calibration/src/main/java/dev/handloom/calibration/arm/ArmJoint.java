package dev.handloom.calibration.arm;

import dev.handloom.calibration.exo.SineCosine;
import org.jspecify.annotations.Nullable;

/// How a joint's angle comes about.
///
/// @param ellipse of a sine and a cosine, or null
/// @param zero reading in the zero pose, in its unit
/// @param gain radians a unit, with the sign of the joint
/// @param low end of what was swept, in radians
/// @param high end of what was swept, in radians
/// @param spread one standard deviation of the zero and of what the encoder bends, in radians
/// @param gainSpread one standard deviation of the gain, as a share of it
public record ArmJoint(
    Encoder encoder,
    @Nullable SineCosine ellipse,
    double zero,
    double gain,
    double low,
    double high,
    double spread,
    double gainSpread) {
  /// A bound holds the truth 19 times in 20: so many standard deviations.
  public static final double SURE = 1.96;

  /// One standard deviation beyond which an angle is a guess, in radians.
  private static final double UNKNOWN = Math.PI / 4;

  /// A joint that goes farther than this share of a turn has to be followed over its turns.
  private static final double ONE_TURN = 0.95;

  /// Whether it goes over more than one turn, so that where it starts has to be known.
  public boolean turns() {
    double period = encoder.period();
    return !Double.isNaN(period) && high - low > ONE_TURN * period * Math.abs(gain);
  }

  /// Whether its counts go on over the turn, as those of some servos do.
  boolean countsTurns() {
    return encoder.high() - encoder.low() > 1.5 * encoder.period();
  }

  /// By how many whole turns, in the reading's unit, a joint of many turns is off at the first
  /// reading: where its counts go on, what it takes to come into what was swept, which is nothing
  /// unless the power was gone; else it is taken to start within half a turn of its zero pose.
  double startShift(double reading) {
    double period = encoder.period();
    double angle = gain * (reading - zero);
    double most = period * Math.abs(gain) / 2;
    if (countsTurns() && angle > low - most && angle < high + most) {
      return 0;
    }
    return -period * Math.rint((reading - zero) / period);
  }

  /// The reading, in its unit.
  double reading(double[] values) {
    double value = values[encoder.channel()];
    return ellipse == null ? value : ellipse.angle(value, values[encoder.cosine()]);
  }

  /// The angle of a reading that may stand on any turn, for a joint of less than a turn: on the
  /// turn whose middle is the middle of what was swept.
  double angle(double reading) {
    double middle = (low + high) / 2 / gain;
    double d = reading - zero - middle;
    double period = encoder.period();
    if (!Double.isNaN(period)) {
      d -= period * Math.rint(d / period);
    }
    return gain * (d + middle);
  }

  /// The angle of a reading that was followed over its turns.
  double followed(double reading) {
    return gain * (reading - zero);
  }

  /// The same joint where nothing is known of its angle: the bound is half a turn.
  ArmJoint unknown() {
    return new ArmJoint(encoder, ellipse, zero, gain, low, high, Math.PI / SURE, 0);
  }

  /// Whether something is known of its angle.
  public boolean known() {
    return spread < UNKNOWN;
  }

  /// The truth lies this near 19 times in 20, in radians.
  public double bound(double angle) {
    double bent = gainSpread * angle;
    return SURE * Math.sqrt(spread * spread + bent * bent);
  }
}
