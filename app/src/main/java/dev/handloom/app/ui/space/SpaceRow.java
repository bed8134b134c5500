package dev.handloom.app.ui.space;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Spaces beside each other, each with its title, what is to be known of it, and its picture. The
/// pictures turn together.
public final class SpaceRow extends HBox {
  private static final double GAP = 12;

  /// One space and its picture.
  private record Shown(Label title, Label note, SpaceView view) {}

  private final String id;
  private final double leastWidth;
  private final double leastHeight;
  private final List<Shown> shown = new ArrayList<>();
  private boolean reachable = true;

  /// @param id what the ids of the pictures begin with
  /// @param leastWidth of a picture, in pixels
  /// @param leastHeight of a picture, in pixels
  public SpaceRow(String id, double leastWidth, double leastHeight) {
    super(GAP);
    this.id = id;
    this.leastWidth = leastWidth;
    this.leastHeight = leastHeight;
  }

  /// Shows spaces as they are now; none takes all away.
  public void show(List<SpaceGroup> groups) {
    if (groups.size() != shown.size()) {
      build(groups.size());
    }
    for (int i = 0; i < groups.size(); i++) {
      SpaceGroup group = groups.get(i);
      Shown each = shown.get(i);
      each.title().setText(group.title());
      each.note().setText(group.note());
      each.note().setVisible(!group.note().isEmpty());
      each.view().show(group);
    }
  }

  /// Takes the keys: what is looked at first turns.
  public void focusView() {
    if (!shown.isEmpty()) {
      shown.getFirst().view().requestFocus();
    }
  }

  /// Whether the keyboard comes to the pictures.
  public void setReachable(boolean now) {
    reachable = now;
    shown.forEach(each -> each.view().setFocusTraversable(now));
  }

  private void build(int count) {
    boolean focused = shown.stream().anyMatch(each -> each.view().isFocused());
    shown.clear();
    getChildren().clear();
    for (int i = 0; i < count; i++) {
      Label title = line("text-strong");
      Label note = line("text-muted");
      note.managedProperty().bind(note.visibleProperty());
      SpaceView view = new SpaceView();
      view.setId(id + "." + i);
      view.setMinSize(leastWidth, leastHeight);
      view.setFocusTraversable(reachable);
      VBox.setVgrow(view, Priority.ALWAYS);
      VBox pane = new VBox(6, title, note, view);
      pane.setPrefWidth(0);
      HBox.setHgrow(pane, Priority.ALWAYS);
      shown.add(new Shown(title, note, view));
      getChildren().add(pane);
    }
    for (int i = 0; count > 1 && i < count; i++) {
      shown.get(i).view().turns(shown.get((i + 1) % count).view());
    }
    if (focused) {
      focusView();
    }
  }

  private static Label line(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
