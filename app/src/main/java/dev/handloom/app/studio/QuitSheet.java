package dev.handloom.app.studio;

import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.SheetLayer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Asked to quit while a take is running, the studio asks back. A sheet, not a window: the take and
/// its picture stay in view.
final class QuitSheet {
  private static final double WIDTH = 480;

  private QuitSheet() {}

  static void ask(SheetLayer layer, Takes takes, Runnable quit) {
    Label title = new Label("A take is running");
    title.getStyleClass().add("text-large");
    Label words =
        new Label(
            "Quitting ends it. What was recorded so far is saved first and can be reviewed the next time.");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    Button stay = new Button("Keep recording");
    stay.setId("quit.stay");
    stay.getStyleClass().add("accent");
    stay.setDefaultButton(true);
    Button leave = new Button("Save the take and quit");
    leave.setId("quit.leave");
    HBox buttons = new HBox(8, leave, stay);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox sheet = new VBox(16, title, words, buttons);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(96);
    stay.setOnAction(_ -> layer.close());
    leave.setOnAction(_ -> {
      leave.setDisable(true);
      leave.setText("Saving…");
      takes.stopThen(() -> {
        layer.close();
        quit.run();
      });
    });
    layer.show(sheet, stay);
  }
}
