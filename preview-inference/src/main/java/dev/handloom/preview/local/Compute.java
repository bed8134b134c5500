package dev.handloom.preview.local;

/// What a model may compute on.
///
/// @param threads of the processor; 0 leaves one core to what records
public record Compute(Where where, int threads) {
  /// CUDA where it is there, else the processor.
  public static final Compute USUAL = new Compute(Where.BEST, 0);

  public Compute {
    if (threads < 0) {
      throw new IllegalArgumentException(threads + " threads");
    }
  }

  /// On what.
  public enum Where {
    BEST,
    CPU,
    CUDA
  }

  int usedThreads() {
    return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }
}
