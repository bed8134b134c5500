package dev.handloom.app.workspace.review;

import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// What a reviewer says of an episode besides the verdict: score, tags, reason, note. Enter writes
/// it down, Esc takes back what was typed; leaving a field writes it down, too.
final class JudgementBar extends HBox {
  private static final double SCORE_WIDTH = 76;

  private final Supplier<String> who;
  private final BiConsumer<String, List<ReviewEntry>> write;
  private final Consumer<String> say;
  private final Runnable back;
  private final TextField score = field("review-score", "Score", "Score, 0 to 100 (G)");
  private final TextField tags = field("review-tags", "Tags", "Tags, with spaces between (T)");
  private final TextField reason = field("review-reason", "Reason", "Why it is rejected (R)");
  private final TextField note = field("review-note", "Note", "Note (W)");
  // What is on its way to the disk: Enter writes it, and the focus that leaves must not again.
  private final Map<TextField, String> sent = new HashMap<>();
  private @Nullable Judged judged;

  /// @param write hears what was decided, in words and lines
  /// @param say hears what cannot be written
  /// @param back gives the focus to where it belongs
  JudgementBar(
      Supplier<String> who,
      BiConsumer<String, List<ReviewEntry>> write,
      Consumer<String> say,
      Runnable back) {
    this.who = who;
    this.write = write;
    this.say = say;
    this.back = back;
    setSpacing(8);
    setAlignment(Pos.CENTER_LEFT);
    score.setMinWidth(SCORE_WIDTH);
    score.setMaxWidth(SCORE_WIDTH);
    for (TextField field : List.of(tags, reason, note)) {
      field.setMinWidth(64);
      field.setPrefWidth(64);
      setHgrow(field, Priority.ALWAYS);
    }
    getChildren().addAll(score, tags, reason, note);
    for (TextField field : List.of(score, tags, reason, note)) {
      field.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(field, event));
      field
          .focusedProperty()
          .addListener((_, _, focused) -> {
            if (!focused) {
              commit(field);
            }
          });
    }
  }

  private static TextField field(String id, String prompt, String help) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(prompt);
    field.setAccessibleText(prompt);
    field.setTooltip(new Tooltip(help));
    return field;
  }

  TextField score() {
    return score;
  }

  TextField tags() {
    return tags;
  }

  TextField reason() {
    return reason;
  }

  TextField note() {
    return note;
  }

  private void onKey(TextField field, KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      commit(field);
      back.run();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      Judged now = judged;
      if (now != null) {
        field.setText(text(field, now.review()));
      }
      back.run();
      event.consume();
    }
  }

  /// What holds now; a field in which a person types stays as it is.
  void show(@Nullable Judged now) {
    Judged before = judged;
    boolean other = before == null || now == null || !before.row().id().equals(now.row().id());
    if (other && before != null) {
      // What was typed belongs to the episode before.
      for (TextField field : List.of(score, tags, reason, note)) {
        if (field.isFocused()) {
          commit(field);
        }
      }
    }
    judged = now;
    sent.clear();
    for (TextField field : List.of(score, tags, reason, note)) {
      if (other || !field.isFocused()) {
        field.setText(now == null ? "" : text(field, now.review()));
      }
    }
    setDisable(now == null);
  }

  private String text(Node field, Review review) {
    if (field.equals(score)) {
      return Objects.toString(review.score(), "");
    }
    return field.equals(tags)
        ? String.join(" ", review.tags())
        : field.equals(reason) ? review.reason() : review.note();
  }

  private void commit(TextField field) {
    Judged now = judged;
    String typed = field.getText().strip();
    if (now == null || typed.equals(text(field, now.review())) || typed.equals(sent.get(field))) {
      return;
    }
    sent.put(field, typed);
    try {
      List<ReviewEntry> entries = entries(field, typed, now.review());
      if (!entries.isEmpty()) {
        write.accept(field.getPromptText() + " of " + Decisions.name(now.row()), entries);
      }
    } catch (IllegalArgumentException e) {
      say.accept(String.valueOf(e.getMessage()) + ". It is as it was.");
      field.setText(text(field, now.review()));
    }
  }

  private List<ReviewEntry> entries(Node field, String typed, Review before) {
    String name = who.get();
    if (field.equals(tags)) {
      List<ReviewEntry> entries = new ArrayList<>();
      List<String> wanted =
          Arrays.stream(typed.split("[\\s,]+")).filter(tag -> !tag.isEmpty()).distinct().toList();
      wanted.stream()
          .filter(tag -> !before.tags().contains(tag))
          .forEach(tag -> entries.add(ReviewEntry.now(name, What.TAG, tag)));
      before.tags().stream()
          .filter(tag -> !wanted.contains(tag))
          .forEach(tag -> entries.add(ReviewEntry.now(name, What.UNTAG, tag)));
      return entries;
    }
    What what = field.equals(score) ? What.SCORE : field.equals(reason) ? What.REASON : What.NOTE;
    return List.of(ReviewEntry.now(name, what, typed));
  }
}
