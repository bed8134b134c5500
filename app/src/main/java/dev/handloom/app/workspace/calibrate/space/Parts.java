package dev.handloom.app.workspace.calibrate.space;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What both ways of laying spaces over each other are made of.
final class Parts {
  static final double WIDTH = 720;

  private Parts() {}

  static Label words(String id, String... styles) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.managedProperty().bind(label.visibleProperty());
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// Words that are there only while they say something.
  static void say(Label label, String words) {
    label.setText(words);
    label.setVisible(!words.isEmpty());
  }

  static FontIcon warning() {
    FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add("icon-warning");
    return icon;
  }

  static void button(Button button, String id, Runnable does, String tip) {
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(tip));
    button.managedProperty().bind(button.visibleProperty());
    button.setOnAction(_ -> does.run());
    // Space belongs to the run.
    button.setFocusTraversable(false);
  }
}
