package dev.handloom.app.workspace.calibrate;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks why a calibration is taken out of use.
public final class ReasonSheet {
  private static final double WIDTH = 480;

  private final VBox sheet;
  private final TextField reason = new TextField();

  /// @param about which one
  /// @param expire told the reason
  public ReasonSheet(String about, Consumer<String> expire, Runnable close) {
    Label title = new Label("Take out of use");
    title.getStyleClass().add("text-large");
    Label words =
        new Label(
            about
                + " Nothing is thrown away: it stays in the history with this reason, and can be"
                + " taken into use again.");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    words.getStyleClass().add("text-muted");
    Label label = new Label("Why");
    label.setLabelFor(reason);
    reason.setId("calibrate.reason");
    reason.setPromptText("As: the glove was torn and sewn");
    Button go = new Button("Take out of use");
    go.setId("calibrate.expireNow");
    go.getStyleClass().add("accent");
    go.setDefaultButton(true);
    go.disableProperty().bind(reason.textProperty().map(String::isBlank));
    go.setOnAction(_ -> {
      expire.accept(reason.getText().strip());
      close.run();
    });
    Button cancel = new Button("Cancel");
    cancel.setOnAction(_ -> close.run());
    HBox buttons = new HBox(8, cancel, go);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    sheet = new VBox(16, title, words, new VBox(4, label, reason), buttons);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(64);
  }

  /// To be laid over the window.
  public Node sheet() {
    return sheet;
  }

  /// Where the focus belongs first.
  public Node first() {
    return reason;
  }
}
