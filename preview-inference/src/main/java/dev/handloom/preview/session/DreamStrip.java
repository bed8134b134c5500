package dev.handloom.preview.session;

import java.util.List;

/// The dreams of one answer, by camera and then by time.
///
/// @param capturedNanos of the observation
public record DreamStrip(long capturedNanos, List<DreamCell> cells) {
  public DreamStrip {
    cells = List.copyOf(cells);
  }

  /// Whether all that could come true came.
  public boolean settled() {
    return cells.stream().allMatch(DreamCell::settled);
  }
}
