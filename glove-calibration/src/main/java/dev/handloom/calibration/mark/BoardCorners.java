package dev.handloom.calibration.mark;

import java.util.List;

/// What of a board is seen in a picture.
///
/// @param ids which inner corners, counted row by row
/// @param x,y where they are in the picture
/// @param marks those of its marks that were read
public record BoardCorners(int[] ids, double[] x, double[] y, List<Mark> marks) {
  public int count() {
    return ids.length;
  }
}
