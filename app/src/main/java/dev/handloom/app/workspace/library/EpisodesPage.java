package dev.handloom.app.workspace.library;

import dev.handloom.app.library.EpisodeView;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Totals;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.SelectionMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Finds episodes, and shows all of one.
final class EpisodesPage extends VBox {
  private static final double LIST_LEAST_WIDTH = 360;
  private static final double DETAILS_WIDTH = 440;

  private final EpisodeView view;
  private final ListView<@Nullable EpisodeRow> list;
  private final Label count = new Label();
  private final Label chosenCount = new Label();
  private final Label fitsNone = new Label("No episode fits these words");
  private Node noneYet = fitsNone;
  private final SearchBox search;
  private final EpisodeDetails details;
  private @Nullable EpisodeId wanted;
  // The rows are changing: what it selects meanwhile is nobody's choice.
  private boolean refreshing;
  private final ReadOnlyObjectWrapper<List<EpisodeId>> chosen =
      new ReadOnlyObjectWrapper<>(this, "chosen", List.of());
  private boolean all;
  private int edition;
  private int asked;

  /// @param export what is done with the episodes that are chosen
  EpisodesPage(EpisodeView view, SearchBox search, EpisodeDetails details, Action export) {
    super(8);
    this.view = view;
    this.search = search;
    this.details = details;
    setPadding(new Insets(8, 16, 8, 16));
    list = new ListView<>(view.items());
    list.setId("library.list");
    list.setAccessibleText(
        "Episodes, newest first; with Shift or the shortcut key several are chosen");
    list.setFixedCellSize(EpisodeLine.HEIGHT);
    list.setCellFactory(_ -> new EpisodeLine());
    list.setPlaceholder(fitsNone);
    list.setMinWidth(LIST_LEAST_WIDTH);
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.getSelectionModel().selectedItemProperty().subscribe(this::selected);
    list.getSelectionModel()
        .getSelectedIndices()
        .addListener((ListChangeListener<Integer>) _ -> choose());
    view.around(() -> refreshing = true, this::changed);
    count.setId("library.found");
    count.getStyleClass().addAll("text-small", "text-muted");
    view.totalsProperty().subscribe(this::count);
    details.setPrefWidth(DETAILS_WIDTH);
    details.setMinWidth(DETAILS_WIDTH * 0.75);
    HBox.setHgrow(list, Priority.ALWAYS);
    HBox.setHgrow(details, Priority.SOMETIMES);
    details.setMaxWidth(DETAILS_WIDTH * 1.5);
    HBox both = new HBox(16, list, details);
    VBox.setVgrow(both, Priority.ALWAYS);
    chosenCount.setId("library.chosen");
    chosenCount.getStyleClass().addAll("text-small", "text-muted");
    chosenCount.setMinWidth(Region.USE_PREF_SIZE);
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    count.setMinWidth(0);
    HBox line = new HBox(16, count, between, chosenCount, Actions.button(export));
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(search, line, both);
  }

  /// The episodes that are chosen in the list, as it shows them.
  ReadOnlyObjectProperty<List<EpisodeId>> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  private void choose() {
    if (refreshing) {
      return;
    }
    List<Integer> places = List.copyOf(list.getSelectionModel().getSelectedIndices());
    int question = ++asked;
    all = places.size() > 1 && places.size() == view.items().size();
    List<EpisodeId> known = new ArrayList<>();
    for (int place : places) {
      EpisodeRow row = view.peek(place);
      if (row != null) {
        known.add(row.id());
      }
    }
    if (known.size() == places.size()) {
      chosen(known);
    } else {
      view.ids(
          places.stream().sorted().toList(),
          ids -> {
            if (question == asked) {
              chosen(ids);
            }
          });
    }
  }

  private void chosen(List<EpisodeId> ids) {
    chosen.set(List.copyOf(ids));
    chosenCount.setText(ids.size() < 2 ? "" : Amounts.number(ids.size()) + " chosen");
    view.follow(ids);
  }

  /// Other episodes are in the list: those that were chosen are chosen again, where they are now.
  private void chooseAgain() {
    if (edition == view.edition()) {
      return;
    }
    edition = view.edition();
    MultipleSelectionModel<@Nullable EpisodeRow> model = list.getSelectionModel();
    if (chosen.get().size() < 2) {
      return;
    }
    refreshing = true;
    try {
      int lead = wanted == null ? EpisodeView.ABSENT : view.indexOf(wanted);
      if (all) {
        model.selectAll();
      } else {
        model.clearSelection();
        chosen.get().stream()
            .mapToInt(view::indexOf)
            .filter(place -> place >= 0)
            .forEach(model::select);
      }
      if (lead >= 0) {
        model.select(lead);
      }
    } finally {
      refreshing = false;
    }
    choose();
  }

  /// What stands in the place of the list while there is no episode at all.
  ///
  /// @param record how one gets to the first; null where there is no such way
  void whenEmpty(@Nullable Action record) {
    noneYet =
        new EmptyPlace(
            Feather.FILM,
            "No episodes yet",
            "Record a take: as soon as it is saved, it is found here.",
            record == null ? new Action[0] : new Action[] {record});
    count(view.totalsProperty().get());
  }

  void focusSearch() {
    search.focus();
  }

  void focusList() {
    list.requestFocus();
    if (list.getSelectionModel().isEmpty() && !view.items().isEmpty()) {
      list.getSelectionModel().select(0);
    }
  }

  private void count(Totals totals) {
    boolean any = totals.episodes() > 0;
    list.setPlaceholder(!any && view.query().isBlank() ? noneYet : fitsNone);
    count.setText(
        !any
            ? view.query().isBlank() ? "" : "Nothing found"
            : Amounts.count(totals.episodes(), "episode", "episodes")
                + ", "
                + Amounts.length(totals.durationNanos())
                + ", "
                + Amounts.bytes(totals.bytes())
                + (totals.missing() == 0
                    ? ""
                    : ", " + Amounts.count(totals.missing(), "sample", "samples") + " missing"));
  }

  private void selected(@Nullable EpisodeRow row) {
    if (refreshing) {
      return;
    }
    if (row != null) {
      wanted = row.id();
      details.show(row);
    } else if (!list.getSelectionModel().isEmpty()) {
      // Not read yet: it is shown as soon as it is.
      wanted = null;
    }
  }

  /// After the rows have changed the same episode stays selected, though its row is another.
  private void changed() {
    refreshing = false;
    chooseAgain();
    if (wanted == null) {
      selected(view.peek(list.getSelectionModel().getSelectedIndex()));
      return;
    }
    int index = view.indexOf(wanted);
    if (index == EpisodeView.UNKNOWN) {
      return;
    }
    refreshing = true;
    try {
      if (index < 0) {
        list.getSelectionModel().clearSelection();
      } else if (chosen.get().size() < 2) {
        list.getSelectionModel().clearAndSelect(index);
      }
    } finally {
      refreshing = false;
    }
    EpisodeRow row = view.peek(index);
    if (row != null) {
      details.show(row);
    } else if (index == EpisodeView.ABSENT && view.query().isBlank()) {
      wanted = null;
      details.show(null);
    }
  }
}
