package dev.handloom.app.workspace.library;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Totals;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What lies in the trash, the way back, and the way out: erased is only what a person agrees to,
/// twice.
final class TrashSection {
  private static final int NOT_FOCUSED = -1;

  // Held here: the list hears of changes through a weak reference only.
  private final ObservableList<EpisodeRow> trash;
  private final OpenLibrary library;
  private final Upkeep upkeep;
  private final ObservableValue<Boolean> still;
  private final Label summary = Section.words("");
  private final ShortList<EpisodeRow> rows = new ShortList<>(4, this::row);
  private final Button empty = new Button("Empty the trash…", new FontIcon(Feather.TRASH_2));
  private final Button erase = new Button();
  private final HBox sure = new HBox(8);
  private int restoredIndex = NOT_FOCUSED;

  /// @param still whether nothing may be moved now
  TrashSection(OpenLibrary library, Upkeep upkeep, ObservableValue<Boolean> still) {
    this.library = library;
    trash = library.trash();
    this.upkeep = upkeep;
    this.still = still;
  }

  Node content() {
    summary.setId("library.trash");
    trash.addListener((InvalidationListener) _ -> refresh());
    refresh();
    empty.setId("library.emptyTrash");
    empty.disableProperty().bind(whenStill());
    empty.setOnAction(_ -> ask(true));
    erase.setId("library.eraseTrash");
    erase.disableProperty().bind(whenStill());
    erase.setOnAction(_ -> {
      ask(false);
      upkeep.erase(List.copyOf(trash));
    });
    Button keep = new Button("Keep them");
    keep.setOnAction(_ -> {
      ask(false);
      empty.requestFocus();
    });
    sure.getChildren().setAll(new Label("They cannot be brought back."), erase, keep);
    sure.setAlignment(Pos.CENTER_LEFT);
    ask(false);
    return new Section("Trash", summary, rows, empty, sure);
  }

  private javafx.beans.binding.BooleanBinding whenStill() {
    return javafx.beans.binding.Bindings.createBooleanBinding(
        () -> Boolean.TRUE.equals(still.getValue()), still);
  }

  private void ask(boolean asking) {
    int count = trash.size();
    erase.setText("Erase " + Amounts.count(count, "episode", "episodes") + " for good");
    for (Node node : List.of(empty, sure)) {
      boolean shown = count > 0 && node.equals(sure) == asking;
      node.setVisible(shown);
      node.setManaged(shown);
    }
    if (asking) {
      sure.getChildren().getLast().requestFocus();
    }
  }

  private void refresh() {
    Totals totals = library.trashTotalsProperty().get();
    summary.setText(
        trash.isEmpty()
            ? "The trash is empty. An episode that is moved here from Review stays until it is"
                + " restored or the trash is emptied."
            : Amounts.count(totals.episodes(), "episode", "episodes")
                + ", "
                + Amounts.bytes(totals.bytes())
                + ". They stay until they are restored or the trash is emptied."
                + (totals.episodes() > trash.size()
                    ? " The newest " + Amounts.number(trash.size()) + " are listed."
                    : ""));
    ask(false);
    rows.show(List.copyOf(trash));
    rows.setVisible(!trash.isEmpty());
    rows.setManaged(!trash.isEmpty());
    if (restoredIndex != NOT_FOCUSED && !trash.isEmpty()) {
      Focus.firstIn(rows.getChildren().get(Math.min(restoredIndex, trash.size() - 1)));
    }
    restoredIndex = NOT_FOCUSED;
  }

  private Node row(EpisodeRow episode) {
    String task = Amounts.task(episode.task());
    String date = Amounts.date(episode.startUnixNanos());
    Label title = new Label(task);
    title.setTooltip(new Tooltip(task + "\n" + episode.id().text()));
    title.setMinWidth(0);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    Button restore = new Button("Restore", new FontIcon(Feather.CORNER_UP_LEFT));
    restore.getStyleClass().add("small");
    restore.setMinWidth(Region.USE_PREF_SIZE);
    restore.setAccessibleText("Restore " + task + " of " + date);
    restore.setTooltip(new Tooltip("Put it back among the episodes"));
    restore.disableProperty().bind(still);
    restore.setOnAction(_ -> {
      restoredIndex = trash.indexOf(episode);
      upkeep.restore(episode);
    });
    HBox row =
        new HBox(16, title, figure(date), figure(TimeText.clock(episode.durationNanos())), restore);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static Label figure(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll(Figures.STYLE_CLASS, "text-small", "text-muted");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }
}
