package dev.handloom.app.workspace.library;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A titled part of the page.
final class Section extends VBox {
  Section(String title, Node... content) {
    super(8);
    getStyleClass().add("library-section");
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText(title);
    Label label = new Label(title);
    label.getStyleClass().add("text-strong");
    getChildren().add(label);
    getChildren().addAll(content);
  }

  /// Words of less weight, as many lines as they need.
  static Label words(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
