package dev.handloom.app.workspace.library;

import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Sections under each other, in two columns where there is room. The tab order is the same in
/// both.
final class SectionColumns extends HBox {
  /// Narrower columns would break most lines.
  private static final double TWO_FROM_WIDTH = 1200;

  /// Longer lines are hard to read.
  private static final double COLUMN_MOST_WIDTH = 880;

  private final List<Node> first;
  private final List<Node> second;
  private final VBox left = new VBox(16);
  private final VBox right = new VBox(16);

  SectionColumns(List<Node> first, List<Node> second) {
    super(16);
    this.first = first;
    this.second = second;
    setPadding(new Insets(16));
    for (VBox column : List.of(left, right)) {
      column.setMaxWidth(COLUMN_MOST_WIDTH);
      // Both columns are equally wide, whatever is in them.
      column.setPrefWidth(0);
      HBox.setHgrow(column, Priority.ALWAYS);
    }
    left.getChildren().addAll(first);
    left.getChildren().addAll(second);
    getChildren().add(left);
    widthProperty().map(width -> width.doubleValue() >= TWO_FROM_WIDTH).subscribe(this::split);
  }

  private void split(boolean two) {
    if (two == getChildren().contains(right)) {
      return;
    }
    if (two) {
      left.getChildren().setAll(first);
      right.getChildren().setAll(second);
      getChildren().add(right);
    } else {
      getChildren().remove(right);
      right.getChildren().clear();
      left.getChildren().addAll(second);
    }
  }
}
