package dev.handloom.app.preview;

import dev.handloom.app.ui.theme.Palette;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.preview.session.PlacedPlan;
import dev.handloom.preview.session.PreviewMoment;
import java.util.List;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The camera's own picture, and over it where the plan leads; or, beneath it, what is missing for
/// that.
final class SightPane extends BorderPane {
  private static final double NUDGE_PIXELS = 6;

  private final Region tile;
  private final PathSight sight;
  private final Canvas canvas = new Canvas();
  private final Pane over = new Pane(canvas);
  private final Label lacks = new Label();
  private @Nullable PreviewMoment moment;
  private @Nullable PathEdit edit;
  private Runnable edited = () -> {};
  private boolean dragged;

  SightPane(Region tile, PathSight sight) {
    this.tile = tile;
    this.sight = sight;
    lacks.setId("preview.path.lacks");
    lacks.getStyleClass().addAll("text-small", "text-muted");
    lacks.setWrapText(true);
    lacks.setMinHeight(USE_PREF_SIZE);
    lacks.managedProperty().bind(lacks.textProperty().isNotEmpty());
    over.setId("preview.path");
    over.getStyleClass().add("path-over");
    over.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    over.setAccessibleText("Where the plan leads, in the picture");
    over.setMouseTransparent(true);
    over.setMinSize(0, 0);
    over.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    over.addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPress);
    over.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
    over.addEventHandler(
        MouseEvent.MOUSE_RELEASED,
        _ -> {
          if (dragged) {
            dragged = false;
            edited.run();
          }
        });
    StackPane both = new StackPane(tile, over);
    both.setMinSize(0, 0);
    setCenter(both);
    setBottom(lacks);
    setMinSize(0, 0);
    over.widthProperty().subscribe(_ -> draw());
    over.heightProperty().subscribe(_ -> draw());
    Theme.shared().follow(this, _ -> draw());
  }

  /// Hears that a person has bent the plan.
  void onEdit(Runnable hears) {
    edited = hears;
  }

  /// Lets a person bend a plan from now on; null ends it.
  void edit(@Nullable PlanEdit plan) {
    edit = plan == null ? null : new PathEdit(plan);
    over.setFocusTraversable(plan != null && drawn());
    over.setMouseTransparent(plan == null || !drawn());
    draw();
  }

  /// Whether there is a path in the picture.
  boolean drawn() {
    PreviewMoment now = moment;
    return now != null && !paths(now).isEmpty() && look().isPresent();
  }

  Node overlay() {
    return over;
  }

  /// @param now null keeps the one before, over the picture that is there now
  void show(@Nullable PreviewMoment now) {
    if (now != null) {
      moment = now;
      say(now);
    }
    draw();
  }

  private void say(PreviewMoment now) {
    String words = sight.lacks();
    if (now.latest() == null) {
      words = "";
    } else if (PathChannels.all(now.traces()).isEmpty()) {
      words = "No path is drawn here: the plan holds no position.";
    } else if (words.isEmpty() && paths(now).isEmpty()) {
      words =
          "No path is drawn here: its positions are not those of "
              + PreviewWords.stream(sight.space()).toLowerCase(java.util.Locale.ROOT)
              + ", in whose space the camera stands.";
    }
    if (!words.equals(lacks.getText())) {
      lacks.setText(words);
    }
  }

  private List<PathChannels> paths(PreviewMoment now) {
    return sight.space().isEmpty()
        ? List.of()
        : PathChannels.of(now.traces(), sight.space(), sight.rides());
  }

  /// The camera as it was when the picture that is shown was taken.
  private Optional<PathLook> look() {
    PreviewMoment now = moment;
    long shown = tile instanceof VideoTile video ? video.shownNanos() : Long.MIN_VALUE;
    return now == null
        ? Optional.empty()
        : sight.at(shown == Long.MIN_VALUE ? now.playhead().atNanos() : shown);
  }

  private void onKey(KeyEvent event) {
    PreviewMoment now = moment;
    PathEdit bending = edit;
    PathLook look = look().orElse(null);
    if (now == null || bending == null || look == null) {
      return;
    }
    List<PathChannels> paths = paths(now);
    boolean moves = event.isShiftDown();
    int right =
        switch (event.getCode()) {
          case LEFT -> -1;
          case RIGHT -> 1;
          default -> 0;
        };
    int down =
        switch (event.getCode()) {
          case UP -> -1;
          case DOWN -> 1;
          default -> 0;
        };
    if (right == 0 && down == 0) {
      return;
    }
    event.consume();
    if (moves) {
      bending.move(paths, look, right * NUDGE_PIXELS, down * NUDGE_PIXELS);
      edited.run();
    } else if (right != 0) {
      bending.goOn(right);
    } else {
      bending.other(down, paths.size());
    }
    draw();
  }

  private void onPress(MouseEvent event) {
    PreviewMoment now = moment;
    PathEdit bending = edit;
    PathLook look = look().orElse(null);
    if (now == null || bending == null || look == null) {
      return;
    }
    over.requestFocus();
    PathPlace place = place(look);
    dragged =
        bending.point(
            paths(now), look, place.u(event.getX()), place.v(event.getY()), place.scale());
    event.consume();
    draw();
  }

  private void onDrag(MouseEvent event) {
    PreviewMoment now = moment;
    PathEdit bending = edit;
    PathLook look = look().orElse(null);
    if (now == null || bending == null || look == null || !dragged) {
      return;
    }
    PathPlace place = place(look);
    bending.drag(paths(now), look, place.u(event.getX()), place.v(event.getY()));
    event.consume();
    draw();
  }

  private PathPlace place(PathLook look) {
    return PathPlace.of(
        over.getWidth(), over.getHeight(), look.lens().width(), look.lens().height());
  }

  void draw() {
    canvas.setWidth(over.getWidth());
    canvas.setHeight(over.getHeight());
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    PreviewMoment now = moment;
    PlacedPlan latest = now == null ? null : now.latest();
    PathLook look = look().orElse(null);
    if (now == null || latest == null || look == null) {
      return;
    }
    boolean dark = Theme.shared().isDark();
    PathPaint paint = new PathPaint(g, Palette.of(dark), dark, look, place(look));
    List<PathChannels> paths = paths(now);
    for (PathChannels path : paths) {
      paint.measured(path, now.playhead().atNanos());
      paint.planned(path, latest.prediction(), now.playhead().atNanos(), now.stale());
    }
    PathEdit bending = edit;
    if (bending != null) {
      paint.bent(paths, bending);
    }
  }
}
