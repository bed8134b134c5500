package dev.handloom.device.timecode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the time code in the pictures of one camera, one after the other: by how much their
/// capture times are later than what they show. Belongs to one thread.
public final class TimeCodeReader {
  private static final long FIRST_BACK_NANOS = 1_500_000_000L;
  private static final long FIRST_AHEAD_NANOS = 150_000_000L;
  private static final int FIRST_STEPS =
      (int) ((FIRST_BACK_NANOS + FIRST_AHEAD_NANOS) / ShownTime.STEP_NANOS);

  /// So many pictures make the first guess.
  private static final int GUESSES = 9;

  /// After so many pictures that cannot be read in a row, all begins anew.
  private static final int MOST_VAIN = 15;

  /// So many single answers are kept for their spread.
  private static final int SINGLE = 1 << 12;

  private final PulseLog pulses;
  private final CodeFinder finder;
  private final ShownTime time = new ShownTime();
  private final StripReading[] strips = new StripReading[CodeLayout.STRIPS];
  private final DelaySearch[] searches = new DelaySearch[CodeLayout.STRIPS];
  private final double[] guesses = new double[GUESSES];
  private final double[] single = new double[SINGLE];
  private int guessed;
  private int singles;
  private long guessNanos;
  private int pictures;
  private int vain;

  /// @param session of the window whose code is filmed
  public TimeCodeReader(PulseLog pulses, int session) {
    this.pulses = pulses;
    finder = new CodeFinder(session);
    for (int i = 0; i < strips.length; i++) {
      strips[i] = new StripReading();
      searches[i] = new DelaySearch();
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
    if (guessed < GUESSES) {
      return guess(captureNanos);
    }
    double sum = 0;
    int good = 0;
    long from = captureNanos - guessNanos - DelaySearch.REACH_NANOS;
    for (int i = 0; i < strips.length; i++) {
      if (strips[i].seen && time.find(strips[i], pulses, from, DelaySearch.STEPS)) {
        searches[i].add(time, strips[i].row);
        sum += captureNanos - time.middleNanos;
        good++;
      }
    }
    if (good == 0) {
      if (++vain >= MOST_VAIN) {
        // The first guess was wrong, or the camera's clock leapt.
        anew();
      }
      return Hindrance.UNREADABLE;
    }
    vain = 0;
    if (good == strips.length || singles == 0) {
      single[singles++ % SINGLE] = sum / good;
    }
    pictures++;
    return Hindrance.NONE;
  }

  private void anew() {
    guessed = 0;
    singles = 0;
    pictures = 0;
    vain = 0;
    for (int i = 0; i < searches.length; i++) {
      searches[i] = new DelaySearch();
    }
  }

  private Hindrance guess(long captureNanos) {
    for (StripReading strip : strips) {
      if (strip.seen && time.find(strip, pulses, captureNanos - FIRST_BACK_NANOS, FIRST_STEPS)) {
        guesses[guessed++] = captureNanos - time.middleNanos;
        if (guessed == GUESSES) {
          Arrays.sort(guesses);
          guessNanos = Math.round(guesses[GUESSES / 2]);
        }
        pictures++;
        return Hindrance.NONE;
      }
    }
    return Hindrance.UNREADABLE;
  }

  /// Whether the camera was moved since the picture before, so far that it matters.
  public boolean moving() {
    return finder.shiftPixels() > 6;
  }

  /// How many pictures could be read.
  public int pictures() {
    return pictures;
  }

  /// What all pictures say together; null while there are too few.
  public @Nullable TimeCodeResult result() {
    return TimeCodeResult.of(
        searches,
        (double) guessNanos,
        Arrays.copyOf(single, Math.min(singles, SINGLE)),
        pictures,
        pulses.periodNanos());
  }
}
