package dev.handloom.app.ui.shell;

import dev.handloom.app.ui.settings.WindowPlace;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Puts a window where it stood, if there is still a screen, and says where it stands.
public final class WindowPlacement {

  private static final double FIRST_WIDTH = 1360;
  private static final double FIRST_HEIGHT = 860;

  private final Stage stage;
  private WindowPlace normal;

  private WindowPlacement(Stage stage, WindowPlace start) {
    this.stage = stage;
    this.normal = start;
  }

  /// Places a window that is not shown yet, and follows it from then on.
  ///
  /// @param remembered where it stood; null on the first launch
  public static WindowPlacement apply(Stage stage, @Nullable WindowPlace remembered) {
    List<WindowPlace.Area> screens =
        Screen.getScreens().stream().map(screen -> area(screen.getVisualBounds())).toList();
    Optional<WindowPlace> usable = remembered == null ? Optional.empty() : remembered.on(screens);
    WindowPlace place =
        usable.orElseGet(() -> centred(area(Screen.getPrimary().getVisualBounds())));
    stage.setMinWidth(WindowPlace.MIN_WIDTH);
    stage.setMinHeight(WindowPlace.MIN_HEIGHT);
    stage.setX(place.x());
    stage.setY(place.y());
    stage.setWidth(place.width());
    stage.setHeight(place.height());
    stage.setMaximized(place.maximized());
    WindowPlacement placement = new WindowPlacement(stage, place);
    placement.follow();
    return placement;
  }

  /// Where it stands, with the size it has when it is not maximized.
  public WindowPlace current() {
    return new WindowPlace(
        normal.x(), normal.y(), normal.width(), normal.height(), stage.isMaximized());
  }

  private void follow() {
    stage.xProperty().addListener(_ -> note());
    stage.yProperty().addListener(_ -> note());
    stage.widthProperty().addListener(_ -> note());
    stage.heightProperty().addListener(_ -> note());
  }

  private void note() {
    if (stage.isShowing()
        && !stage.isMaximized()
        && !stage.isIconified()
        && !stage.isFullScreen()) {
      normal =
          new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
    }
  }

  private static WindowPlace centred(WindowPlace.Area screen) {
    double width = Math.max(WindowPlace.MIN_WIDTH, Math.min(FIRST_WIDTH, screen.width()));
    double height = Math.max(WindowPlace.MIN_HEIGHT, Math.min(FIRST_HEIGHT, screen.height()));
    return new WindowPlace(
        screen.x() + Math.max(0, (screen.width() - width) / 2),
        screen.y() + Math.max(0, (screen.height() - height) / 2),
        width,
        height,
        false);
  }

  private static WindowPlace.Area area(Rectangle2D bounds) {
    return new WindowPlace.Area(
        bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
  }
}
