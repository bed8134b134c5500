package dev.handloom.preview.wire;

/// How an array is put into MessagePack. Readers take all of them.
public enum ArrayStyle {
  /// A map with binary keys `__ndarray__`, `data`, `dtype`, `shape`: openpi and what follows it.
  MARKED,
  /// A map with binary keys `nd`, `type`, `kind`, `shape`, `data`: the package msgpack-numpy.
  NUMPY,
  /// A map with text keys `__ndarray_class__`, `as_npy`: the bytes of a NumPy file.
  FILE
}
