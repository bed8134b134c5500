package dev.handloom.app.gripper;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.gripper.GripperException;

/// A wrist camera's lens for pictures of the size that there are.
public final class WristLens {
  /// Sizes are rounded to even numbers when pictures are made smaller.
  private static final double SAME_SHAPE = 0.01;

  private WristLens() {}

  /// @throws GripperException if the pictures have another shape than the lens was measured with
  public static CameraModel fitted(CameraModel lens, int width, int height)
      throws GripperException {
    if (lens.width() == width && lens.height() == height) {
      return lens;
    }
    long wide = (long) lens.width() * height;
    long high = (long) lens.height() * width;
    if (Math.abs(wide - high) > SAME_SHAPE * wide) {
      throw new GripperException(
          "The intrinsics are of pictures of %d × %d, and these are of %d × %d: another shape, so another part of the lens."
              .formatted(lens.width(), lens.height(), width, height));
    }
    return lens.scaledTo(width, height);
  }
}
