package dev.handloom.store.importer.lerobot;

import dev.handloom.store.lerobot.EpisodeRows;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// When the rows of an episode were, as far as the dataset says.
///
/// @param nanos studio time of each row; the first is 0
/// @param stopNanos half a row after the last
/// @param beganUnixNanos when the first row was; null where the dataset does not say
/// @param kept whether the dataset's own times were kept because they are not its rate's
record RowTimes(long[] nanos, long stopNanos, @Nullable Long beganUnixNanos, boolean kept) {
  /// Columns with which our own datasets keep real times.
  static final String OURS = "capture.";

  private static final String UNIX = OURS + "unix_ns";
  private static final String AGE = OURS + "age_ms.";
  private static final double SECOND_NANOS = 1e9;

  /// A loader takes a row's time for that of its number within this.
  private static final double TOLERANCE_SECONDS = 1e-4;

  private static final long ROUNDED_NANOS = 2;
  private static final long EARLIEST_UNIX_NANOS = 946_684_800_000_000_000L;

  static RowTimes of(EpisodeRows rows, double fps, int count) throws IOException {
    long[] even = new long[count];
    for (int row = 0; row < count; row++) {
      even[row] = Math.round(row * SECOND_NANOS / fps);
    }
    long half = Math.round(0.5 * SECOND_NANOS / fps);
    long[] unix = rows.wholes(UNIX);
    if (unix != null && unix[0] > EARLIEST_UNIX_NANOS && rising(unix)) {
      long[] real = new long[count];
      for (int row = 0; row < count; row++) {
        real[row] = unix[row] - unix[0];
        if (Math.abs(real[row] - even[row]) <= ROUNDED_NANOS) {
          real[row] = even[row];
        }
      }
      return new RowTimes(real, real[count - 1] + half, unix[0], false);
    }
    double[] said = rows.single("timestamp");
    if (said == null || !uneven(said, fps)) {
      return new RowTimes(even, even[count - 1] + half, null, false);
    }
    long[] own = new long[count];
    for (int row = 0; row < count; row++) {
      own[row] = Math.round((said[row] - said[0]) * SECOND_NANOS);
    }
    return rising(own)
        ? new RowTimes(own, own[count - 1] + half, null, true)
        : new RowTimes(even, even[count - 1] + half, null, false);
  }

  private static boolean rising(long[] times) {
    for (int row = 1; row < times.length; row++) {
      if (times[row] <= times[row - 1]) {
        return false;
      }
    }
    return true;
  }

  /// Whether these are usable times, and not those of an even rate.
  private static boolean uneven(double[] seconds, double fps) {
    boolean uneven = false;
    for (int row = 0; row < seconds.length; row++) {
      double off = Math.abs(seconds[row] - seconds[0] - row / fps);
      if (!Double.isFinite(off)) {
        return false;
      }
      uneven |= off > TOLERANCE_SECONDS + Math.ulp((float) seconds[row]);
    }
    return uneven && seconds[seconds.length - 1] < 1e7;
  }

  void notes(List<String> notes, double fps) {
    String rate = String.format(Locale.ROOT, "%s rows a second", number(fps));
    if (beganUnixNanos != null) {
      notes.add("Its rows keep the wall clock of their capture; they had been brought to " + rate);
    } else if (kept) {
      notes.add(
          "The dataset does not say how exact its times are; they are not those of its "
              + rate
              + ", and were kept");
    } else {
      notes.add("Nobody wrote down when it was captured: its times are made up, " + rate);
    }
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  /// When the picture of each row was captured.
  ///
  /// @param camera its name in the dataset
  long[] ofPictures(EpisodeRows rows, String camera) throws IOException {
    double[] ages = rows.single(AGE + camera);
    if (ages == null || beganUnixNanos == null) {
      return nanos;
    }
    long[] captured = new long[nanos.length];
    long last = Long.MIN_VALUE;
    for (int row = 0; row < captured.length; row++) {
      double age = Double.isFinite(ages[row]) ? Math.clamp(ages[row], 0, 60_000) : 0;
      captured[row] = Math.max(last, nanos[row] - Math.round(age * 1e6));
      last = captured[row];
    }
    return captured;
  }
}
