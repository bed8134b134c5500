package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.workspace.review.LabelSets.LabelWord;
import dev.handloom.store.review.Agreement;
import dev.handloom.store.review.Review.Segment;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;

/// The sheets of Review that ask for words, or tell something.
final class Questions {
  private static final int LABEL_ROWS = 9;

  private final SheetLayer layer;

  Questions(SheetLayer layer) {
    this.layer = layer;
  }

  SheetLayer layer() {
    return layer;
  }

  private static TextField field(String id, String text) {
    TextField field = new TextField(text);
    field.setId(id);
    return field;
  }

  void reviewer(String now, Consumer<String> named) {
    TextField name = field("review-reviewer", now);
    new Sheet(
            layer,
            "Who reviews?",
            "Every edit carries this name. Undo and Redo are each reviewer's own.")
        .add("Name", name)
        .show("Review as", name, () -> named.accept(name.getText()));
  }

  void segment(Segment segment, BiConsumer<String, String> changed) {
    TextField label = field("review-segment-label", segment.label());
    TextField text = field("review-segment-text", segment.text());
    new Sheet(layer, "Segment", "")
        .add("Label", label)
        .add("Instruction, in a sentence", text)
        .show("Change", text, () -> changed.accept(label.getText(), text.getText()));
  }

  void labels(String task, List<LabelWord> labels, Consumer<List<LabelWord>> changed) {
    TextArea lines = new TextArea(LabelSets.lines(labels));
    lines.setId("review-labels");
    lines.setPrefRowCount(LABEL_ROWS);
    new Sheet(
            layer,
            "Labels of “" + task + "”",
            "One a line; what follows a colon is the instruction. The keys 1 to 9 are the first"
                + " nine. Ctrl+Enter changes them. Segments that exist stay as they are.")
        .add(lines)
        .show("Change", lines, () -> changed.accept(LabelSets.parse(lines.getText())));
  }

  void dismissal(String finding, Consumer<String> why) {
    TextField reason = field("review-why", "");
    new Sheet(layer, "Dismiss a finding", finding)
        .add("Why it is none", reason)
        .show("Dismiss", reason, () -> why.accept(reason.getText().strip()));
  }

  void agreement(int episodes, List<Agreement> pairs) {
    Sheet sheet =
        new Sheet(
            layer,
            "How far reviewers agree",
            episodes == 1
                ? "Over the one episode that the search and the queue show."
                : "Over the " + episodes + " episodes that the search and the queue show.");
    if (pairs.isEmpty()) {
      sheet.add(Sheet.words("No two reviewers judged or labelled the same episode yet.")).show();
      return;
    }
    GridPane grid = new GridPane(16, 4);
    grid.addRow(
        0, strong("Reviewers"), strong("Same verdict"), strong("Kappa"), strong("Segments alike"));
    for (Agreement pair : pairs) {
      grid.addRow(
          grid.getRowCount(),
          new Label(pair.first() + " and " + pair.second()),
          new Label(pair.judged() == 0 ? "–" : pair.same() + " of " + pair.judged()),
          new Label(number(pair.kappa(), "%.2f")),
          new Label(
              pair.labelled() == 0
                  ? "–"
                  : number(pair.overlap() * 100, "%.0f %%") + " in " + pair.labelled()));
    }
    sheet
        .add(grid)
        .add(
            Sheet.words(
                "Kappa is Cohen's: 1 is full agreement, 0 what chance alone would give, – where"
                    + " chance alone would agree on all. Segments: the share of the labelled time"
                    + " that both gave the same label."))
        .show();
  }

  private static Label strong(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("text-strong");
    return label;
  }

  private static String number(double value, String format) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
  }
}
