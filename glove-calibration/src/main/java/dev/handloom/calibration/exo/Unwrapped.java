package dev.handloom.calibration.exo;

/// An angle that wraps, followed over its turns: what comes out does not jump. One joint each; a
/// reading that is missing is passed over.
public final class Unwrapped {
  private final double period;
  private double last = Double.NaN;
  private double turns;

  /// @param period after which readings begin again, in their unit
  public Unwrapped(double period) {
    if (!(period > 0)) {
      throw new IllegalArgumentException("Readings cannot begin again after " + period);
    }
    this.period = period;
  }

  /// The next reading, on the turn that is nearest to the last one.
  public double see(double reading) {
    if (Double.isNaN(reading)) {
      return Double.NaN;
    }
    if (!Double.isNaN(last)) {
      turns -= period * Math.rint((reading - last) / period);
    }
    last = reading;
    return reading + turns;
  }

  /// By how many whole turns a start is off from where the joint was left: the offer to put it
  /// right after the power was gone. 0 where it stands as it stood, within half a turn.
  public static long turnsOff(double now, double expected, double period) {
    return Math.round((now - expected) / period);
  }
}
