package dev.handloom.app.workspace.calibrate;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks before an unfinished run gives way to a new one.
final class AnewSheet {
  private static final double WIDTH = 480;

  private final VBox sheet;
  private final Button goOn = new Button("Go on with it");

  AnewSheet(String unfinished, Runnable resume, Runnable anew, Runnable close) {
    Label title = new Label("Begin anew?");
    title.getStyleClass().add("text-large");
    Label words = new Label(unfinished + " A new run takes their place.");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    goOn.setId("calibrate.resumeNow");
    goOn.getStyleClass().add("accent");
    goOn.setDefaultButton(true);
    goOn.setOnAction(_ -> {
      close.run();
      resume.run();
    });
    Button fresh = new Button("Begin anew");
    fresh.setId("calibrate.anewNow");
    fresh.setOnAction(_ -> {
      close.run();
      anew.run();
    });
    Button cancel = new Button("Cancel");
    cancel.setOnAction(_ -> close.run());
    HBox buttons = new HBox(8, cancel, fresh, goOn);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    sheet = new VBox(16, title, words, buttons);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(64);
  }

  Node sheet() {
    return sheet;
  }

  /// Where the focus belongs first.
  Node first() {
    return goOn;
  }
}
