package dev.handloom.store.library;

/// What many episodes amount to.
///
/// @param missing samples that never came to the files
/// @param incomplete episodes of which samples are missing
public record Totals(int episodes, long durationNanos, long bytes, long missing, int incomplete) {
  public static final Totals NONE = new Totals(0, 0, 0, 0, 0);
}
