package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.app.arm.RigArm;
import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.calibration.arm.ServoTable;
import dev.handloom.device.driver.bus.ServoEntry;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What an arm's servos keep for themselves, beside what the calibration in use would put there.
/// Looking changes nothing.
final class ServoPage {
  private final VBox table = new VBox(8);
  private final Label words = new Label();
  private final Button again = new Button("Read again", new FontIcon(Feather.REFRESH_CW));
  private final Button write = new Button("Write into the servos…", new FontIcon(Feather.EDIT_3));
  private final ScrollPane page;

  /// @param ask reads them anew
  /// @param writes asks a person, and writes
  ServoPage(RigArm arm, Runnable ask, Runnable writes) {
    Label heading = new Label("What the servos of " + arm.title() + " keep");
    heading.getStyleClass().add("text-large");
    Label why =
        new Label(
            "Handloom needs none of this: it records raw counts and computes angles by the"
                + " calibration. Other programs on this arm go by what the servos keep. The arm is"
                + " disconnected while its servos are asked.");
    words.setId("calibrate.servos");
    for (Label each : new Label[] {why, words}) {
      each.setWrapText(true);
      each.setMinHeight(Region.USE_PREF_SIZE);
    }
    why.getStyleClass().add("text-muted");
    again.setId("calibrate.servos.again");
    again.setOnAction(_ -> ask.run());
    write.setId("calibrate.servos.write");
    write.setOnAction(_ -> writes.run());
    write.setDisable(true);
    VBox content = new VBox(16, heading, why, new FlowPane(8, 8, again, write), words, table);
    content.setPadding(new Insets(8, 16, 16, 16));
    page = new ScrollPane(content);
    page.setFitToWidth(true);
    page.getStyleClass().add("edge-to-edge");
  }

  Node content() {
    return page;
  }

  /// They are being asked, or written.
  void busy(String what) {
    words.setText(what);
    again.setDisable(true);
    write.setDisable(true);
  }

  /// It did not work.
  void failed(String why) {
    words.setText(why);
    again.setDisable(false);
  }

  /// @param hindrance why it could not be written; empty if nothing speaks against it
  void show(ServoTable servos, Optional<String> hindrance) {
    boolean same = servos.rows().stream().allMatch(ServoTable.Row::same);
    words.setText(
        same
            ? "They keep what this calibration would put there."
            : "They keep something else than this calibration would put there."
                + hindrance.map(why -> " It could not be written: " + why).orElse(""));
    again.setDisable(false);
    write.setDisable(same || hindrance.isPresent());
    GridPane grid = new GridPane(20, 4);
    String[] heads = {"Servo", "Joint", "Offset", "it would be", "Limits", "they would be", ""};
    for (int c = 0; c < heads.length; c++) {
      Label head = new Label(heads[c]);
      head.getStyleClass().add("text-muted");
      head.setMinWidth(Region.USE_PREF_SIZE);
      grid.add(head, c, 0);
    }
    for (ServoTable.Row row : servos.rows()) {
      Label standing =
          new Label(
              row.same()
                  ? "the same"
                  : String.format(Locale.ROOT, "middle %.0f° off", row.degreesApart()));
      if (!row.same()) {
        FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
        icon.getStyleClass().add("icon-warning");
        standing.setGraphic(icon);
      }
      grid.addRow(
          grid.getRowCount(),
          number(String.valueOf(row.theirs().id())),
          new Label(QualityWords.sentence(row.joint())),
          number(String.valueOf(row.theirs().homing())),
          number(String.valueOf(row.ours().homing())),
          number(limits(row.theirs())),
          number(limits(row.ours())),
          standing);
    }
    table.getChildren().setAll(grid);
  }

  private static String limits(ServoEntry entry) {
    return entry.low() + " to " + entry.high();
  }

  private static Label number(String value) {
    Label label = new Label(value);
    label.getStyleClass().add(Figures.STYLE_CLASS);
    label.setMinWidth(Region.USE_PREF_SIZE);
    GridPane.setHalignment(label, HPos.RIGHT);
    return label;
  }
}
