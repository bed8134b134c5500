package dev.handloom.app.workspace.calibrate.arm;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asks before anything is written into servos.
final class WriteSheet {
  private static final double WIDTH = 520;

  private final VBox sheet;
  private final Button cancel = new Button("Cancel");

  /// @param arm as a person calls it
  WriteSheet(String arm, Runnable write, Runnable close) {
    Label title = new Label("Write into the servos of " + arm + "?");
    title.getStyleClass().add("text-large");
    Label words =
        new Label(
            "Their offsets and limits become those of the calibration in use. The motors are"
                + " released: hold the arm, or lay it down. Each servo is read back; if one does"
                + " not take it, all are put back as they were. A calibration that fits what they"
                + " report from then on is kept and used. Other programs that go by the old"
                + " offsets need to be calibrated anew.");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    Button go = new Button("Write into the servos");
    go.setId("calibrate.servos.writeNow");
    go.setOnAction(_ -> {
      close.run();
      write.run();
    });
    cancel.setId("calibrate.servos.cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(_ -> close.run());
    HBox buttons = new HBox(8, cancel, go);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    sheet = new VBox(16, title, words, buttons);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(64);
  }

  Node sheet() {
    return sheet;
  }

  /// What changes nothing comes first.
  Node first() {
    return cancel;
  }
}
