package dev.handloom.device.timecode;

import java.util.ArrayList;
import java.util.List;

/// Reads the time code in the pictures of one camera, one after the other: by how much each
/// picture's capture time is later than what it shows. Belongs to one thread.
public final class TimeCodeReader {
  private static final long FIRST_BACK_NANOS = 1_500_000_000L;
  private static final long FIRST_AHEAD_NANOS = 150_000_000L;
  private static final long LATER_NANOS = 120_000_000L;

  /// After so many pictures it is believed how long they are exposed, and about how late they are.
  private static final int BELIEVED = 12;

  private final PulseLog pulses;
  private final CodeFinder finder;
  private final ShownTime time = new ShownTime();
  private final StripReading[] strips = new StripReading[CodeLayout.STRIPS];
  private final long[] earliest = new long[CodeLayout.STRIPS];
  private final long[] latest = new long[CodeLayout.STRIPS];
  private final double[] exposureMisfit = new double[time.exposures()];
  private final List<Seen> seen = new ArrayList<>();
  private int exposure = -1;
  private int readings;

  /// What one picture says: its capture time less the time it shows, for its middle row, lies
  /// between these.
  ///
  /// @param perHeightNanos by which the bottom row shows a later time than the top row; NaN where
  ///   only one strip could be read
  public record Seen(
      long captureNanos,
      double row,
      double earliestNanos,
      double latestNanos,
      double perHeightNanos) {}

  /// @param session of the window whose code is filmed
  public TimeCodeReader(PulseLog pulses, int session) {
    this.pulses = pulses;
    finder = new CodeFinder(session);
    for (int i = 0; i < strips.length; i++) {
      strips[i] = new StripReading();
    }
  }

  /// Reads a picture.
  ///
  /// @param captureNanos as the camera's clock has it
  public Hindrance read(Picture picture, long captureNanos) {
    Hindrance why = finder.read(picture, strips);
    if (why != Hindrance.NONE) {
      return why;
    }
    long from = captureNanos - FIRST_BACK_NANOS;
    long to = captureNanos + FIRST_AHEAD_NANOS;
    if (seen.size() >= BELIEVED) {
      long usual = Math.round(TimeCodeResult.median(seen));
      from = captureNanos - usual - LATER_NANOS;
      to = captureNanos - usual + LATER_NANOS;
    }
    boolean[] good = new boolean[strips.length];
    int last = -1;
    for (int i = 0; i < strips.length; i++) {
      if (strips[i].seen && time.find(strips[i], pulses, from, to, exposure)) {
        good[i] = true;
        last = i;
        earliest[i] = time.earliestNanos;
        latest[i] = time.latestNanos;
        learnExposure();
      }
    }
    if (last < 0) {
      return Hindrance.UNREADABLE;
    }
    boolean both = good[0] && good[1];
    double row = both ? (strips[0].row + strips[1].row) / 2 : strips[last].row;
    double early = both ? (earliest[0] + earliest[1]) / 2.0 : earliest[last];
    double late = both ? (latest[0] + latest[1]) / 2.0 : latest[last];
    double across =
        both
            ? (earliest[1] + latest[1] - earliest[0] - latest[0])
                / 2.0
                / (strips[1].row - strips[0].row)
            : Double.NaN;
    seen.add(new Seen(captureNanos, row, captureNanos - late, captureNanos - early, across));
    return Hindrance.NONE;
  }

  /// All pictures are exposed alike; the exposure that explains most of them is the one.
  private void learnExposure() {
    if (exposure >= 0) {
      return;
    }
    readings++;
    double[] misfits = time.misfits();
    int best = 0;
    for (int e = 0; e < exposureMisfit.length; e++) {
      exposureMisfit[e] += misfits[e];
      best = exposureMisfit[e] < exposureMisfit[best] ? e : best;
    }
    if (readings >= 2 * BELIEVED) {
      exposure = best;
    }
  }

  /// Whether the camera was moved since the picture before, so far that it matters.
  public boolean moving() {
    return finder.shiftPixels() > 6;
  }

  /// How many pictures could be read.
  public int pictures() {
    return seen.size();
  }

  /// What all pictures say together.
  public TimeCodeResult result() {
    return TimeCodeResult.of(
        seen, exposure < 0 ? 0 : ShownTime.exposureNanos(exposure), pulses.periodNanos());
  }
}
