package dev.handloom.app.workspace.library;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.TakeWords;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.shell.StudioStatus.Item;
import dev.handloom.app.ui.shell.StudioStatus.Tone;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.library.Totals;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How much there is, and how much room is left.
final class ContentsSection {
  /// Wide enough for the largest numbers: nothing jumps when they change.
  private static final double FIGURE_WIDTH = 128;

  private final OpenLibrary library;
  private final TakeWords words;
  private final Label count = figure("library.count");
  private final Label length = figure("library.length");
  private final Label size = figure("library.size");
  private final Label missing = figure("library.missing");
  private final Label missingWhere = new Label();
  private final Label room = new Label();
  private final HBox none = new HBox(16);

  ContentsSection(OpenLibrary library, TakeWords words) {
    this.library = library;
    this.words = words;
  }

  /// @param record how one gets to the first episode; null where there is no such way
  Node content(@Nullable Action record) {
    room.setId("library.room");
    none.setId("library.none");
    Label nothing = Section.words("No episodes yet. Record a take and it is here.");
    nothing.setMaxWidth(Double.MAX_VALUE);
    none.setAlignment(Pos.CENTER_LEFT);
    none.getChildren().add(nothing);
    if (record != null) {
      Button button = Actions.button(record);
      button.setId("library.record");
      none.getChildren().add(button);
    }
    none.managedProperty().bind(none.visibleProperty());
    FlowPane figures =
        new FlowPane(
            16,
            16,
            tile(count, new Label("episodes")),
            tile(length, new Label("total length")),
            tile(size, new Label("total size")),
            tile(missing, missingWhere));
    library.totalsProperty().subscribe(_ -> refresh());
    library.roomProperty().subscribe(_ -> refresh());
    library.storeProperty().subscribe(_ -> refresh());
    return new Section("Contents", figures, none, room);
  }

  private static Label figure(String id) {
    Label label = new Label();
    label.getStyleClass().addAll("text-large", Figures.STYLE_CLASS);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setId(id);
    return label;
  }

  private static Node tile(Label figure, Label caption) {
    caption.getStyleClass().addAll("text-small", "text-muted");
    caption.setLabelFor(figure);
    VBox tile = new VBox(figure, caption);
    tile.setMinWidth(FIGURE_WIDTH);
    return tile;
  }

  private void refresh() {
    if (library.store() == null) {
      for (Label figure : new Label[] {count, length, size, missing}) {
        figure.setText("–");
      }
      missing.setGraphic(null);
      missingWhere.setText("samples missing");
      none.setVisible(false);
      show(Item.warning("The library is not open"));
      return;
    }
    Totals totals = library.totalsProperty().get();
    long lost = totals.missing();
    count.setText(Amounts.number(totals.episodes()));
    length.setText(Amounts.length(totals.durationNanos()));
    size.setText(Amounts.bytes(totals.bytes()));
    missing.setText(Amounts.number(lost));
    missing.setGraphic(lost > 0 ? warningIcon() : null);
    missingWhere.setText(
        (lost == 1 ? "sample missing" : "samples missing")
            + (lost == 0
                ? ""
                : ", in " + Amounts.count(totals.incomplete(), "episode", "episodes")));
    none.setVisible(totals.episodes() == 0);
    Item left = words.disk();
    show(left.text().isEmpty() ? Item.calm("Free space is not known") : left);
  }

  private void show(Item item) {
    room.setText(item.text());
    boolean warning = item.tone() == Tone.WARNING;
    room.setGraphic(warning ? warningIcon() : new FontIcon(Feather.HARD_DRIVE));
    room.getStyleClass().remove("text-warning");
    if (warning) {
      room.getStyleClass().add("text-warning");
    }
  }

  private static FontIcon warningIcon() {
    FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add("icon-warning");
    return icon;
  }
}
