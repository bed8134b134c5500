package dev.handloom.app.space.touch;

import dev.handloom.calibration.mark.GreyPicture;
import org.jspecify.annotations.Nullable;

/// Sees the camera's pictures while a board is touched, on the session's thread.
@FunctionalInterface
public interface TouchViewer {
  /// @param corner where the wanted corner is seen; null for none
  void picture(GreyPicture picture, double @Nullable [] corner);
}
