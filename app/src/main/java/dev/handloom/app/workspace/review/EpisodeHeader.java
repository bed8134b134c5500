package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.review.Verdict;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The line over an episode: what it is, what was decided, and the trash.
final class EpisodeHeader extends HBox {
  private final Label task = new Label();
  private final Label detail = new Label();
  private final Label trouble = new Label();
  private final Map<Verdict, ToggleButton> verdicts = new EnumMap<>(Verdict.class);

  /// @param verdictActions in the order of their buttons
  /// @param decide hears of a verdict pressed; NONE when the one that holds is pressed again
  EpisodeHeader(
      Map<Verdict, Action> verdictActions, Consumer<Verdict> decide, Action times, Action trash) {
    setSpacing(16);
    setAlignment(Pos.CENTER_LEFT);
    task.setId("review-task");
    task.getStyleClass().add("text-large");
    detail.getStyleClass().addAll("text-small", "text-muted", Figures.STYLE_CLASS);
    trouble.setId("review-trouble");
    trouble.getStyleClass().addAll("text-small", "text-warning");
    trouble.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    trouble.setMinWidth(Region.USE_PREF_SIZE);
    HBox second = new HBox(16, detail, trouble);
    VBox words = new VBox(2, task, second);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox decisions = new HBox();
    verdictActions.forEach((verdict, action) -> {
      ToggleButton button = toggle(verdict, action);
      button.setOnAction(_ -> decide.accept(button.isSelected() ? verdict : Verdict.NONE));
      verdicts.put(verdict, button);
      decisions.getChildren().add(button);
    });
    decisions.getChildren().getFirst().getStyleClass().add("left-pill");
    decisions.getChildren().getLast().getStyleClass().add("right-pill");
    for (int i = 1; i < decisions.getChildren().size() - 1; i++) {
      decisions.getChildren().get(i).getStyleClass().add("center-pill");
    }
    decisions.setAlignment(Pos.CENTER_RIGHT);
    Button discard = Actions.button(trash);
    discard.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    discard.getStyleClass().addAll("button-icon", "flat");
    Button clock = Actions.button(times);
    clock.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    clock.getStyleClass().addAll("button-icon", "flat");
    getChildren().addAll(words, decisions, clock, discard);
  }

  private static ToggleButton toggle(Verdict verdict, Action action) {
    ToggleButton button =
        new ToggleButton(EpisodeWords.verdict(verdict), new FontIcon(EpisodeWords.icon(verdict)));
    button.setId("review-" + verdict.name().toLowerCase(java.util.Locale.ROOT));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(action.tooltipText()));
    button.setAccessibleText(action.text());
    button.disableProperty().bind(action.enabledProperty().not());
    return button;
  }

  void show(EpisodeRow row) {
    task.setText(EpisodeWords.task(row));
    task.setTooltip(new Tooltip(EpisodeWords.task(row)));
    String person = row.person().isBlank() ? "" : ", " + row.person();
    detail.setText(
        EpisodeWords.when(row, ZoneId.systemDefault()) + ", " + EpisodeWords.length(row) + person);
    String wrong = EpisodeWords.trouble(row);
    trouble.setText(wrong);
    trouble.setVisible(!wrong.isEmpty());
    trouble.setManaged(!wrong.isEmpty());
    verdicts.forEach((verdict, button) -> button.setSelected(verdict == row.verdict()));
  }
}
