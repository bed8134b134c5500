package dev.handloom.store.resample;

/// What a row was made of.
///
/// @param before the sample at or before it; −1 where there is none
/// @param after the sample after it, as far as it was used; −1 where it was not
/// @param share of the way from before to after
public record RowSource(RowOrigin origin, int before, int after, double share) {}
