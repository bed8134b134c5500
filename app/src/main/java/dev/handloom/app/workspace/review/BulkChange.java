package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library.Revision;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.Verdict;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;

/// One change to every episode that is found; what it will change is shown before.
final class BulkChange {
  private static final int MOST_SHOWN = 200;
  private static final double LIST_HEIGHT = 168;

  /// What can be done to many.
  enum Kind {
    SUCCESS("Mark as a success"),
    FAIL("Mark as failed"),
    UNSURE("Mark as unsure"),
    NONE("Take the verdict back"),
    TAG("Add a tag"),
    UNTAG("Remove a tag"),
    SCORE("Set the score"),
    TRASH("Move to the trash");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    boolean asks() {
      return this == TAG || this == UNTAG || this == SCORE;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /// Hears what is to be done.
  interface Doer {
    void edit(String words, List<EpisodeId> ids, Revision revision);

    void trash(String words, List<EpisodeId> ids);
  }

  private final List<EpisodeRow> rows;
  private final String who;
  private final Doer doer;
  private final ChoiceBox<Kind> kind = new ChoiceBox<>();
  private final TextField value = new TextField();
  private final Label count = new Label();
  private final ListView<String> changes = new ListView<>();
  private final Sheet sheet;

  BulkChange(SheetLayer layer, List<EpisodeRow> rows, String who, Doer doer) {
    this.rows = List.copyOf(rows);
    this.who = who;
    this.doer = doer;
    sheet =
        new Sheet(
            layer,
            rows.size() == 1
                ? "Change the found episode"
                : "Change " + rows.size() + " found episodes",
            "All that the search and the queue show. It is one edit: Undo takes all of it back.");
    kind.getItems().setAll(Kind.values());
    kind.setId("review-bulk-kind");
    kind.setValue(Kind.SUCCESS);
    value.setId("review-bulk-value");
    count.setId("review-bulk-count");
    count.getStyleClass().add("text-strong");
    changes.setId("review-bulk-changes");
    changes.setPrefHeight(LIST_HEIGHT);
    changes.setAccessibleText("What will change");
    changes.setPlaceholder(new Label("Nothing would change"));
    kind.valueProperty().subscribe(_ -> refresh());
    value.textProperty().subscribe(_ -> refresh());
  }

  void show() {
    sheet
        .add("Change", kind)
        .add("To", value)
        .add(count)
        .add(changes)
        .show("Change", kind, this::act);
    refresh();
  }

  private List<EpisodeRow> changed() {
    return rows.stream().filter(row -> !after(row).isEmpty()).toList();
  }

  /// What becomes of a row, in words; empty when nothing does.
  private String after(EpisodeRow row) {
    String typed = value.getText().strip();
    Kind chosen = kind.getValue();
    return switch (chosen) {
      case SUCCESS, FAIL, UNSURE, NONE -> {
        Verdict verdict = Verdict.valueOf(chosen.name());
        yield row.verdict() == verdict ? "" : word(row.verdict()) + " → " + word(verdict);
      }
      case TAG -> valid() && !row.tags().contains(typed) ? "+ " + typed : "";
      case UNTAG -> row.tags().contains(typed) ? "− " + typed : "";
      case SCORE -> {
        String before = row.score() == null ? "" : String.valueOf(row.score());
        yield valid() && !before.equals(typed)
            ? (before.isEmpty() ? "no score" : before) + " → " + (typed.isEmpty() ? "none" : typed)
            : "";
      }
      case TRASH -> "to the trash";
    };
  }

  private static String word(Verdict verdict) {
    return verdict == Verdict.NONE
        ? "no verdict"
        : EpisodeWords.verdict(verdict).toLowerCase(Locale.ROOT);
  }

  private boolean valid() {
    try {
      return !entries().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private List<ReviewEntry> entries() {
    String typed = value.getText().strip();
    return switch (kind.getValue()) {
      case TAG -> List.of(ReviewEntry.now(who, What.TAG, typed));
      case UNTAG -> List.of(ReviewEntry.now(who, What.UNTAG, typed));
      case SCORE -> List.of(ReviewEntry.now(who, What.SCORE, typed));
      default -> List.of();
    };
  }

  private void refresh() {
    value.setDisable(!kind.getValue().asks());
    List<EpisodeRow> changed = changed();
    List<String> lines = new ArrayList<>();
    for (EpisodeRow row : changed.subList(0, Math.min(MOST_SHOWN, changed.size()))) {
      lines.add(
          EpisodeWords.when(row, ZoneId.systemDefault())
              + ", "
              + EpisodeWords.task(row)
              + ": "
              + after(row));
    }
    if (changed.size() > MOST_SHOWN) {
      lines.add("… and " + (changed.size() - MOST_SHOWN) + " more");
    }
    changes.getItems().setAll(lines);
    count.setText(
        changed.isEmpty()
            ? "Nothing would change"
            : changed.size() + " of " + rows.size() + " will change:");
    sheet.act().setDisable(changed.isEmpty());
    sheet.act().setText(changed.isEmpty() ? "Change" : "Change " + changed.size());
  }

  private void act() {
    List<EpisodeId> ids = changed().stream().map(EpisodeRow::id).toList();
    Kind chosen = kind.getValue();
    String typed = value.getText().strip();
    String words = chosen + (chosen.asks() ? " " + typed : "") + ", " + ids.size() + " episodes";
    switch (chosen) {
      case SUCCESS, FAIL, UNSURE, NONE ->
          doer.edit(
              words,
              ids,
              history -> Decisions.verdict(history, who, Verdict.valueOf(chosen.name())));
      case TAG, UNTAG, SCORE -> {
        List<ReviewEntry> entries = entries();
        // Each journal has lines of its own.
        doer.edit(
            words,
            ids,
            _ -> entries.stream().map(e -> ReviewEntry.now(who, e.what(), e.value())).toList());
      }
      case TRASH -> doer.trash(words, ids);
    }
  }
}
