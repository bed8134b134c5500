package dev.handloom.app.workspace.calibrate.robot;

import dev.handloom.app.retarget.RobotTrial;
import dev.handloom.app.ui.theme.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How well the robot follows, in figures: what is left at each fingertip, how fast, what holds it.
final class RobotFigures extends VBox {
  private static final String NOTHING = "–";
  private static final double COLUMN = 68;
  private static final int MOST_NAMES = 4;

  private final GridPane table = new GridPane(4, 2);
  private final List<Label[]> rows = new ArrayList<>();
  private final Label rate = line("calibrate.robot.rate");
  private final Label lag = line("calibrate.robot.lag");
  private final Label limits = line("calibrate.robot.limits");

  RobotFigures() {
    super(8);
    setMinHeight(Region.USE_PREF_SIZE);
    table.setId("calibrate.robot.residuals");
    VBox how = new VBox(4, title("How it follows"), rate, lag, limits);
    how.setMinWidth(0);
    HBox.setHgrow(how, Priority.ALWAYS);
    table.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().setAll(new HBox(24, table, how));
  }

  private static Label title(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("section-title");
    return label;
  }

  private static Label line(String id) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(Figures.STYLE_CLASS);
    return label;
  }

  /// Another robot: its fingers by name, and nothing known of them yet.
  void names(List<String> names) {
    rows.clear();
    setVisible(!names.isEmpty());
    table.getChildren().clear();
    ColumnConstraints first = new ColumnConstraints(COLUMN);
    ColumnConstraints number = new ColumnConstraints(COLUMN);
    number.setHalignment(HPos.RIGHT);
    table.getColumnConstraints().setAll(first, number, number, number);
    table.addRow(0, title("Left over"), head("now"), head("mean"), head("most"));
    for (String name : names) {
      Label[] row = {figure(), figure(), figure()};
      rows.add(row);
      String finger = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      row[0].setAccessibleText(finger + " residual");
      row[0].setId("calibrate.robot.residual." + name);
      table.addRow(rows.size(), new Label(finger), row[0], row[1], row[2]);
    }
    rate.setText("");
    lag.setText("");
    limits.setText("");
  }

  private static Label head(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("text-small", "text-muted");
    return label;
  }

  private static Label figure() {
    Label label = new Label(NOTHING);
    label.getStyleClass().add(Figures.STYLE_CLASS);
    return label;
  }

  void show(RobotTrial.Look look) {
    for (int t = 0; t < rows.size() && t < look.errors().length; t++) {
      rows.get(t)[0].setText(millimetres(look.errors()[t]));
      rows.get(t)[1].setText(millimetres(look.meanErrors()[t]));
      rows.get(t)[2].setText(millimetres(look.worstErrors()[t]));
    }
    rate.setText(
        String.format(
            Locale.ROOT,
            "%.0f hands a second come; this computer could solve %,.0f.",
            look.comingHz(),
            100 * Math.rint(look.solvableHz() / 100)));
    lag.setText(
        String.format(
            Locale.ROOT,
            "Targets are there %.1f ms after the hand (19 of 20)%s.",
            look.lagMillis(),
            look.heldBack() < 0.005
                ? ""
                : String.format(
                    Locale.ROOT,
                    "; %.0f %% of the time a joint is as fast as it may be, and lags",
                    100 * look.heldBack())));
    limits.setText(
        look.atLimit().isEmpty()
            ? "No joint is at a limit."
            : "At a limit: " + few(look.atLimit()) + ".");
  }

  private static String few(List<String> all) {
    return all.size() <= MOST_NAMES
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, MOST_NAMES))
            + " and %d more".formatted(all.size() - MOST_NAMES);
  }

  private static String millimetres(double metres) {
    return Double.isNaN(metres) ? NOTHING : String.format(Locale.ROOT, "%.1f mm", 1000 * metres);
  }
}
