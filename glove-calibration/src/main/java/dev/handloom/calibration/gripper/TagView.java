package dev.handloom.calibration.gripper;

import org.jspecify.annotations.Nullable;

/// What of a gripper's tags one picture shows.
public record TagView(long nanos, @Nullable TagPlace left, @Nullable TagPlace right) {
  public boolean both() {
    return left != null && right != null;
  }
}
