package dev.handloom.app.workspace.calibrate.space;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.lens.RigLenses;
import dev.handloom.app.space.KnownSpace;
import dev.handloom.app.space.RigSpaces;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.workspace.calibrate.CalibratePage;
import dev.handloom.app.workspace.calibrate.RunKeys;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Lays a headset's space over a room's or a camera's: a hand that both see is moved, or a finger
/// touches a board that the camera sees. Both hands may be busy: Space, a pedal or a pinch lead it.
public final class SpacesPage implements CalibratePage, RunKeys.Run, AutoCloseable {
  private final CurrentRig current;
  private final RigSpaces spaces;
  private final RigLenses lenses;
  private final RunKeys keys;
  private final BorderPane content = new BorderPane();
  private final VBox known = new VBox(8);
  private final VBox way = new VBox();
  private final Label missing = Parts.words("calibrate.space.missing");
  private final MovedWay moved;
  private final TouchedWay touched;
  private final ToggleGroup ways = new ToggleGroup();
  private final ToggleButton byMoving = way("By moving a hand", "moved", "1");
  private final ToggleButton byTouching = way("By touching a board", "touched", "2");
  private @Nullable Node page;
  private boolean chosen;
  private boolean inFront;

  /// @param lenses what is known of the rig's cameras
  public SpacesPage(CurrentRig current, RigSpaces spaces, RigLenses lenses, RunKeys keys) {
    this.current = current;
    this.spaces = spaces;
    this.lenses = lenses;
    this.keys = keys;
    moved = new MovedWay(spaces);
    touched = new TouchedWay(spaces, lenses);
  }

  @Override
  public String id() {
    return "spaces";
  }

  @Override
  public String title() {
    return "Spaces";
  }

  private ToggleButton way(String text, String id, String key) {
    ToggleButton button = new ToggleButton(text + "  (" + key + ")");
    button.setId("calibrate.space.by." + id);
    button.setTooltip(new Tooltip(text + "  (" + key + ")"));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setToggleGroup(ways);
    // Space belongs to the run.
    button.setFocusTraversable(false);
    button.setOnAction(_ -> {
      chosen = true;
      // One of them is always chosen.
      button.setSelected(true);
      choose();
    });
    return button;
  }

  @Override
  public Node content() {
    Label what = new Label("Spaces that lie over each other");
    what.getStyleClass().add("text-large");
    missing.setGraphic(Parts.warning());
    byMoving.setSelected(true);
    VBox all = new VBox(12, what, known, new HBox(byMoving, byTouching), missing, way);
    all.setMaxWidth(Parts.WIDTH);
    all.setPadding(new Insets(16));
    all.setAlignment(Pos.TOP_LEFT);
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    page = scroll;
    content.setId("calibrate.spaces");
    content.setFocusTraversable(true);
    content.setOnKeyPressed(this::pressed);
    current.workplaceProperty().subscribe(_ -> show());
    lenses.lookedProperty().subscribe(_ -> show());
    spaces.lookedProperty().subscribe(_ -> list());
    Pulse.shared().whileShown(content, _ -> refresh());
    return content;
  }

  private void pressed(KeyEvent event) {
    if (event.getTarget() instanceof TextInputControl) {
      return;
    }
    boolean plain = !event.isShortcutDown() && !event.isAltDown();
    if (plain && event.getCode() == KeyCode.DIGIT1) {
      byMoving.fire();
    } else if (plain && event.getCode() == KeyCode.DIGIT2) {
      byTouching.fire();
    } else if (plain && event.getCode() == KeyCode.A) {
      inWay().another();
    } else {
      keys.pressed(event);
      return;
    }
    event.consume();
  }

  private Way inWay() {
    return byTouching.isSelected() ? touched : moved;
  }

  private void show() {
    Workplace workplace = current.workplaceProperty().get();
    moved.show(workplace);
    touched.show(workplace);
    if (!moved.missing().isEmpty() && !touched.missing().isEmpty()) {
      content.setCenter(
          new EmptyPlace(
              Feather.MAP_PIN,
              "There are no two spaces to lay over each other",
              "It takes a headset that sees hands, and a tracker on one of them or a camera that is"
                  + " calibrated. "
                  + touched.missing()));
    } else {
      content.setCenter(page);
      // Another rig, of which the way that was chosen is not possible.
      if (!chosen || !inWay().missing().isEmpty()) {
        (moved.missing().isEmpty() ? byMoving : byTouching).setSelected(true);
      }
    }
    choose();
    list();
  }

  private void choose() {
    Way now = inWay();
    Way other = now == moved ? touched : moved;
    other.front(false);
    String why = now.missing();
    Parts.say(missing, why);
    if (why.isEmpty()) {
      if (!way.getChildren().contains(now.node())) {
        way.getChildren().setAll(now.node());
      }
    } else {
      way.getChildren().clear();
    }
    now.front(inFront && why.isEmpty());
    if (inFront) {
      keys.enable(now.running(), true);
    }
    refresh();
  }

  private void list() {
    known.getChildren().clear();
    List<KnownSpace> all = spaces.known();
    if (all.isEmpty()) {
      Label none = Parts.words("calibrate.space.none", "text-muted");
      none.setText("None yet. Until then each space is shown apart.");
      known.getChildren().add(none);
    }
    for (KnownSpace each : all) {
      Label line =
          Parts.words(
              "calibrate.space.known." + each.headset().id() + "." + each.profile().target());
      line.setUserData(each);
      line.setTooltip(new Tooltip(each.profile().words()));
      known.getChildren().add(line);
    }
    refresh();
  }

  private void refresh() {
    for (Node node : known.getChildren()) {
      if (node instanceof Label line && line.getUserData() instanceof KnownSpace each) {
        String why = each.trouble();
        line.setText(each.words() + (why.isEmpty() ? " It holds." : " " + why));
        if (why.isEmpty() == (line.getGraphic() != null)) {
          line.setGraphic(why.isEmpty() ? null : Parts.warning());
        }
      }
    }
    inWay().refresh();
  }

  @Override
  public void pauseOrGoOn() {
    inWay().pauseOrGoOn();
  }

  @Override
  public void again() {
    inWay().again();
  }

  @Override
  public void leaveOut() {
    inWay().leaveOut();
  }

  @Override
  public void stop() {
    inWay().stop();
  }

  @Override
  public void shown() {
    inFront = true;
    keys.lead(this);
    choose();
    content.requestFocus();
  }

  @Override
  public void hidden() {
    inFront = false;
    keys.open(false);
    moved.front(false);
    touched.front(false);
  }

  @Override
  public void close() {
    moved.front(false);
    touched.front(false);
  }
}
