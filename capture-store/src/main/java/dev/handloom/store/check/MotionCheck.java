package dev.handloom.store.check;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.motion.MotionCurve;
import java.util.List;
import java.util.Locale;

/// Looks at what the person did, by the numbers alone: stillness, and values that leap.
final class MotionCheck {
  /// Shorter stillness belongs to the work.
  private static final long IDLE_NANOS = 3_000_000_000L;

  /// Still is what is slower than this share of the take's own brisk speed.
  private static final double IDLE_SHARE = 0.05;

  /// Below so much of a range a second nothing moved at all: noise of sensors.
  private static final double NOISE = 0.01;

  /// From one sample to the next no finger crosses so much of its range.
  private static final double LEAP = 0.4;

  private static final long LONGEST_STEP_NANOS = 50_000_000L;

  private final Findings findings;

  MotionCheck(Findings findings) {
    this.findings = findings;
  }

  void check(EpisodeReader episode) {
    idle(MotionCurve.of(episode));
    for (StreamSamples samples : episode.signals().values()) {
      if (samples.spec().kind() == StreamKind.HAND || samples.spec().kind() == StreamKind.SIGNAL) {
        channels(samples);
      }
    }
  }

  private void idle(MotionCurve curve) {
    double brisk = curve.brisk();
    double still = Math.max(NOISE, brisk * IDLE_SHARE);
    int begun = -1;
    for (int i = 0; i <= curve.steps(); i++) {
      // Where nothing is known nothing is said of it.
      boolean idle = i < curve.steps() && curve.speed(i) < still;
      if (idle && begun < 0) {
        begun = i;
      } else if (!idle && begun >= 0) {
        long length = (i - begun) * MotionCurve.STEP_NANOS;
        if (length >= IDLE_NANOS) {
          findings.add(
              Code.IDLE,
              "",
              curve.nanos(begun),
              String.format(Locale.ROOT, "For %.1f s nothing moved", length / 1e9));
        }
        begun = -1;
      }
    }
  }

  private void channels(StreamSamples samples) {
    List<Channel> channels = samples.spec().channels();
    for (int c = 0; c < channels.size(); c++) {
      Channel channel = channels.get(c);
      double range = channel.high() - channel.low();
      // Rotations flip their sign and counters turn over: neither is a leap. Of numbers whose unit
      // nobody said nobody said the range either.
      if (channel.unit() == Unit.SWITCH
          || channel.unit() == Unit.NONE
          || channel.unit() == Unit.UNKNOWN
          || !(range > 0)
          || !Double.isFinite(range)) {
        continue;
      }
      leaps(samples, c, channel, range);
      limits(samples, c, channel, range);
    }
  }

  /// There and back again, or there and no further: what a hand cannot do.
  private void leaps(StreamSamples samples, int c, Channel channel, double range) {
    for (int i = 2; i < samples.size(); i++) {
      long step = samples.captureNanos(i) - samples.captureNanos(i - 1);
      double leap = (samples.value(i, c) - samples.value(i - 1, c)) / range;
      double before = (samples.value(i - 1, c) - samples.value(i - 2, c)) / range;
      if (step <= LONGEST_STEP_NANOS
          && Math.abs(leap) > LEAP
          && Math.abs(leap) < 1 - 1e-9
          && Math.abs(leap - before) > LEAP) {
        findings.add(
            Code.JERK,
            samples.spec().name(),
            samples.captureNanos(i),
            String.format(
                Locale.ROOT,
                "%s leaps by %.0f %% of its range within %.0f ms",
                channel.name(),
                Math.abs(leap) * 100,
                step / 1e6));
        return;
      }
    }
  }

  private void limits(StreamSamples samples, int c, Channel channel, double range) {
    double slack = range * 1e-3;
    for (int i = 0; i < samples.size(); i++) {
      double value = samples.value(i, c);
      if (value < channel.low() - slack || value > channel.high() + slack) {
        findings.add(
            Code.LIMIT,
            samples.spec().name(),
            samples.captureNanos(i),
            String.format(
                Locale.ROOT,
                "%s is %.3f, its limits are %.3f and %.3f",
                channel.name(),
                value,
                channel.low(),
                channel.high()));
        return;
      }
    }
  }
}
