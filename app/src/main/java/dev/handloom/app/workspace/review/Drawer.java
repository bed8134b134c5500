package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.episode.CheckNote;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Review.Dismissal;
import dev.handloom.store.review.Review.Opinion;
import dev.handloom.store.review.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Beside the pictures: what checks found, and in what reviewers differ.
final class Drawer extends VBox {
  private static final double WIDTH = 248;

  /// What a person does here.
  interface Answers {
    void seek(long takeNanos);

    void dismiss(CheckNote.Line line);

    /// Looks for findings, where nobody has.
    void check();

    /// Ends a dispute with a verdict.
    void settle(Verdict verdict);

    /// Keeps one reviewer's segments alone.
    void keep(String who);
  }

  private final Answers answers;
  private final Label title = heading("Findings");
  private final ListView<CheckNote.Line> findings = new ListView<>();
  private final Label none = words("");
  private final Button check;
  private final VBox reviewers = new VBox(8);
  private @Nullable Judged judged;

  Drawer(Answers answers) {
    super(8);
    this.answers = answers;
    setId("review-drawer");
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
    findings.setId("review-findings");
    findings.setAccessibleText("Findings. Enter goes there, Delete dismisses one.");
    findings.setTooltip(new Tooltip("Click or Enter goes there, Delete dismisses one"));
    findings.setCellFactory(_ -> new FindingCell());
    check = button("review-check-now", "Check this episode", answers::check);
    check.setTooltip(new Tooltip("Looks at every picture and sample (H)"));
    VBox nothing = new VBox(8, none, check);
    nothing.setAlignment(Pos.CENTER);
    nothing.setPadding(new Insets(8));
    findings.setPlaceholder(nothing);
    findings.addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> jump());
    findings.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    VBox.setVgrow(findings, Priority.ALWAYS);
    findings.setMinHeight(96);
    getChildren().addAll(title, findings, reviewers);
  }

  private static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("section-title");
    return label;
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("text-small", "text-muted");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  void focus() {
    findings.requestFocus();
    if (findings.getSelectionModel().isEmpty()) {
      findings.getSelectionModel().selectFirst();
    }
  }

  private void onKey(KeyEvent event) {
    CheckNote.Line line = findings.getSelectionModel().getSelectedItem();
    Judged now = judged;
    if (event.getCode() == KeyCode.ENTER) {
      jump();
      event.consume();
    } else if (event.getCode() == KeyCode.DELETE) {
      // Never the episode: who looks at findings means one of them.
      event.consume();
      if (line != null && now != null && now.dismissal(line) == null) {
        answers.dismiss(line);
      }
    }
  }

  private void jump() {
    CheckNote.Line line = findings.getSelectionModel().getSelectedItem();
    if (line != null) {
      Long at = line.takeNanos();
      if (at != null) {
        answers.seek(at);
      }
    }
  }

  void show(@Nullable Judged now) {
    judged = now;
    if (now == null) {
      findings.getItems().clear();
      reviewers.getChildren().clear();
      return;
    }
    long standing = now.standing();
    title.setText(standing == 0 ? "Findings" : "Findings, " + standing);
    none.setText(now.check() == null ? "Not checked yet." : "The check found nothing.");
    check.setVisible(now.check() == null);
    check.setManaged(check.isVisible());
    List<CheckNote.Line> sorted = new ArrayList<>(now.findings());
    sorted.sort(
        java.util.Comparator.<CheckNote.Line, Boolean>comparing(l -> now.dismissal(l) != null)
            .thenComparingLong(Drawer::time));
    int selected = findings.getSelectionModel().getSelectedIndex();
    findings.getItems().setAll(sorted);
    if (selected >= 0) {
      findings.getSelectionModel().select(Math.min(selected, sorted.size() - 1));
    }
    showReviewers(now.review());
  }

  private static long time(CheckNote.Line line) {
    Long at = line.takeNanos();
    return at == null ? -1 : at;
  }

  private void showReviewers(Review review) {
    reviewers.getChildren().clear();
    List<String> who = review.reviewers();
    if (who.size() < 2) {
      return;
    }
    reviewers.getChildren().add(heading(review.disputed() ? "Disputed" : "Reviewers"));
    for (String name : who) {
      Verdict said =
          review.opinions().stream()
              .filter(o -> o.who().equals(name))
              .map(Opinion::verdict)
              .findFirst()
              .orElse(Verdict.NONE);
      long count = review.segments().stream().filter(s -> s.who().equals(name)).count();
      Label line =
          new Label(
              (name.isEmpty() ? "Nobody" : name)
                  + ": "
                  + (said == Verdict.NONE ? "no verdict" : EpisodeWords.verdict(said))
                  + (count == 0 ? "" : count == 1 ? ", 1 segment" : ", " + count + " segments"),
              new FontIcon(EpisodeWords.icon(said)));
      line.setWrapText(true);
      reviewers.getChildren().add(line);
    }
    double overlap = Differences.overlap(review);
    if (!Double.isNaN(overlap)) {
      reviewers
          .getChildren()
          .add(
              words(
                  String.format(
                      Locale.ROOT,
                      "%.0f %% of the labelled time is labelled alike.",
                      overlap * 100)));
    }
    for (String difference : Differences.of(review)) {
      reviewers.getChildren().add(words(difference));
    }
    String settled = review.settled();
    if (settled != null) {
      reviewers
          .getChildren()
          .add(words("Settled as " + EpisodeWords.verdict(review.verdict()) + " by " + settled));
    }
    if (review.disputed()) {
      reviewers.getChildren().add(settling(review, who));
    }
  }

  private Node settling(Review review, List<String> who) {
    FlowPane ways = new FlowPane(4, 4);
    if (review.opinions().stream().map(Opinion::verdict).distinct().count() > 1) {
      for (Verdict verdict : List.of(Verdict.SUCCESS, Verdict.FAIL, Verdict.UNSURE)) {
        ways.getChildren()
            .add(
                button(
                    "review-settle-" + verdict.name().toLowerCase(Locale.ROOT),
                    "Settle: " + EpisodeWords.verdict(verdict),
                    () -> answers.settle(verdict)));
      }
    }
    if (review.segments().stream().map(Review.Segment::who).distinct().count() > 1) {
      for (String name : who) {
        if (review.segments().stream().anyMatch(s -> s.who().equals(name))) {
          ways.getChildren()
              .add(
                  button(
                      "review-keep-" + name,
                      "Keep segments of " + (name.isEmpty() ? "nobody" : name),
                      () -> answers.keep(name)));
        }
      }
    }
    return ways;
  }

  private static Button button(String id, String text, Runnable act) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add("small");
    button.setOnAction(_ -> act.run());
    return button;
  }

  private final class FindingCell extends ListCell<CheckNote.Line> {
    private final Label time = new Label();
    private final Label message = new Label();
    private final Label more = new Label();
    private final VBox lines = new VBox(2, time, message, more);

    FindingCell() {
      setPrefWidth(0);
      time.getStyleClass().addAll("text-small", Figures.STYLE_CLASS);
      message.setWrapText(true);
      more.setWrapText(true);
      more.getStyleClass().addAll("text-small", "text-muted");
      lines.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(CheckNote.@Nullable Line line, boolean empty) {
      super.updateItem(line, empty);
      Judged now = judged;
      if (empty || line == null || now == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      Long at = line.takeNanos();
      Dismissal gone = now.dismissal(line);
      time.setText(
          (at == null ? "Whole take" : TimeText.clock(at))
              + (line.subject().isEmpty() ? "" : ", " + EpisodeWords.stream(line.subject())));
      time.setGraphic(
          new FontIcon(
              gone != null
                  ? Feather.CHECK
                  : line.severity().equals("note") ? Feather.INFO : Feather.ALERT_TRIANGLE));
      message.setText(line.message());
      more.setText(
          gone == null
              ? line.remedy()
              : "Dismissed"
                  + (gone.who().isEmpty() ? "" : " by " + gone.who())
                  + (gone.why().isEmpty() ? "" : ": " + gone.why()));
      setGraphic(lines);
      setAccessibleText(time.getText() + ", " + message.getText() + ", " + more.getText());
    }
  }
}
