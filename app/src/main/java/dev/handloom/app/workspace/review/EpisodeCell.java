package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.review.Verdict;
import java.time.ZoneId;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// An episode in the list: what, when, how long, and what is to be known of it.
final class EpisodeCell extends ListCell<EpisodeRow> {
  private final Label task = new Label();
  private final Label when = new Label();
  private final Label length = new Label();
  private final Label verdict = new Label();
  private final Label trouble = new Label();
  private final HBox states = new HBox(8, verdict, trouble);
  private final VBox lines;

  EpisodeCell() {
    task.getStyleClass().add("text-strong");
    when.getStyleClass().addAll("text-small", "text-muted", Figures.STYLE_CLASS);
    length.getStyleClass().addAll("text-small", Figures.STYLE_CLASS);
    length.setMinWidth(Region.USE_PREF_SIZE);
    verdict.getStyleClass().add("text-small");
    trouble.getStyleClass().addAll("text-small", "text-warning");
    trouble.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox second = new HBox(8, when, gap, length);
    second.setAlignment(Pos.CENTER_LEFT);
    lines = new VBox(2, task, second, states);
    // The list decides how wide a cell is; long words are cut, never scrolled to.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable EpisodeRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    task.setText(EpisodeWords.task(row));
    when.setText(EpisodeWords.when(row, ZoneId.systemDefault()));
    length.setText(EpisodeWords.length(row));
    String decided = EpisodeWords.verdict(row.verdict());
    verdict.setText(decided);
    verdict.setGraphic(new FontIcon(EpisodeWords.icon(row.verdict())));
    put(verdict, row.verdict() != Verdict.NONE);
    String wrong = EpisodeWords.trouble(row);
    trouble.setText(wrong);
    put(trouble, !wrong.isEmpty());
    put(states, !decided.isEmpty() || !wrong.isEmpty());
    setGraphic(lines);
    setAccessibleText(
        String.join(", ", task.getText(), when.getText(), length.getText(), decided, wrong));
  }

  private static void put(Region part, boolean shown) {
    part.setVisible(shown);
    part.setManaged(shown);
  }
}
