package dev.handloom.store.gopro;

import java.util.ArrayList;
import java.util.List;

/// When each sample of a sensor was taken, on the video's time line. Of each payload is known when
/// it begins; the samples in between come at an even pace, so that all payloads together lie on a
/// line. Where they do not, something is missing or the camera stumbled, and each payload is
/// divided by itself.
final class SampleTimes {
  /// A payload that begins farther off the line than this, and there is no line.
  private static final double CROOKED_MICROS = 40_000;

  /// The camera's stamps and its video's time line disagree by more: the stamps are of another
  /// clock.
  private static final double FOREIGN_MICROS = 100_000;

  private static final double LONGEST_STEP = 1.5;

  private record Payload(
      long ptsMicros, long durationMicros, long stampMicros, long first, int samples) {}

  private final List<Payload> payloads = new ArrayList<>();
  private double[] begins = new double[0];
  private double offset;
  private double slope;
  private double worst;
  private boolean line;

  /// @param stampMicros the camera's own time of it; -1 without
  /// @param first the number of its first sample
  void add(long ptsMicros, long durationMicros, long stampMicros, long first, int samples) {
    payloads.add(new Payload(ptsMicros, durationMicros, stampMicros, first, samples));
  }

  /// To be called after the last [#add] and before anything is asked for.
  void fit() {
    int count = payloads.size();
    begins = new double[count];
    Payload first = payloads.getFirst();
    boolean stamped = stamped();
    long[] before = new long[count];
    for (int i = 0; i < count; i++) {
      Payload each = payloads.get(i);
      begins[i] =
          stamped
              ? (double) (first.ptsMicros + each.stampMicros - first.stampMicros)
              : (double) each.ptsMicros;
      before[i] = each.first;
    }
    double meanN = 0;
    double meanT = 0;
    for (int i = 0; i < count; i++) {
      meanN += (double) before[i] / count;
      meanT += begins[i] / count;
    }
    double nn = 0;
    double nt = 0;
    for (int i = 0; i < count; i++) {
      nn += (before[i] - meanN) * (before[i] - meanN);
      nt += (before[i] - meanN) * (begins[i] - meanT);
    }
    slope = nn > 0 ? nt / nn : evenly(0);
    offset = meanT - slope * meanN;
    worst = 0;
    for (int i = 0; i < count; i++) {
      worst = Math.max(worst, Math.abs(begins[i] - offset - slope * before[i]));
    }
    line = worst <= CROOKED_MICROS && slope > 0;
    if (!line) {
      worst = CROOKED_MICROS;
    }
  }

  private boolean stamped() {
    Payload first = payloads.getFirst();
    for (Payload each : payloads) {
      double apart =
          (double) (each.stampMicros - first.stampMicros - each.ptsMicros + first.ptsMicros);
      if (each.stampMicros < 0 || Math.abs(apart) > FOREIGN_MICROS) {
        return false;
      }
    }
    return true;
  }

  /// The pace within one payload.
  private double evenly(int payload) {
    Payload each = payloads.get(payload);
    double length = each.durationMicros;
    if (payload + 1 < payloads.size()) {
      double next = begins[payload + 1] - begins[payload];
      // A longer way to the next means that there is one missing.
      length = next > 0 && next < LONGEST_STEP * length ? next : length;
    }
    return length / Math.max(1, each.samples);
  }

  /// The time of a sample.
  ///
  /// @param number counted over all payloads
  double micros(int payload, int sample, long number) {
    return line ? offset + slope * number : begins[payload] + evenly(payload) * sample;
  }

  /// How far the beginnings of payloads lie off at most.
  double worstMicros() {
    return worst;
  }

  /// Whether all samples lie on one line.
  boolean even() {
    return line;
  }

  /// Samples a second; NaN if there are too few to say.
  double hz() {
    return slope > 0 ? 1e6 / slope : Double.NaN;
  }
}
