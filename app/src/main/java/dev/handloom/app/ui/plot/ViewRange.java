package dev.handloom.app.ui.plot;

/// The part of an episode that a review plot shows; always inside the whole.
///
/// @param wholeFrom start of the episode
/// @param wholeTo its end
/// @param from start of what is shown
/// @param to end of what is shown
public record ViewRange(long wholeFrom, long wholeTo, long from, long to) {

  /// Closer than this there is nothing more to see: the period of a 10 kHz stream, ten times.
  static final long MIN_SPAN_NANOS = 1_000_000;

  /// The whole episode.
  public static ViewRange whole(long from, long to) {
    long end = Math.max(to, from + MIN_SPAN_NANOS);
    return new ViewRange(from, end, from, end);
  }

  public long span() {
    return to - from;
  }

  /// Whether all of it is shown.
  public boolean isWhole() {
    return from == wholeFrom && to == wholeTo;
  }

  /// Shows less (factor below 1) or more around a time that stays where it is.
  public ViewRange zoom(double factor, long anchor) {
    long wholeSpan = wholeTo - wholeFrom;
    long span =
        Math.clamp(Math.round(span() * factor), Math.min(MIN_SPAN_NANOS, wholeSpan), wholeSpan);
    double share = (double) (anchor - from) / span();
    return at(anchor - Math.round(span * share), span);
  }

  /// Moves along by a share of what is shown.
  public ViewRange pan(double share) {
    return at(from + Math.round(span() * share), span());
  }

  /// Moves just enough to show a time.
  public ViewRange reveal(long time) {
    if (time < from) {
      return at(time, span());
    }
    return time > to ? at(time - span(), span()) : this;
  }

  private ViewRange at(long start, long span) {
    long first = Math.clamp(start, wholeFrom, Math.max(wholeFrom, wholeTo - span));
    return new ViewRange(wholeFrom, wholeTo, first, first + span);
  }
}
