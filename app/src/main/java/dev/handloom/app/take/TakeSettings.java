package dev.handloom.app.take;

import dev.handloom.app.ui.settings.RecordingChoices;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The sheet on which a person says how takes are recorded.
public final class TakeSettings {
  private static final double WIDTH = 560;

  private final VBox sheet;
  private final Spinner<Integer> preRoll;

  /// @param changed hears of every choice at once
  /// @param close puts the sheet away
  public TakeSettings(
      RecordingChoices choices, Consumer<RecordingChoices> changed, Runnable close) {
    Label title = new Label("Recording");
    title.getStyleClass().add("text-large");
    preRoll = spinner("settings.preRoll", 0, 30, choices.preRollSeconds(), "Pre-roll in seconds");
    Spinner<Integer> keepLast =
        spinner("settings.keepLast", 1, 30, choices.keepLastSeconds(), "Seconds to keep");
    Spinner<Integer> warn =
        spinner("settings.warn", 1, 500, choices.warnGigabytes(), "Gigabytes to warn at");
    Spinner<Integer> stop =
        spinner("settings.stop", 100, 50_000, choices.stopMegabytes(), "Megabytes to stop at");
    GridPane grid = new GridPane(16, 8);
    row(grid, 0, "When armed, a take begins earlier by", preRoll, "s");
    row(grid, 1, "Keep the last", keepLast, "s");
    row(grid, 2, "Warn when less is free than", warn, "GB");
    row(grid, 3, "Stop and save when less is free than", stop, "MB");
    Runnable tell =
        () ->
            changed.accept(
                new RecordingChoices(
                    preRoll.getValue(), keepLast.getValue(), warn.getValue(), stop.getValue()));
    for (Spinner<Integer> each : java.util.List.of(preRoll, keepLast, warn, stop)) {
      each.valueProperty().addListener((_, _, _) -> tell.run());
    }
    Button done = new Button("Done");
    done.setId("settings.done");
    done.getStyleClass().add("accent");
    done.setDefaultButton(true);
    done.setOnAction(_ -> close.run());
    HBox buttons = new HBox(8, done);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    Label note =
        new Label("Holds from the next take on; arm again to keep more or less in memory.");
    note.getStyleClass().add("text-muted");
    sheet = new VBox(16, title, grid, note, buttons);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(96);
  }

  private static Spinner<Integer> spinner(String id, int least, int most, int now, String name) {
    Spinner<Integer> spinner = new Spinner<>(least, most, Math.clamp(now, least, most));
    spinner.setId(id);
    spinner.setEditable(true);
    spinner.setPrefWidth(104);
    spinner.setAccessibleText(name);
    return spinner;
  }

  private static void row(GridPane grid, int row, String words, Node field, String unit) {
    Label label = new Label(words);
    label.setLabelFor(field);
    label.setMinWidth(Region.USE_PREF_SIZE);
    Label unitLabel = new Label(unit);
    unitLabel.setMinWidth(Region.USE_PREF_SIZE);
    grid.addRow(row, label, field, unitLabel);
  }

  public Node sheet() {
    return sheet;
  }

  /// Where the focus belongs first.
  public Node first() {
    return preRoll;
  }
}
