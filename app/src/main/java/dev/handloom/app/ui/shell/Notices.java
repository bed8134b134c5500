package dev.handloom.app.ui.shell;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.FxThread;
import javafx.animation.PauseTransition;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Notices in the lower right corner. They take no focus and stop nothing.
///
/// A warning, or one with a button, stays until it is closed; the others leave by themselves.
public final class Notices extends VBox {

  private static final int MOST = 4;
  private static final Duration STAY = Duration.seconds(6);
  private static final double WIDTH = 400;

  Notices() {
    getStyleClass().add("notices");
    setAlignment(Pos.BOTTOM_RIGHT);
    // Beside the notices the mouse belongs to the work beneath.
    setPickOnBounds(false);
  }

  /// Shows a notice; from any thread. The oldest gives way when there are too many.
  public void show(Notice notice) {
    FxThread.run(() -> add(notice));
  }

  private void add(Notice notice) {
    HBox card = new HBox();
    card.getStyleClass().add("notice");
    FontIcon icon = new FontIcon(iconOf(notice.kind()));
    Label title = new Label(titleOf(notice));
    title.getStyleClass().add("text-strong");
    VBox words = new VBox(4, wrapped(title));
    if (!notice.detail().isEmpty()) {
      words.getChildren().add(wrapped(new Label(notice.detail())));
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    Action remedy = notice.remedy();
    if (remedy != null) {
      Button button = Actions.button(remedy);
      button.getStyleClass().add("small");
      button.addEventHandler(ActionEvent.ACTION, _ -> getChildren().remove(card));
      words.getChildren().add(button);
    }
    card.getChildren().addAll(icon, words, closeButton(card));
    card.setPrefWidth(WIDTH);
    card.setMaxHeight(Region.USE_PREF_SIZE);
    switch (notice.kind()) {
      case INFO -> {}
      case SUCCESS -> {
        card.getStyleClass().add("success");
        icon.getStyleClass().add("icon-success");
      }
      case WARNING -> {
        card.getStyleClass().add("warning");
        icon.getStyleClass().add("icon-warning");
      }
    }
    card.setAccessibleText(titleOf(notice) + ". " + notice.detail());
    getChildren().add(card);
    while (getChildren().size() > MOST) {
      getChildren().removeFirst();
    }
    if (notice.kind() != Notice.Kind.WARNING && remedy == null) {
      leaveLater(card);
    }
  }

  private void leaveLater(Node card) {
    PauseTransition stay = new PauseTransition(STAY);
    // While the mouse rests on it, somebody reads it.
    stay.setOnFinished(_ -> {
      if (card.isHover()) {
        stay.playFromStart();
      } else {
        getChildren().remove(card);
      }
    });
    stay.play();
  }

  private Button closeButton(Node card) {
    Button close = new Button("Close notice", new FontIcon(Feather.X));
    close.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    close.getStyleClass().addAll("button-icon", "flat", "small");
    close.setMinWidth(Region.USE_PREF_SIZE);
    close.setTooltip(new Tooltip("Close notice"));
    close.setOnAction(_ -> getChildren().remove(card));
    return close;
  }

  private static String titleOf(Notice notice) {
    return notice.kind() == Notice.Kind.WARNING ? "Warning: " + notice.title() : notice.title();
  }

  private static Feather iconOf(Notice.Kind kind) {
    return switch (kind) {
      case INFO -> Feather.INFO;
      case SUCCESS -> Feather.CHECK_CIRCLE;
      case WARNING -> Feather.ALERT_TRIANGLE;
    };
  }

  private static Label wrapped(Label label) {
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
