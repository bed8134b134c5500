package dev.handloom.calibration.fit;

import dev.handloom.calibration.glove.Sense;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.device.hand.Finger;
import java.util.List;
import java.util.Set;

/// How far each channel goes between the flat hand and its own pose.
final class Spans {
  /// An angle channel that goes less than this in its own pose is taken at its word, in radians.
  private static final double LEAST_ANGLE = Math.toRadians(8);

  private Spans() {}

  /// @param unusable indexes of channels that the fit must not listen to
  static double[] of(List<SensedChannel> channels, HoldTable holds, Set<Integer> unusable) {
    double[] span = new double[channels.size()];
    for (int c = 0; c < span.length; c++) {
      SensedChannel channel = channels.get(c);
      double response = holds.response(OwnPose.of(channel), c);
      boolean used = channel.useful() && !unusable.contains(c) && !Double.isNaN(response);
      span[c] = used ? span(channel, response) : Double.NaN;
    }
    middles(channels, span);
    return span;
  }

  private static double span(SensedChannel channel, double response) {
    if (channel.angle()) {
      // A middle finger does not spread: what it says is an angle all the same.
      return Math.abs(response) < LEAST_ANGLE ? 1 : response;
    }
    return response == 0 ? Double.NaN : response;
  }

  /// The middle finger hardly moves when the hand spreads; its raw channel is given its
  /// neighbours'.
  private static void middles(List<SensedChannel> channels, double[] span) {
    for (int c = 0; c < span.length; c++) {
      SensedChannel channel = channels.get(c);
      boolean middle = channel.finger() == Finger.MIDDLE && channel.sense() == Sense.SPREAD;
      if (!middle || channel.angle() || Double.isNaN(span[c])) {
        continue;
      }
      double sum = 0;
      int count = 0;
      for (int o = 0; o < span.length; o++) {
        SensedChannel other = channels.get(o);
        if (o != c
            && other.sense() == Sense.SPREAD
            && other.finger() != Finger.THUMB
            && !Double.isNaN(span[o])) {
          sum += span[o];
          count++;
        }
      }
      span[c] = count == 0 || sum == 0 ? Double.NaN : sum / count;
    }
  }
}
