package dev.handloom.store.conform;

import dev.handloom.device.clock.ClockState;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.conform.ConformanceReport.Clock;
import dev.handloom.store.conform.ConformanceReport.Reason;
import dev.handloom.store.conform.ConformanceReport.Verdict;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.payload.ClockNote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How well the times of a device are known, held against what its own path and pace allow.
///
/// What the path leaves open is stated by the driver, the rig file or a measurement. A sample may
/// besides have waited for as long as until the next one was due; where many waited longer,
/// something is in the way.
final class ClockJudge {
  /// One picture of a camera with 30 a second: with a wider one nobody knows which it belongs to.
  private static final double MOST_STATED_MILLIS = 33;

  /// Systems that are not made for real time wake a reader within so much.
  private static final double LEAST_WAIT_MILLIS = 5;

  /// Whose bound is stated: a moment of a busy computer is not the device's.
  private static final double BOUNDED = 0.95;

  /// What a device states while nothing is late: one in twenty is no wider.
  private static final double UNDISTURBED = 0.05;

  private final EpisodeReader episode;
  private final String device;
  private final List<Reason> reasons = new ArrayList<>();
  private boolean late;

  ClockJudge(EpisodeReader episode, String device) {
    this.episode = episode;
    this.device = device;
  }

  List<Reason> reasons() {
    return reasons;
  }

  /// Whether samples waited on the way, be it the device or this computer.
  boolean late() {
    return late;
  }

  Clock judge() {
    ClockState last = ClockState.ACQUIRING;
    long jumps = 0;
    long firstJumps = -1;
    PathDelay path = null;
    for (ClockNote note : episode.clocks()) {
      if (note.device().equals(device)) {
        last = note.report().state();
        jumps = note.report().jumps();
        firstJumps = firstJumps < 0 ? jumps : firstJumps;
        path = note.report().path();
      }
    }
    long during = jumps - Math.max(0, firstJumps);
    long[] bounds = bounds();
    double bound = at(bounds, BOUNDED);
    double own = path == null ? at(bounds, UNDISTURBED) : path.uncertaintyNanos() / 1e6;
    if (bound < 0 || last == ClockState.ACQUIRING) {
      add(
          Verdict.USABLE,
          "Its clock was not locked: its times have no narrow bound",
          "Let it run for a minute before a take.");
    } else if (own > MOST_STATED_MILLIS) {
      add(
          Verdict.USABLE,
          text("Its times are right within ±%.0f ms only, by what is known of its path", own),
          "Measure its delay, or say it in the rig file as path_ms and path_uncertainty_ms.");
    } else if (bound > own + Math.max(LEAST_WAIT_MILLIS, periodMillis())) {
      late = true;
      add(
          Verdict.USABLE,
          text(
              "Samples came late: their times are right within ±%.0f ms only, undisturbed within"
                  + " ±%.0f ms",
              bound, own),
          "Another cable, USB socket or access point; let nothing else run on this computer.");
    }
    if (during > 0) {
      add(
          during > 2 ? Verdict.UNFIT : Verdict.USABLE,
          during == 1 ? "Its clock leapt once" : "Its clock leapt " + during + " times",
          "Did it start anew? Look at its supply.");
    }
    return new Clock(last.name().toLowerCase(Locale.ROOT), bound, own, during);
  }

  /// Of its slowest stream.
  private double periodMillis() {
    double period = 0;
    for (StreamSamples samples : streams()) {
      period = Math.max(period, 1e3 / samples.spec().nominalHz());
    }
    return period;
  }

  private List<StreamSamples> streams() {
    List<StreamSamples> all = new ArrayList<>(episode.signals().values());
    episode.cameras().values().stream().map(CameraFrames::times).forEach(all::add);
    all.removeIf(each -> !each.spec().device().equals(device));
    return all;
  }

  private long[] bounds() {
    List<StreamSamples> streams = streams();
    long[] bounds = new long[streams.stream().mapToInt(StreamSamples::size).sum()];
    int n = 0;
    for (StreamSamples samples : streams) {
      for (int i = 0; i < samples.size(); i++) {
        bounds[n++] = samples.boundNanos(i);
      }
    }
    Arrays.sort(bounds);
    return bounds;
  }

  /// @return -1 where none is stated
  private static double at(long[] bounds, double share) {
    if (bounds.length == 0) {
      return -1;
    }
    long bound = bounds[(int) (share * (bounds.length - 1))];
    return bound == Sample.UNBOUNDED ? -1 : bound / 1e6;
  }

  private void add(Verdict weight, String what, String remedy) {
    reasons.add(new Reason(weight, device, what, remedy));
  }

  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
