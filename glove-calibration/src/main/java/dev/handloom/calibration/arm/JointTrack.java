package dev.handloom.calibration.arm;

import dev.handloom.calibration.exo.SineCosine;
import dev.handloom.calibration.exo.Unwrapped;
import dev.handloom.calibration.run.RunRecording;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What one joint said in a run, followed over its turns, in the unit of its reading.
final class JointTrack {
  /// A single reading that is off by this share of a turn from those beside it is no movement.
  private static final double GLITCH = 0.08;

  private static final double SHARE = 0.002;

  final Encoder encoder;
  final @Nullable SineCosine ellipse;

  /// Followed over turns; NaN where nothing came.
  final double[] path;

  /// Single readings that are off by much.
  final int glitches;

  private final Stretches stretches;

  JointTrack(
      Encoder encoder, @Nullable SineCosine ellipse, RunRecording recording, Stretches stretches) {
    this.encoder = encoder;
    this.ellipse = ellipse;
    this.stretches = stretches;
    double[] raw = new double[recording.count()];
    for (int s = 0; s < raw.length; s++) {
      raw[s] = reading(encoder, ellipse, recording, s);
    }
    int off = 0;
    double turn =
        Double.isNaN(encoder.period()) ? encoder.high() - encoder.low() : encoder.period();
    double[] clean = raw.clone();
    for (int s = 1; s + 1 < raw.length; s++) {
      double before = apart(raw[s], raw[s - 1]);
      double after = apart(raw[s], raw[s + 1]);
      boolean alone = Math.abs(apart(raw[s + 1], raw[s - 1])) < Math.abs(before) / 2;
      if (Math.abs(before) > GLITCH * turn && Math.abs(after) > GLITCH * turn && alone) {
        clean[s] = Double.NaN;
        off++;
      }
    }
    glitches = off;
    path = clean;
    if (!Double.isNaN(encoder.period())) {
      Unwrapped follow = new Unwrapped(encoder.period());
      for (int s = 0; s < path.length; s++) {
        path[s] = follow.see(path[s]);
      }
    }
  }

  private static double reading(
      Encoder encoder, @Nullable SineCosine ellipse, RunRecording recording, int s) {
    double value = recording.value(s, encoder.channel());
    return ellipse == null ? value : ellipse.angle(value, recording.value(s, encoder.cosine()));
  }

  /// How far one reading is from another, the shorter way round.
  double apart(double a, double b) {
    double d = a - b;
    double period = encoder.period();
    return Double.isNaN(period) ? d : d - period * Math.rint(d / period);
  }

  /// Where it stood in the hold with which a step ended: the mean of the middle half of what was
  /// read, so that readings that jump do not count; NaN where there is none.
  double held(int step) {
    double[] in =
        Arrays.stream(
                path, stretches.hold(step), Math.max(stretches.hold(step), stretches.end(step)))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    int quarter = in.length / 4;
    return Arrays.stream(in, quarter, in.length - quarter).average().orElse(Double.NaN);
  }

  /// One standard deviation within the hold of a step, a slow creep taken off.
  double noise(int step) {
    int from = stretches.hold(step);
    double sum = 0;
    int count = 0;
    for (int s = from + 1; s < stretches.end(step); s++) {
      double d = path[s] - path[s - 1];
      if (!Double.isNaN(d)) {
        sum += d * d / 2;
        count++;
      }
    }
    return count == 0 ? Double.NaN : Math.sqrt(sum / count);
  }

  /// How far it went in a step, in its unit, a few outermost readings left out.
  double range(int step) {
    double[] ends = ends(step);
    return ends[1] - ends[0];
  }

  /// The lowest and the highest it said in a step; twice NaN where it said nothing.
  double[] ends(int step) {
    double[] in =
        Arrays.stream(
                path, stretches.begin(step), Math.max(stretches.begin(step), stretches.end(step)))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    if (in.length == 0) {
      return new double[] {Double.NaN, Double.NaN};
    }
    int cut = (int) (SHARE * in.length);
    return new double[] {in[cut], in[in.length - 1 - cut]};
  }
}
