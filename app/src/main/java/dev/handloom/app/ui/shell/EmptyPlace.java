package dev.handloom.app.ui.shell;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What an empty place shows: what will be here, what to do next, and the buttons to do it.
public final class EmptyPlace extends VBox {

  private static final double WORDS_WIDTH = 440;

  /// @param next the way on; the first is the main one
  public EmptyPlace(Feather icon, String title, String words, Action... next) {
    getStyleClass().add("empty-place");
    FontIcon picture = new FontIcon(icon);
    picture.getStyleClass().add("big");
    Label titleLabel = new Label(title);
    titleLabel.getStyleClass().add("text-large");
    Label text = new Label(words);
    text.getStyleClass().add("text-muted");
    text.setWrapText(true);
    text.setTextAlignment(TextAlignment.CENTER);
    text.setAlignment(Pos.CENTER);
    text.setMaxWidth(WORDS_WIDTH);
    text.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(picture, titleLabel, text);
    for (Action action : next) {
      Button button = Actions.button(action);
      if (getChildren().size() == 3) {
        button.getStyleClass().add("accent");
      }
      getChildren().add(button);
    }
  }
}
