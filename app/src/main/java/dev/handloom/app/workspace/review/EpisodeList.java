package dev.handloom.app.workspace.review;

import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The episodes to choose from, newest first.
final class EpisodeList extends VBox {
  private static final double WIDTH = 248;

  private final TextField search = new TextField();
  private final FilteredList<EpisodeRow> rows;
  private final ListView<EpisodeRow> list;
  private final Consumer<EpisodeRow> chosen;
  private @Nullable EpisodeId wanted;
  private int wantedIndex;
  // The list is being read anew: what it selects meanwhile is nobody's choice.
  private boolean refreshing;

  /// @param episodes newest first
  /// @param chosen hears of each episode that comes to be selected, and when its row has changed
  EpisodeList(ObservableList<EpisodeRow> episodes, Consumer<EpisodeRow> chosen) {
    this.chosen = chosen;
    rows = new FilteredList<>(episodes);
    list = new ListView<>();
    setSpacing(8);
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
    search.setId("review.search");
    search.setPromptText("Search episodes");
    search.setAccessibleText("Search episodes");
    search.textProperty().subscribe(this::filter);
    search.addEventHandler(KeyEvent.KEY_PRESSED, this::onSearchKey);
    list.setId("review.list");
    list.setAccessibleText("Episodes, newest first");
    list.setCellFactory(_ -> new EpisodeCell());
    list.setPlaceholder(new Label("No episode fits these words"));
    list.setItems(rows);
    list.getSelectionModel().selectedItemProperty().subscribe(this::onSelected);
    rows.addListener((ListChangeListener<EpisodeRow>) _ -> reselect());
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(search, list);
  }

  private void filter(String typed) {
    String words = typed.strip();
    refreshing = true;
    try {
      rows.setPredicate(
          words.isEmpty() ? null : row -> EpisodeWords.fits(row, words, ZoneId.systemDefault()));
    } finally {
      refreshing = false;
    }
    reselect();
  }

  private void onSearchKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
      search.clear();
      event.consume();
    } else if (event.getCode() == KeyCode.DOWN) {
      list.requestFocus();
      event.consume();
    }
  }

  private void onSelected(@Nullable EpisodeRow row) {
    if (!refreshing && row != null) {
      wanted = row.id();
      wantedIndex = list.getSelectionModel().getSelectedIndex();
      chosen.accept(row);
    }
  }

  /// After the rows have changed the same episode stays selected, though its row is another.
  private void reselect() {
    if (refreshing || wanted == null) {
      return;
    }
    for (int i = 0; i < rows.size(); i++) {
      EpisodeRow row = rows.get(i);
      if (row.id().equals(wanted)) {
        refreshing = true;
        try {
          list.getSelectionModel().clearAndSelect(i);
        } finally {
          refreshing = false;
        }
        wantedIndex = i;
        chosen.accept(row);
        return;
      }
    }
    refreshing = true;
    try {
      list.getSelectionModel().clearSelection();
    } finally {
      refreshing = false;
    }
  }

  /// Selects an episode, now or as soon as it is there.
  void select(EpisodeId id) {
    wanted = id;
    reselect();
  }

  /// Selects the newest if none is selected.
  void selectNewest() {
    if (wanted == null && !rows.isEmpty()) {
      list.getSelectionModel().select(0);
    }
  }

  /// The episode that takes the place of the selected one when that goes: the next older, else the
  /// next newer.
  @Nullable EpisodeId neighbour() {
    if (wantedIndex + 1 < rows.size()) {
      return rows.get(wantedIndex + 1).id();
    }
    return wantedIndex > 0 && wantedIndex <= rows.size() ? rows.get(wantedIndex - 1).id() : null;
  }

  /// Forgets which was selected.
  void forget() {
    wanted = null;
  }

  void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  void focusList() {
    list.requestFocus();
  }
}
