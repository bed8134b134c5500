package dev.handloom.device.stream;

/// Stream in, stream out: a calibration, a retargeter, a filter. Runs on one thread and allocates
/// nothing per sample. The derived stream names it and its version, so that it can be made again.
public interface Processor {
  /// What comes out.
  StreamSpec output();

  /// Computes one output sample. Times and sequence are copied by the caller; this fills the
  /// values.
  ///
  /// @return false when nothing can be said yet, and nothing is published
  boolean process(Sample in, Sample out);
}
