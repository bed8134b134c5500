package dev.handloom.test.bench.calibration;

import dev.handloom.calibration.run.Hold;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.sim.wearer.WornGlove;
import java.util.Arrays;
import java.util.List;

/// What a glove gives without a fit: counts stretched from their lowest to their highest over what
/// a joint can do, as sweeps of ranges are used elsewhere; angles and skeletons as the glove has
/// them.
final class Uncalibrated {
  private static final int PER = HandAngles.PER_FINGER;

  /// A string's finger at full curl, radians; the thumb's four angles, then the others'.
  private static final double[] THUMB_CURLED = {0.7, 0.15, 0.65, 0.9};

  private static final double[] CURLED = {1.4, 0, 1.65, 0.95};
  private static final double DIP_OF_PIP = 0.6;

  private final WornGlove glove;
  private final double[] low;
  private final double[] high;

  Uncalibrated(WornGlove glove, List<Hold> holds) {
    this.glove = glove;
    int channels = holds.getFirst().mean().length;
    low = new double[channels];
    high = new double[channels];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    for (Hold hold : holds) {
      for (int c = 0; c < channels; c++) {
        low[c] = Math.min(low[c], hold.mean()[c]);
        high[c] = Math.max(high[c], hold.mean()[c]);
      }
    }
  }

  private double share(double[] read, int c) {
    return Math.clamp((read[c] - low[c]) / (high[c] - low[c]), 0, 1);
  }

  void angles(double[] read, double[] out) {
    Arrays.fill(out, 0);
    switch (glove.kind()) {
      case STRINGS -> {
        for (int c = 0; c < read.length; c++) {
          for (int k = 0; k < PER; k++) {
            out[c * PER + k] = share(read, c) * (c == 0 ? THUMB_CURLED : CURLED)[k];
          }
        }
      }
      case COUNTS -> {
        for (int c = 0; c < read.length; c++) {
          int angle = glove.angle(c);
          Finger finger = glove.finger(c);
          double most = HandAngles.most(finger, angle % PER);
          boolean spread = finger != Finger.THUMB && angle % PER == 1;
          out[angle] = (spread ? 2 * share(read, c) - 1 : share(read, c)) * most;
        }
        for (int f = 1; f < Finger.values().length; f++) {
          out[f * PER + 3] = DIP_OF_PIP * out[f * PER + 2];
        }
      }
      case ANGLES -> {
        for (int c = 0; c < read.length; c++) {
          out[glove.angle(c)] = read[c];
        }
      }
      case SKELETON -> System.arraycopy(read, 0, out, 0, out.length);
    }
  }
}
