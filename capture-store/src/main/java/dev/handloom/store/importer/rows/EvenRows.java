package dev.handloom.store.importer.rows;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The times of an episode's rows.
///
/// @param nanos studio time of each row; the first is 0
/// @param beganUnixNanos when the first one was
/// @param kept whether the dataset kept the wall clock of its rows
public record EvenRows(double hz, long[] nanos, long beganUnixNanos, boolean kept) {
  private static final double SECOND_NANOS = 1e9;

  /// The year 2000; what is before it is no wall clock.
  private static final double EARLIEST_SECONDS = 946_684_800;

  private static final double LATEST_SECONDS = 9e9;
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final long SECOND = 1_000_000_000L;

  /// Within this a time is that of its row's number.
  private static final long ROUNDED_NANOS = 1000;

  private static final double FARTHEST_METRES = 100;

  /// @param unixSeconds of each row; empty where nobody kept them
  /// @param otherwise when the first row was, if nobody kept that
  public static EvenRows of(int rows, double hz, double[] unixSeconds, long otherwise) {
    long[] nanos = new long[rows];
    for (int row = 0; row < rows; row++) {
      nanos[row] = Math.round(row * SECOND_NANOS / hz);
    }
    if (unixSeconds.length != rows || !usable(unixSeconds)) {
      return new EvenRows(hz, nanos, otherwise, false);
    }
    for (int row = 0; row < rows; row++) {
      long own = Math.round((unixSeconds[row] - unixSeconds[0]) * SECOND_NANOS);
      nanos[row] = Math.abs(own - nanos[row]) <= ROUNDED_NANOS ? nanos[row] : own;
    }
    return new EvenRows(hz, nanos, Math.round(unixSeconds[0] * SECOND_NANOS), true);
  }

  private static boolean usable(double[] seconds) {
    for (int row = 0; row < seconds.length; row++) {
      boolean clock = seconds[row] > EARLIEST_SECONDS && seconds[row] < LATEST_SECONDS;
      if (!clock || (row > 0 && !(seconds[row] > seconds[row - 1]))) {
        return false;
      }
    }
    return seconds.length > 0;
  }

  /// Half a row after the last.
  public long stopNanos() {
    return nanos[nanos.length - 1] + Math.round(SECOND_NANOS / hz / 2);
  }

  /// How far the first row's moment may be off.
  public long doubtNanos() {
    return kept ? SECOND : DAY_NANOS;
  }

  /// For the notes of an episode.
  public String words() {
    String rate =
        hz == Math.rint(hz) ? String.valueOf((long) hz) : String.format(Locale.ROOT, "%.2f", hz);
    return kept
        ? "Its rows keep the wall clock of their capture; they had been brought to "
            + rate
            + " rows a second"
        : "Nobody wrote down when it was captured: its times are made up, "
            + rate
            + " rows a second";
  }

  /// A stream of poses of one thing.
  public static StreamSpec poses(String stream, double hz) {
    List<Channel> channels = new ArrayList<>();
    for (String place : List.of("x", "y", "z")) {
      channels.add(new Channel(place, Unit.METRE, -FARTHEST_METRES, FARTHEST_METRES));
    }
    for (String turn : List.of("qx", "qy", "qz", "qw")) {
      channels.add(new Channel(turn, Unit.NONE, -1, 1));
    }
    return StreamSpec.signal(stream, channels, hz, DeviceTicks.MADE_UP);
  }
}
