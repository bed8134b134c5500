package dev.handloom.store.camera;

import dev.handloom.device.stream.Sample;
import java.util.Arrays;

/// Sees by a camera's own times how many pictures are missing between two: only of one that has
/// kept its distance strictly before, and only whole distances.
final class Spacing {
  private static final int WATCHED = 8;
  private static final double STRICT = 0.1;
  private static final double WHOLE = 0.25;
  private static final int MOST_MISSING = 300;
  private static final int MOST_IN_A_ROW = 3;

  private final long[] steps = new long[WATCHED];
  private int known;
  private int inARow;
  private long last = Sample.NO_TICKS;

  /// The next picture's time.
  ///
  /// @return how many pictures should have come before it and did not
  long missing(long ticks) {
    if (last == Sample.NO_TICKS || ticks == Sample.NO_TICKS || ticks <= last) {
      last = ticks;
      known = 0;
      return 0;
    }
    long step = ticks - last;
    last = ticks;
    long missing = 0;
    if (known >= WATCHED) {
      double usual = Arrays.stream(steps).average().orElse(0);
      boolean strict =
          Arrays.stream(steps).allMatch(each -> Math.abs(each - usual) < STRICT * usual);
      double places = step / usual;
      long whole = Math.round(places);
      if (strict && whole > 1 && whole <= MOST_MISSING && Math.abs(places - whole) < WHOLE) {
        missing = whole - 1;
      }
    }
    inARow = missing == 0 ? 0 : inARow + 1;
    if (inARow > MOST_IN_A_ROW) {
      // It sends fewer now; that is its new distance.
      inARow = 0;
      known = 0;
    } else if (missing == 0) {
      steps[known++ % WATCHED] = step;
      known = known >= 2 * WATCHED ? WATCHED : known;
    }
    return missing;
  }

  /// What comes next does not follow on what came before.
  void forget() {
    last = Sample.NO_TICKS;
    known = 0;
  }
}
