package dev.handloom.app.ui.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// All keys on one page, by menu.
public final class ShortcutSheet {

  private static final double WIDTH = 800;
  private static final double MAX_HEIGHT = 640;

  /// A longer group takes both columns.
  private static final int MOST_IN_ONE = 16;

  private static final String ELSEWHERE = "Everywhere";

  private final Actions actions;
  private final SheetLayer layer;

  public ShortcutSheet(Actions actions, SheetLayer layer) {
    this.actions = actions;
    this.layer = layer;
  }

  /// Opens it, or closes it when it is open.
  public void toggle() {
    if (layer.isOpen()) {
      layer.close();
      return;
    }
    Label title = new Label("Keyboard shortcuts");
    title.getStyleClass().add("text-large");
    Label hint = new Label("Esc closes this sheet");
    hint.getStyleClass().addAll("text-small", "text-muted");
    ScrollPane scroll = new ScrollPane(columns(groups(actions)));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText("Keyboard shortcuts");
    VBox sheet = new VBox(title, scroll, hint);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    scroll.setMaxHeight(MAX_HEIGHT);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    StackPane.setMargin(sheet, new Insets(64, 16, 16, 16));
    layer.show(sheet, scroll);
  }

  /// The actions that have keys, by their top menu.
  static Map<String, List<Action>> groups(Actions actions) {
    Map<String, List<Action>> groups = new LinkedHashMap<>();
    for (Action action : actions.all()) {
      if (action.keys() != null) {
        String menu = action.menu();
        String group = menu == null ? ELSEWHERE : menu.split("/")[0];
        groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(action);
      }
    }
    return groups;
  }

  private static GridPane columns(Map<String, List<Action>> groups) {
    GridPane grid = new GridPane(32, 16);
    for (int i = 0; i < 2; i++) {
      ColumnConstraints half = new ColumnConstraints();
      half.setPercentWidth(50);
      grid.getColumnConstraints().add(half);
    }
    grid.setPadding(new Insets(8));
    int row = 0;
    int column = 0;
    for (Map.Entry<String, List<Action>> entry : groups.entrySet()) {
      List<Action> all = entry.getValue();
      boolean wide = all.size() > MOST_IN_ONE;
      if (wide && column > 0) {
        row++;
        column = 0;
      }
      int half = wide ? (all.size() + 1) / 2 : all.size();
      grid.add(group(entry.getKey(), all.subList(0, half)), column, row);
      if (wide) {
        // A title of its own would be read as another group.
        grid.add(group(" ", all.subList(half, all.size())), 1, row);
      }
      column = wide ? 0 : (column + 1) % 2;
      row += column == 0 ? 1 : 0;
    }
    return grid;
  }

  private static VBox group(String title, List<Action> actions) {
    VBox group = new VBox(4, groupTitle(title));
    actions.forEach(action -> group.getChildren().add(line(action)));
    GridPane.setValignment(group, VPos.TOP);
    return group;
  }

  private static Label groupTitle(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("section-title");
    return label;
  }

  private static Region line(Action action) {
    Label text = new Label(action.text());
    Label keys = new Label(action.keysText());
    keys.getStyleClass().add("keys");
    keys.setMinWidth(Region.USE_PREF_SIZE);
    GridPane line = new GridPane(8, 0);
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    line.getColumnConstraints().addAll(wide, new ColumnConstraints());
    line.addRow(0, text, keys);
    return line;
  }
}
