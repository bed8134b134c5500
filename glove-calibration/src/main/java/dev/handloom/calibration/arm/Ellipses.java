package dev.handloom.calibration.arm;

import dev.handloom.calibration.exo.SineCosine;
import dev.handloom.calibration.run.RunRecording;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ellipse of a sine and a cosine, from wherever in the run they moved.
///
/// @param fitted null where the readings lie on none
/// @param heldOut how far apart, in radians, two ellipses fitted to either half of the readings
///   take them, root mean square; NaN where there is none
record Ellipses(@Nullable SineCosine fitted, double heldOut) {
  private static final Ellipses NONE = new Ellipses(null, Double.NaN);

  /// Readings nearer to the last one than this share of the range add nothing but weight.
  private static final double STEP = 0.004;

  /// Neighbouring readings are alike; halves take turns in blocks of so many.
  private static final int BLOCK = 8;

  static Ellipses of(Encoder encoder, RunRecording recording) {
    double least = STEP * (encoder.high() - encoder.low());
    List<double[]> kept = new ArrayList<>();
    double[] last = {Double.NaN, Double.NaN};
    for (int s = 0; s < recording.count(); s++) {
      double sine = recording.value(s, encoder.channel());
      double cosine = recording.value(s, encoder.cosine());
      boolean there = !Double.isNaN(sine) && !Double.isNaN(cosine);
      if (there && !(Math.hypot(sine - last[0], cosine - last[1]) < least)) {
        last = new double[] {sine, cosine};
        kept.add(last);
      }
    }
    try {
      SineCosine all = fit(kept);
      List<double[]> even = new ArrayList<>();
      List<double[]> odd = new ArrayList<>();
      for (int i = 0; i < kept.size(); i++) {
        (i / BLOCK % 2 == 0 ? even : odd).add(kept.get(i));
      }
      return new Ellipses(all, apart(fit(even), fit(odd), kept));
    } catch (IllegalArgumentException e) {
      // Too few readings, or on no ellipse: the joint did not turn, or its sensor is broken.
      return NONE;
    }
  }

  private static SineCosine fit(List<double[]> readings) {
    double[] sines = readings.stream().mapToDouble(reading -> reading[0]).toArray();
    double[] cosines = readings.stream().mapToDouble(reading -> reading[1]).toArray();
    return SineCosine.fit(sines, cosines);
  }

  private static double apart(SineCosine one, SineCosine two, List<double[]> readings) {
    double sum = 0;
    for (double[] reading : readings) {
      double a = one.angle(reading[0], reading[1]) - two.angle(reading[0], reading[1]);
      a = Math.IEEEremainder(a, 2 * Math.PI);
      sum += a * a;
    }
    return Math.sqrt(sum / readings.size());
  }
}
