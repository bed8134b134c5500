package dev.handloom.app.workspace.devices;

import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.space.KnownSpace;
import dev.handloom.app.space.RigScene;
import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.ui.space.SpaceRow;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Where everything of the rig is: heads, hands, controllers, grippers, trackers and cameras, each
/// space in a picture of its own.
final class SpacePanel extends BorderPane {
  private static final long REFRESH_NANOS = 33_000_000L;
  private static final double LEAST_WIDTH = 240;
  private static final double LEAST_HEIGHT = 200;

  private final Supplier<List<KnownLens>> lenses;
  private final Supplier<List<KnownSpace>> spaces;
  private final SpaceRow row = new SpaceRow("devices.space", LEAST_WIDTH, LEAST_HEIGHT);
  private final Label hint = new Label();
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
    row.show(List.of());
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
    row.focusView();
  }

  private void pulse(long now) {
    RigScene of = scene;
    if (of == null || of.empty() || now - drawnNanos < REFRESH_NANOS) {
      return;
    }
    drawnNanos = now;
    row.show(of.now(lenses.get(), spaces.get()));
  }
}
