package dev.handloom.app.ui.action;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Every action by a few letters of its name: type, choose with the arrows, Enter does it.
public final class CommandPalette {

  private static final double WIDTH = 560;
  private static final double ROW_HEIGHT = 40;
  private static final int ROWS = 9;
  private static final double ICON_WIDTH = 20;

  private final Actions actions;
  private final SheetLayer layer;

  public CommandPalette(Actions actions, SheetLayer layer) {
    this.actions = actions;
    this.layer = layer;
  }

  /// Opens it, or closes it when it is open.
  public void toggle() {
    if (layer.isOpen()) {
      layer.close();
      return;
    }
    TextField typed = new TextField();
    typed.setPromptText("Type what you want to do");
    typed.setAccessibleText("Command");
    ListView<Action> list = new ListView<>();
    list.getStyleClass().add("palette-list");
    list.setAccessibleText("Commands that match");
    list.setFixedCellSize(ROW_HEIGHT);
    list.setPrefHeight(ROW_HEIGHT * ROWS + 2);
    list.setFocusTraversable(false);
    list.setPlaceholder(new Label("No command is called that"));
    list.setCellFactory(_ -> new Row());
    list.setOnMouseClicked(_ -> run(list.getSelectionModel().getSelectedItem()));

    typed.textProperty().subscribe(text -> fill(list, text));
    typed.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, list));

    VBox sheet = new VBox(typed, list);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    StackPane.setMargin(sheet, new Insets(64, 16, 16, 16));
    layer.show(sheet, typed);
  }

  /// What the palette lists for these letters.
  static List<Action> matching(Actions actions, String typed) {
    return FuzzyMatch.filter(typed, List.copyOf(actions.all()), Action::text);
  }

  private void fill(ListView<Action> list, String typed) {
    list.getItems().setAll(matching(actions, typed));
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
  }

  private void onKey(KeyEvent event, ListView<Action> list) {
    KeyCode code = event.getCode();
    if (code == KeyCode.DOWN) {
      list.getSelectionModel().selectNext();
    } else if (code == KeyCode.UP) {
      list.getSelectionModel().selectPrevious();
    } else if (code == KeyCode.ENTER) {
      run(list.getSelectionModel().getSelectedItem());
    } else {
      return;
    }
    list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - ROWS + 2));
    event.consume();
  }

  private void run(@Nullable Action action) {
    if (action == null || !action.enabledProperty().get()) {
      return;
    }
    // Closed first: the action may open a sheet itself, and the focus must be back where it was.
    layer.close();
    action.run();
  }

  private static final class Row extends ListCell<Action> {
    @Override
    protected void updateItem(@Nullable Action action, boolean empty) {
      super.updateItem(action, empty);
      setText(null);
      if (empty || action == null) {
        setGraphic(null);
        return;
      }
      StackPane icon = new StackPane();
      icon.setMinWidth(ICON_WIDTH);
      Feather feather = action.icon();
      if (feather != null) {
        icon.getChildren().add(new FontIcon(feather));
      }
      Label text = new Label(action.text());
      Label where = new Label(action.menu() == null ? "" : action.menu().replace("/", " › "));
      where.getStyleClass().addAll("text-small", "text-muted");
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      HBox row = new HBox(8, icon, text, where, gap);
      row.setAlignment(Pos.CENTER_LEFT);
      if (!action.keysText().isEmpty()) {
        Label keys = new Label(action.keysText());
        keys.getStyleClass().add("keys");
        keys.setMinWidth(Region.USE_PREF_SIZE);
        row.getChildren().add(keys);
      }
      boolean enabled = action.enabledProperty().get();
      row.setOpacity(enabled ? 1 : 0.5);
      setAccessibleText(action.text() + (enabled ? "" : ", not available now"));
      setGraphic(row);
    }
  }
}
