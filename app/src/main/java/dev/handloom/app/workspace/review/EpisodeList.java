package dev.handloom.app.workspace.review;

import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
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
  private final ObservableList<EpisodeRow> episodes;
  // The list's own rows, changed in one place: a list that follows another selects what it likes
  // while that changes.
  private final ObservableList<EpisodeRow> rows = FXCollections.observableArrayList();
  private final ListView<EpisodeRow> list = new ListView<>(rows);
  private final Consumer<EpisodeRow> chosen;
  private @Nullable EpisodeId wanted;
  private int wantedIndex;
  // The rows are changing: what it selects meanwhile is nobody's choice.
  private boolean refreshing;

  /// @param episodes newest first
  /// @param chosen hears of each episode that comes to be selected, and when its row has changed
  EpisodeList(ObservableList<EpisodeRow> episodes, Consumer<EpisodeRow> chosen) {
    this.chosen = chosen;
    this.episodes = episodes;
    setSpacing(8);
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
    search.setId("review-search");
    search.setPromptText("Search episodes");
    search.setAccessibleText("Search episodes");
    search.textProperty().subscribe(_ -> update());
    search.addEventHandler(KeyEvent.KEY_PRESSED, this::onSearchKey);
    list.setId("review-list");
    list.setAccessibleText("Episodes, newest first");
    list.setCellFactory(_ -> new EpisodeCell());
    list.setPlaceholder(new Label("No episode fits these words"));
    list.getSelectionModel().selectedItemProperty().subscribe(this::onSelected);
    episodes.addListener((ListChangeListener<EpisodeRow>) _ -> update());
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(search, list);
  }

  private void update() {
    String words = search.getText().strip();
    List<EpisodeRow> fit =
        words.isEmpty()
            ? episodes
            : episodes.filtered(row -> EpisodeWords.fits(row, words, ZoneId.systemDefault()));
    refreshing = true;
    try {
      rows.setAll(fit);
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
    if (wanted == null) {
      return;
    }
    int index = indexOf(wanted);
    refreshing = true;
    try {
      if (index < 0) {
        list.getSelectionModel().clearSelection();
      } else {
        list.getSelectionModel().clearAndSelect(index);
      }
    } finally {
      refreshing = false;
    }
    if (index >= 0) {
      wantedIndex = index;
      chosen.accept(rows.get(index));
    }
  }

  private int indexOf(EpisodeId id) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
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
