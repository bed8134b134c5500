package dev.handloom.calibration.fit;

import dev.handloom.calibration.hand.AngleLimits;
import dev.handloom.device.hand.HandAngles;

/// A glove on a hand: from what its channels say to the 20 angles, each with its bound.
///
/// @param flat what each channel says of the flat hand
/// @param span how much more it says in its own pose; NaN for a channel that is not used
/// @param noise of each channel while the hand is still, one standard deviation, in its unit
/// @param angles laid out as [HandAngles]
public record GloveModel(double[] flat, double[] span, double[] noise, AngleModel[] angles) {
  /// A bound holds the truth 19 times in 20: so many standard deviations.
  public static final double SURE = 1.96;

  /// Readings farther out than a hand can go are cut off.
  private static final double LEAST = -1;

  private static final double MOST = 2;

  /// The same after a new zero: the glove sits differently, and the hand is as it was.
  public GloveModel rezeroed(double[] newFlat) {
    return new GloveModel(newFlat.clone(), span, noise, angles);
  }

  public Predictor predictor() {
    return new Predictor(this);
  }

  static double reading(double value, double flat, double span) {
    double u = (value - flat) / span;
    // Not a number, where the channel is not used or said nothing: as if the hand were flat.
    return u >= LEAST ? Math.min(u, MOST) : u < LEAST ? LEAST : 0;
  }

  /// Applies a model. One instance per thread; allocates nothing per call.
  public static final class Predictor {
    private final GloveModel model;
    private final double[] readings;
    private final double[] noise;
    private final double[] scratch;

    Predictor(GloveModel model) {
      this.model = model;
      int channels = model.flat.length;
      readings = new double[channels];
      noise = new double[channels];
      int longest = 0;
      for (AngleModel angle : model.angles) {
        longest = Math.max(longest, angle.features().length);
      }
      scratch = new double[longest];
      for (int c = 0; c < channels; c++) {
        double share = model.noise[c] / Math.abs(model.span[c]);
        noise[c] = Double.isNaN(share) ? 0 : share;
      }
    }

    /// @param values what the channels say
    /// @param angles the answer, radians, within what joints can do
    public void angles(double[] values, double[] angles) {
      normalise(values);
      for (int i = 0; i < HandAngles.COUNT; i++) {
        angles[i] = AngleLimits.clamp(i, model.angles[i].mean(readings));
      }
    }

    /// The bounds of the last angles: the truth lies this near 19 times in 20, in radians.
    public void bounds(double[] bounds) {
      for (int i = 0; i < HandAngles.COUNT; i++) {
        bounds[i] = SURE * Math.sqrt(model.angles[i].variance(readings, noise, scratch));
      }
    }

    private void normalise(double[] values) {
      for (int c = 0; c < readings.length; c++) {
        readings[c] = reading(values[c], model.flat[c], model.span[c]);
      }
    }
  }
}
