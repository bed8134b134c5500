package dev.handloom.device.driver.v4l2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What pictures a camera offers: layouts, their sizes, their rates.
///
/// @param formats every layout, also those that are not understood here
record Offers(List<Format> formats) {
  /// A rate is met if it is this close: 29.97 is meant by 30.
  private static final double NEAR = 0.02;

  /// Of more sizes a person cannot choose anyway.
  private static final int MOST_NAMED = 12;

  /// @param sizes empty if the camera does not list them
  record Format(int fourcc, String words, List<Size> sizes) {}

  /// A size, or a span of them.
  ///
  /// @param stepWidth 0 for a single size
  /// @param intervals empty if the camera does not list them
  record Size(
      int leastWidth,
      int mostWidth,
      int stepWidth,
      int leastHeight,
      int mostHeight,
      int stepHeight,
      List<Interval> intervals) {
    boolean holds(int width, int height) {
      return within(width, leastWidth, mostWidth, stepWidth)
          && within(height, leastHeight, mostHeight, stepHeight);
    }

    private static boolean within(int value, int least, int most, int step) {
      return value >= least && value <= most && (value - least) % Math.max(1, step) == 0;
    }

    String words() {
      return leastWidth == mostWidth && leastHeight == mostHeight
          ? leastWidth + "×" + leastHeight
          : leastWidth + "×" + leastHeight + " to " + mostWidth + "×" + mostHeight;
    }
  }

  /// The time from picture to picture, as a fraction of a second; a span of them has two.
  record Interval(int numerator, int denominator, int mostNumerator, int mostDenominator) {
    double fastestHz() {
      return (double) denominator / numerator;
    }

    double slowestHz() {
      return (double) mostDenominator / mostNumerator;
    }

    /// Whether it gives a rate, or comes close.
    boolean gives(double hz) {
      return hz >= slowestHz() * (1 - NEAR) && hz <= fastestHz() * (1 + NEAR);
    }

    String words() {
      return numerator == mostNumerator && denominator == mostDenominator
          ? round(fastestHz())
          : round(slowestHz()) + " to " + round(fastestHz());
    }
  }

  /// The layout that was asked for; null if it is not offered.
  @Nullable Format format(PixelFormat wanted) {
    for (Format format : formats) {
      if (PixelFormat.ofFourcc(format.fourcc()) == wanted) {
        return format;
      }
    }
    return null;
  }

  /// Why what was asked for cannot be had, with what can; null if it is offered.
  @Nullable String complaint(PixelFormat wanted, int width, int height, double hz) {
    Format format = format(wanted);
    if (format == null) {
      return "does not offer " + wanted.word() + " pictures; it offers " + all();
    }
    if (format.sizes().isEmpty()) {
      return null;
    }
    List<Size> fitting = format.sizes().stream().filter(s -> s.holds(width, height)).toList();
    if (fitting.isEmpty()) {
      return "does not offer "
          + wanted.word()
          + " pictures of "
          + width
          + "×"
          + height
          + "; it offers "
          + sizes(format, true);
    }
    List<Interval> intervals = fitting.getFirst().intervals();
    return intervals.isEmpty() || intervals.stream().anyMatch(i -> i.gives(hz))
        ? null
        : "does not offer "
            + round(hz)
            + " "
            + wanted.word()
            + " pictures of "
            + width
            + "×"
            + height
            + " a second; it offers "
            + rates(intervals);
  }

  /// The interval that comes nearest to a rate; null if none was listed.
  @Nullable Interval interval(PixelFormat wanted, int width, int height, double hz) {
    Format format = format(wanted);
    Interval best = null;
    if (format != null) {
      for (Size size : format.sizes()) {
        for (Interval each : size.holds(width, height) ? size.intervals() : List.<Interval>of()) {
          if (each.gives(hz) && (best == null || distance(each, hz) < distance(best, hz))) {
            best = each;
          }
        }
      }
    }
    return best;
  }

  private static double distance(Interval interval, double hz) {
    return Math.abs(Math.clamp(hz, interval.slowestHz(), interval.fastestHz()) - hz);
  }

  private String all() {
    Map<String, String> known = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    for (Format format : formats) {
      PixelFormat ours = PixelFormat.ofFourcc(format.fourcc());
      if (ours == null) {
        others.add(PixelFormat.letters(format.fourcc()));
      } else {
        known.putIfAbsent(ours.word(), ours.word() + " (" + sizes(format, false) + ")");
      }
    }
    if (others.size() > MOST_NAMED) {
      int more = others.size() - MOST_NAMED;
      others.subList(MOST_NAMED, others.size()).clear();
      others.add(more + " more");
    }
    return (known.isEmpty() ? "none that is understood here" : String.join(", ", known.values()))
        + (others.isEmpty() ? "" : ", and what is not read here: " + String.join(", ", others));
  }

  private static String sizes(Format format, boolean withRates) {
    List<String> words = new ArrayList<>();
    for (Size size : format.sizes()) {
      if (words.size() == MOST_NAMED) {
        words.add((format.sizes().size() - MOST_NAMED) + " more");
        break;
      }
      boolean rates = withRates && !size.intervals().isEmpty();
      words.add(size.words() + (rates ? " at " + rates(size.intervals()) : ""));
    }
    return words.isEmpty() ? "any size" : String.join(", ", words);
  }

  private static String rates(List<Interval> intervals) {
    return String.join(", ", intervals.stream().map(Interval::words).distinct().toList()) + " fps";
  }

  private static String round(double hz) {
    return Math.abs(hz - Math.rint(hz)) < 0.005
        ? String.valueOf(Math.round(hz))
        : String.valueOf(Math.round(hz * 100) / 100.0);
  }
}
