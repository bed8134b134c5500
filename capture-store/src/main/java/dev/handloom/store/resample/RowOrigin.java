package dev.handloom.store.resample;

/// How a row came by its value.
public enum RowOrigin {
  /// From the samples before and after it.
  INTERPOLATED,
  /// From the sample before it, which no row had used yet.
  HELD,
  /// From the sample that the row before it was made of too.
  REPEATED,
  /// Nothing was there that is young enough.
  MISSING
}
