package dev.handloom.app.workspace.devices;

import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.space.KnownSpace;
import dev.handloom.app.space.RigScene;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.ui.space.SpaceGroup;
import dev.handloom.app.ui.space.SpaceView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Where everything of the rig is: heads, hands, controllers, grippers, trackers and cameras, each
/// space in a picture of its own.
final class SpacePanel extends BorderPane {
  private static final long REFRESH_NANOS = 33_000_000L;

  /// One space and its picture.
  private record Shown(Label title, Label note, SpaceView view, Node pane) {}

  private final Supplier<List<KnownLens>> lenses;
  private final Supplier<List<KnownSpace>> spaces;
  private final HBox row = new HBox(12);
  private final Label hint = new Label();
  private final List<Shown> shown = new ArrayList<>();
  private @Nullable RigScene scene;
  private long drawnNanos;

  SpacePanel(Supplier<List<KnownLens>> lenses, Supplier<List<KnownSpace>> spaces) {
    this.lenses = lenses;
    this.spaces = spaces;
    setPadding(new Insets(16));
    hint.setText("Drag or use the arrow keys to look around; 0 looks from behind");
    hint.getStyleClass().addAll("text-small", "text-muted");
    hint.setPadding(new Insets(8, 0, 0, 0));
    hint.setMinHeight(Region.USE_PREF_SIZE);
    Pulse.shared().whileShown(this, this::pulse);
  }

  void show(@Nullable Workplace workplace) {
    scene = workplace == null ? null : new RigScene(workplace);
    shown.clear();
    row.getChildren().clear();
    drawnNanos = 0;
    if (scene == null || scene.empty()) {
      setCenter(
          new EmptyPlace(
              Feather.MAP_PIN,
              "Nothing here says where it is",
              "A headset, trackers or a camera whose place is known give hands and tools a place in the"
                  + " room. Gloves alone feel the fingers only."));
      setBottom(null);
    } else {
      setCenter(row);
      setBottom(hint);
    }
  }

  /// Takes the keys: what is looked at first turns.
  void focusView() {
    if (!shown.isEmpty()) {
      shown.getFirst().view().requestFocus();
    }
  }

  private void pulse(long now) {
    RigScene of = scene;
    if (of == null || of.empty() || now - drawnNanos < REFRESH_NANOS) {
      return;
    }
    drawnNanos = now;
    List<SpaceGroup> groups = of.now(lenses.get(), spaces.get());
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

  private void build(int count) {
    boolean focused = shown.stream().anyMatch(each -> each.view().isFocused());
    shown.clear();
    row.getChildren().clear();
    for (int i = 0; i < count; i++) {
      Label title = new Label();
      title.getStyleClass().add("text-strong");
      title.setMinHeight(Region.USE_PREF_SIZE);
      Label note = new Label();
      note.getStyleClass().add("text-muted");
      note.setWrapText(true);
      note.setMinHeight(Region.USE_PREF_SIZE);
      note.managedProperty().bind(note.visibleProperty());
      SpaceView view = new SpaceView();
      view.setId("devices.space." + i);
      VBox.setVgrow(view, Priority.ALWAYS);
      VBox pane = new VBox(6, title, note, view);
      pane.setPrefWidth(0);
      HBox.setHgrow(pane, Priority.ALWAYS);
      shown.add(new Shown(title, note, view, pane));
      row.getChildren().add(pane);
    }
    for (int i = 1; i < shown.size(); i++) {
      shown.getFirst().view().turnWith(shown.get(i).view());
    }
    if (focused) {
      focusView();
    }
  }
}
