package dev.handloom.app.workspace.library;

import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.review.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// An episode in the list of the library. All lines are of one height: a list of any length is
/// scrolled without measuring it.
final class EpisodeLine extends ListCell<@Nullable EpisodeRow> {
  static final double HEIGHT = 56;

  private final Label task = new Label();
  private final Label state = new Label();
  private final Label facts = new Label();
  private final Label when = new Label();
  private final HBox lines;

  EpisodeLine() {
    task.getStyleClass().add("text-strong");
    for (Label small : new Label[] {facts, when, state}) {
      small.getStyleClass().addAll("text-small", "text-muted", Figures.STYLE_CLASS);
    }
    for (Label right : new Label[] {when, state}) {
      right.setMinWidth(Region.USE_PREF_SIZE);
    }
    VBox left = new VBox(2, task, facts);
    left.setMinWidth(0);
    left.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(left, Priority.ALWAYS);
    VBox right = new VBox(2, when, state);
    right.setAlignment(Pos.CENTER_RIGHT);
    lines = new HBox(16, left, right);
    lines.setAlignment(Pos.CENTER_LEFT);
    setPrefHeight(HEIGHT);
    // The list decides how wide a cell is; long words are cut, never scrolled to.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable EpisodeRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    setGraphic(lines);
    if (row == null) {
      // It is being read.
      task.setText("…");
      facts.setText("");
      when.setText("");
      state.setText("");
      setAccessibleText("Being read");
      return;
    }
    task.setText(Amounts.task(row.task()));
    facts.setText(facts(row));
    when.setText(Amounts.date(row.startUnixNanos()));
    state.setText(state(row));
    setAccessibleText(
        String.join(", ", task.getText(), when.getText(), facts.getText(), state.getText()));
  }

  private static String facts(EpisodeRow row) {
    List<String> facts = new ArrayList<>();
    facts.add(TimeText.clock(row.durationNanos()));
    if (!row.person().isBlank()) {
      facts.add(row.person());
    }
    if (row.missing() > 0) {
      facts.add(Amounts.number(row.missing()) + " missing");
    }
    Long bound = row.worstBoundNanos();
    if (bound != null) {
      facts.add(String.format(Locale.ROOT, "±%.1f ms", bound / 1e6));
    }
    if (!row.tags().isEmpty()) {
      facts.add(String.join(" ", row.tags()));
    }
    return String.join(" · ", facts);
  }

  private static String state(EpisodeRow row) {
    List<String> words = new ArrayList<>();
    if (row.verdict() != Verdict.NONE) {
      words.add(word(row.verdict()) + (row.score() == null ? "" : " " + row.score()));
    }
    switch (row.worstFinding()) {
      case "error" -> words.add("Fault");
      case "warning" -> words.add("Warning");
      default -> {
        if (row.checkedUnixNanos() != null) {
          words.add("Checked");
        }
      }
    }
    return String.join(" · ", words);
  }

  static String word(Verdict verdict) {
    return switch (verdict) {
      case NONE -> "No verdict";
      case SUCCESS -> "Success";
      case FAIL -> "Fail";
      case UNSURE -> "Unsure";
    };
  }
}
