package dev.handloom.store.resample;

/// Moments at an even rate.
///
/// @param startNanos studio time of the first
/// @param hz how many a second; need not be whole
/// @param rows how many
public record RowGrid(long startNanos, double hz, int rows) {
  private static final double SECOND_NANOS = 1e9;
  private static final double FASTEST = 100_000;

  public RowGrid {
    if (!(hz > 0 && hz <= FASTEST) || rows < 0) {
      throw new IllegalArgumentException(rows + " rows at " + hz + " Hz");
    }
  }

  /// As many as fit between two moments, both of them in.
  public static RowGrid between(long startNanos, long stopNanos, double hz) {
    double steps = (stopNanos - startNanos) * hz / SECOND_NANOS;
    if (steps > Integer.MAX_VALUE - 1) {
      throw new IllegalArgumentException("More rows than a table can have");
    }
    return new RowGrid(startNanos, hz, stopNanos < startNanos ? 0 : (int) steps + 1);
  }

  /// Counted from the first, so that no error adds up.
  public long nanos(int row) {
    return startNanos + Math.round(row * SECOND_NANOS / hz);
  }
}
