package dev.handloom.app.workspace.library;

import dev.handloom.app.library.EpisodeView;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.store.library.Library;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The words that choose episodes, what could be written next, and what cannot be understood.
final class SearchBox extends VBox {
  static final String HINT =
      "Words, or keys: task:pour person:p07 -tag:slow sync<2ms since:2026-11-01";

  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final TextField field = new TextField();
  private final Label hint = new Label(HINT);
  private final FlowPane offers = new FlowPane(4, 4);
  private int asked;

  /// @param down called when a person wants to go on to the list
  SearchBox(OpenLibrary library, EpisodeView view, TaskRunner tasks, Runnable down) {
    super(4);
    this.library = library;
    this.tasks = tasks;
    field.setId("library.search");
    field.setPromptText("Search episodes");
    field.setAccessibleText("Search episodes");
    field.setTooltip(new Tooltip("Find episodes. Ctrl+Space takes the first suggestion."));
    field.textProperty().addListener((_, _, text) -> view.search(text));
    field.textProperty().addListener((_, _, _) -> offer());
    field.caretPositionProperty().addListener((_, _, _) -> offer());
    field.focusedProperty().addListener((_, _, _) -> offer());
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.DOWN) {
            down.run();
            event.consume();
          } else if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
            field.clear();
            event.consume();
          } else if (event.getCode() == KeyCode.SPACE && event.isShortcutDown()) {
            takeFirst();
            event.consume();
          }
        });
    hint.setId("library.hint");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    hint.getStyleClass().addAll("text-small", "text-muted");
    view.mistakeProperty().subscribe(this::mistaken);
    // Two lines of room: nothing jumps while a person types.
    offers.setMinHeight(28);
    getChildren().addAll(field, hint, offers);
    offer();
  }

  void focus() {
    field.requestFocus();
    field.selectAll();
  }

  private void mistaken(String words) {
    boolean wrong = !words.isEmpty();
    hint.setText(wrong ? words : HINT);
    hint.getStyleClass().removeAll("text-muted", "text-warning");
    hint.getStyleClass().add(wrong ? "text-warning" : "text-muted");
    hint.setGraphic(null);
    if (wrong) {
      FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
      icon.getStyleClass().add("icon-warning");
      hint.setGraphic(icon);
    }
  }

  private void offer() {
    Library open = library.store();
    String text = field.getText();
    int caret = Math.min(field.getCaretPosition(), text.length());
    Completion completion = Completion.at(text, caret);
    int question = ++asked;
    if (open == null || !completion.needsValues()) {
      show(completion, completion.keys());
      return;
    }
    BackgroundTask.of("Reading the catalogue", _ -> completion.values(open))
        .onSuccess(values -> {
          if (question == asked) {
            show(completion, values);
          }
        })
        // A search without suggestions is a search all the same; its own failure is told.
        .onFailure(_ -> show(completion, List.of()))
        .startOn(tasks);
  }

  private void show(Completion completion, List<Completion.Offer> values) {
    boolean hadFocus = offers.getChildren().stream().anyMatch(Node::isFocused);
    offers.getChildren().clear();
    for (Completion.Offer value : values) {
      Button button = new Button(value.word());
      button.getStyleClass().addAll("small", "flat");
      button.setId("library.offer");
      button.setTooltip(new Tooltip(value.meaning()));
      button.setAccessibleText("Write " + value.word() + ", " + value.meaning());
      button.setUserData(value);
      button.setOnAction(_ -> take(completion, value));
      offers.getChildren().add(button);
    }
    if (hadFocus) {
      field.requestFocus();
    }
  }

  private void takeFirst() {
    if (!offers.getChildren().isEmpty() && offers.getChildren().getFirst() instanceof Button b) {
      b.fire();
    }
  }

  private void take(Completion completion, Completion.Offer offer) {
    String text = completion.with(offer);
    field.setText(text);
    field.requestFocus();
    field.positionCaret(completion.caretAfter(offer));
  }
}
