package dev.handloom.app.ui.space;

import dev.handloom.app.ui.hand.Turned;
import dev.handloom.app.ui.hand.Turning;
import dev.handloom.app.ui.theme.Theme;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/// Things of one space as they lie in it. Drag or use the arrow keys to look around; 0 or a double
/// click looks from behind again.
public final class SpaceView extends Region implements Turned {
  private final Canvas canvas = new Canvas();
  private final Turning turning = new Turning(this, this::draw);
  private final RoomSight sight = new RoomSight();
  private SpaceGroup group = new SpaceGroup("", "", List.of(), List.of(), null);

  public SpaceView() {
    getStyleClass().add("hand-view");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleHelp("Arrow keys look around, 0 looks from behind");
    getChildren().add(canvas);
    Theme.shared().follow(this, _ -> draw());
  }

  /// Shows things as they are now.
  public void show(SpaceGroup now) {
    group = now;
    setAccessibleText(words(now));
    sight.look(now);
    draw();
  }

  private static String words(SpaceGroup now) {
    String things =
        now.things().stream()
            .map(thing -> thing.name() + (thing.seen() ? "" : ", not seen now"))
            .distinct()
            .collect(Collectors.joining("; "));
    String words = now.title() + ": " + (things.isEmpty() ? "nothing is seen" : things);
    return now.missing().isEmpty()
        ? words
        : words + ". Not seen: " + String.join("; ", now.missing());
  }

  /// Turns another one with this.
  void turns(SpaceView next) {
    turning.turns(next);
  }

  @Override
  public void lookFrom(double yaw, double pitch) {
    turning.lookFrom(yaw, pitch);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    if (width <= 0 || height <= 0) {
      return;
    }
    var g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, width, height);
    sight.from(turning.yaw(), turning.pitch(), width, height);
    new SpacePainter(g, sight, Theme.shared().isDark()).paint(group);
  }
}
