package dev.handloom.app.workspace.library;

import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/// The first of many rows, and a button that shows the rest: it scrolls with the page, and a list
/// of thousands does not slow it.
///
/// @param <T> what a row shows
final class ShortList<T> extends VBox {
  static final int FIRST = 30;

  private final Function<T, Node> row;
  private List<? extends T> shown = List.of();

  ShortList(double spacing, Function<T, Node> row) {
    super(spacing);
    this.row = row;
  }

  void show(List<? extends T> items) {
    if (items.equals(shown)) {
      // Who reads or has the focus here is not disturbed.
      return;
    }
    shown = List.copyOf(items);
    getChildren().clear();
    items.stream().limit(FIRST).forEach(item -> getChildren().add(row.apply(item)));
    if (items.size() > FIRST) {
      List<T> rest = List.copyOf(items.subList(FIRST, items.size()));
      Button more = new Button("Show " + Amounts.number(rest.size()) + " more");
      more.setId("library.more");
      more.setOnAction(_ -> {
        getChildren().remove(more);
        rest.forEach(item -> getChildren().add(row.apply(item)));
        // The button had the focus; reading goes on at the first new row.
        Focus.firstIn(getChildren().get(FIRST));
      });
      getChildren().add(more);
    }
  }
}
