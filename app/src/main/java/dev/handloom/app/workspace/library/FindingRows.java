package dev.handloom.app.workspace.library;

import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.app.workspace.library.CheckResult.EpisodeFindings;
import dev.handloom.store.check.Finding.Severity;
import dev.handloom.store.episode.CheckNote;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What was found about an episode, as rows: how bad, when, what, what to do, under which id.
final class FindingRows {
  private static final double WORD_WIDTH = 88;

  /// Fits 1:00:02.417.
  private static final double TIME_WIDTH = 88;

  private FindingRows() {}

  static Node of(EpisodeFindings episode) {
    Label title = new Label(episode.title());
    title.getStyleClass().add("text-strong");
    Label detail = new Label(episode.detail());
    detail.getStyleClass().add("text-muted");
    VBox box = new VBox(4, new HBox(8, title, detail), of(episode.findings()));
    box.setAccessibleRole(AccessibleRole.PARENT);
    box.setAccessibleText(episode.title() + ", " + episode.detail());
    return box;
  }

  static Node of(List<CheckNote.Line> findings) {
    GridPane grid = new GridPane(8, 4);
    ColumnConstraints words = new ColumnConstraints();
    words.setHgrow(Priority.ALWAYS);
    boolean anyTime = findings.stream().anyMatch(f -> f.takeNanos() != null);
    grid.getColumnConstraints().add(fixed(WORD_WIDTH));
    if (anyTime) {
      grid.getColumnConstraints().add(fixed(TIME_WIDTH));
    }
    grid.getColumnConstraints().add(words);
    for (CheckNote.Line finding : findings) {
      Long at = finding.takeNanos();
      Label time = new Label(at == null ? "" : TimeText.clock(at));
      time.getStyleClass().add(Figures.STYLE_CLASS);
      Node severity = severity(severity(finding));
      Node[] row =
          anyTime
              ? new Node[] {severity, time, text(finding)}
              : new Node[] {severity, text(finding)};
      for (Node node : row) {
        GridPane.setValignment(node, VPos.TOP);
      }
      grid.addRow(grid.getRowCount(), row);
    }
    return grid;
  }

  static Severity severity(CheckNote.Line finding) {
    return switch (finding.severity()) {
      case "error" -> Severity.ERROR;
      case "warning" -> Severity.WARNING;
      default -> Severity.NOTE;
    };
  }

  private static ColumnConstraints fixed(double width) {
    return new ColumnConstraints(width, width, width);
  }

  private static Node text(CheckNote.Line finding) {
    Label message = Section.words(finding.message());
    message.getStyleClass().remove("text-muted");
    String about =
        (finding.subject().isEmpty() ? "" : finding.subject() + ". ")
            + finding.remedy()
            + ". "
            + finding.id();
    Label more = Section.words(about);
    more.getStyleClass().add("text-small");
    return new VBox(message, more);
  }

  private static Label severity(Severity severity) {
    Label label = new Label(word(severity), icon(severity));
    if (severity != Severity.NOTE) {
      label.getStyleClass().add("text-warning");
    }
    return label;
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case NOTE -> "Note";
      case WARNING -> "Warning";
      case ERROR -> "Fault";
    };
  }

  static FontIcon icon(Severity severity) {
    FontIcon icon =
        new FontIcon(
            switch (severity) {
              case NOTE -> Feather.INFO;
              case WARNING -> Feather.ALERT_TRIANGLE;
              case ERROR -> Feather.ALERT_OCTAGON;
            });
    icon.getStyleClass().add(severity == Severity.NOTE ? "icon-muted" : "icon-warning");
    return icon;
  }
}
