package dev.handloom.app.workspace.review;

import dev.handloom.app.library.EpisodeView;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The episodes to choose from, newest first.
final class EpisodeList extends VBox {
  private static final double WIDTH = 248;

  /// What is to be reviewed, as the beginning of a search.
  enum Queue {
    ALL("All episodes"),
    UNREVIEWED("Without a verdict"),
    NOT_MINE("Not judged by me"),
    DISPUTED("Disputed"),
    PROPOSED("With proposed episodes"),
    FINDINGS("With findings"),
    SAMPLE("Random tenth");

    private final String words;

    Queue(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private final ChoiceBox<Queue> queue = new ChoiceBox<>();
  private final Supplier<String> reviewer;
  private final TextField search = new TextField();
  private final Label mistake = new Label();
  private final EpisodeView view;
  private final ListView<@Nullable EpisodeRow> list;
  private final Consumer<EpisodeRow> chosen;
  private @Nullable EpisodeId wanted;
  private int wantedIndex;
  // The rows are changing: what it selects meanwhile is nobody's choice.
  private boolean refreshing;

  /// @param view its own; the search box decides what is in it
  /// @param chosen hears of each episode that comes to be selected, and when its row has changed
  /// @param reviewer by name
  EpisodeList(EpisodeView view, Consumer<EpisodeRow> chosen, Supplier<String> reviewer) {
    this.chosen = chosen;
    this.reviewer = reviewer;
    this.view = view;
    list = new ListView<>(view.items());
    setSpacing(8);
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
    search.setId("review-search");
    search.setPromptText("Search episodes");
    search.setAccessibleText("Search episodes");
    search.textProperty().addListener(_ -> ask());
    queue.setId("review-queue");
    queue.getItems().setAll(Queue.values());
    queue.setValue(Queue.ALL);
    queue.setMaxWidth(Double.MAX_VALUE);
    queue.setAccessibleText("Which episodes to review");
    queue.setTooltip(new Tooltip("Which episodes to review (Shift+Q)"));
    queue.valueProperty().addListener(_ -> ask());
    search.addEventHandler(KeyEvent.KEY_PRESSED, this::onSearchKey);
    mistake.setId("review-mistake");
    mistake.getStyleClass().addAll("text-small", "text-warning");
    mistake.setWrapText(true);
    mistake.setMinHeight(Region.USE_PREF_SIZE);
    mistake.textProperty().bind(view.mistakeProperty());
    mistake.visibleProperty().bind(view.mistakeProperty().isNotEmpty());
    mistake.managedProperty().bind(mistake.visibleProperty());
    list.setId("review-list");
    list.setAccessibleText("Episodes, newest first");
    list.setCellFactory(_ -> new EpisodeCell());
    list.setPlaceholder(new Label("No episode fits these words"));
    list.getSelectionModel().selectedItemProperty().subscribe(this::onSelected);
    view.around(() -> refreshing = true, this::changed);
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(queue, search, mistake, list);
  }

  private void ask() {
    String first =
        switch (queue.getValue()) {
          case ALL -> "";
          case UNREVIEWED -> "verdict:none ";
          case NOT_MINE -> "-reviewer:\"" + reviewer.get().replace("\"", "") + "\" ";
          case DISPUTED -> "disputed:yes ";
          case PROPOSED -> "proposed:yes ";
          case FINDINGS -> "finding:any ";
          case SAMPLE -> "sample:10 ";
        };
    view.search(first + search.getText());
  }

  /// Another reviewer, another queue.
  void reviewerChanged() {
    if (queue.getValue() == Queue.NOT_MINE) {
      ask();
    }
  }

  /// The next of the queues.
  void nextQueue() {
    queue.setValue(Queue.values()[(queue.getValue().ordinal() + 1) % Queue.values().length]);
  }

  /// The episode that Next goes to; null at the end.
  @Nullable EpisodeRow next() {
    // One that has left the queue, as it was judged, has given its place to the next.
    // After the last of a queue come those that are left.
    return view.peek(left() ? Math.min(wantedIndex, view.items().size() - 1) : wantedIndex + 1);
  }

  /// Goes to the next episode of the queue, or the one before.
  ///
  /// @return whether there is one
  boolean go(boolean on) {
    EpisodeRow row = on ? next() : view.peek(wantedIndex - 1);
    if (row == null) {
      return false;
    }
    select(row.id());
    list.scrollTo(Math.max(0, wantedIndex - 1));
    return true;
  }

  private boolean left() {
    EpisodeId id = wanted;
    return id != null && view.indexOf(id) == EpisodeView.ABSENT;
  }

  private void changed() {
    refreshing = false;
    int selected = list.getSelectionModel().getSelectedIndex();
    EpisodeRow row = view.peek(selected);
    if (wanted == null && selected >= 0 && row != null) {
      // It was selected before it was read.
      onSelected(row);
      return;
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
    if (refreshing) {
      return;
    }
    int index = list.getSelectionModel().getSelectedIndex();
    if (row != null) {
      want(row.id());
      wantedIndex = index;
      chosen.accept(row);
    } else if (index >= 0 && index < view.items().size()) {
      // Not read yet: it is chosen as soon as it is.
      want(null);
    }
  }

  private void want(@Nullable EpisodeId id) {
    wanted = id;
    view.follow(id);
  }

  /// After the rows have changed the same episode stays selected, though its row is another.
  private void reselect() {
    if (wanted == null) {
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
      } else {
        list.getSelectionModel().clearAndSelect(index);
      }
    } finally {
      refreshing = false;
    }
    EpisodeRow row = view.peek(index);
    if (row != null) {
      wantedIndex = index;
      chosen.accept(row);
    }
  }

  /// Selects an episode, now or as soon as it is there.
  void select(EpisodeId id) {
    want(id);
    if (view.indexOf(id) < 0) {
      view.refresh();
    }
    reselect();
  }

  /// Selects the newest if none is selected.
  void selectNewest() {
    if (wanted == null && !view.items().isEmpty()) {
      list.getSelectionModel().select(0);
    }
  }

  /// The episode that takes the place of the selected one when that goes: the next older, else the
  /// next newer.
  @Nullable EpisodeId neighbour() {
    EpisodeRow next = view.peek(wantedIndex + 1);
    if (next != null) {
      return next.id();
    }
    EpisodeRow newer = view.peek(wantedIndex - 1);
    return newer == null ? null : newer.id();
  }

  /// Forgets which was selected.
  void forget() {
    want(null);
  }

  void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  void focusList() {
    list.requestFocus();
  }
}
