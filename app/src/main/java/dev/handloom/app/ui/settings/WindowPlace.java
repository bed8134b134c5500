package dev.handloom.app.ui.settings;

import java.util.List;
import java.util.Optional;

/// Where the window stood; in screen pixels.
public record WindowPlace(double x, double y, double width, double height, boolean maximized) {

  /// The least size at which everything can be used.
  public static final double MIN_WIDTH = 1000;

  /// See [#MIN_WIDTH].
  public static final double MIN_HEIGHT = 700;

  /// The least part of the title bar that must be seen for a person to move the window.
  private static final double GRIP_WIDTH = 120;

  private static final double GRIP_HEIGHT = 32;

  /// The usable part of a screen.
  public record Area(double x, double y, double width, double height) {}

  /// This place, made to fit the screens there are now; empty when it lies on none of them.
  public Optional<WindowPlace> on(List<Area> screens) {
    if (!(width > 0) || !(height > 0) || Double.isNaN(x) || Double.isNaN(y)) {
      return Optional.empty();
    }
    for (Area screen : screens) {
      double seen = Math.min(x + width, screen.x() + screen.width()) - Math.max(x, screen.x());
      boolean titleSeen =
          y >= screen.y() - GRIP_HEIGHT && y <= screen.y() + screen.height() - GRIP_HEIGHT;
      if (seen >= GRIP_WIDTH && titleSeen) {
        return Optional.of(
            new WindowPlace(
                x,
                Math.max(y, screen.y()),
                Math.max(MIN_WIDTH, Math.min(width, screen.width())),
                Math.max(MIN_HEIGHT, Math.min(height, screen.height())),
                maximized));
      }
    }
    return Optional.empty();
  }
}
