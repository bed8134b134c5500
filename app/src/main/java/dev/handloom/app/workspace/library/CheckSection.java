package dev.handloom.app.workspace.library;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.workspace.library.CheckResult.EpisodeFindings;
import dev.handloom.store.check.Finding.Severity;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Whether the episodes are whole.
final class CheckSection {
  private final Upkeep upkeep;
  private final Action check;
  private final CheckBox pictures = new CheckBox("Look at every picture too");
  private final WorkRow work =
      new WorkRow(
          "library.check", "Progress of the check", "Stop checking. Nothing is changed by that.");
  private final VBox outcome = new VBox(8);
  private final ShortList<EpisodeFindings> findings = new ShortList<>(16, FindingRows::of);

  CheckSection(Upkeep upkeep, Action check) {
    this.upkeep = upkeep;
    this.check = check;
    pictures.setId("library.pictures");
    pictures.setTooltip(new Tooltip("Decodes all videos, which takes much longer."));
    pictures.disableProperty().bind(upkeep.busyProperty());
  }

  boolean everyPicture() {
    return pictures.isSelected();
  }

  Node content() {
    HBox line = new HBox(16, Actions.button(check), pictures);
    line.setAlignment(Pos.CENTER_LEFT);
    for (Node node : new Node[] {outcome, findings}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    upkeep.checkingProperty().subscribe(work::follow);
    upkeep.resultProperty().subscribe(this::show);
    return new Section(
        "Check",
        Section.words(
            "Reads every file and compares it with what was saved. The episodes are not changed; what is"
                + " found is kept beside them."),
        line,
        work,
        outcome,
        findings);
  }

  private void show(@Nullable CheckResult result) {
    outcome.getChildren().clear();
    outcome.setVisible(result != null);
    findings.setVisible(result != null && !result.found().isEmpty());
    if (result == null) {
      findings.show(List.of());
      return;
    }
    Label headline = new Label(result.headline(), icon(result));
    headline.setId("library.outcome");
    headline.setWrapText(true);
    headline.getStyleClass().add("text-strong");
    Label when =
        Section.words(
            "Checked "
                + Amounts.date(result.at())
                + (result.everyPicture() ? ", every picture too" : "")
                + ". Each episode keeps what was found; Episodes shows it, and finds it by finding:error.");
    when.getStyleClass().add("text-small");
    outcome.getChildren().addAll(headline, when);
    findings.show(result.found());
  }

  private static FontIcon icon(CheckResult result) {
    if (result.worst() != Severity.NOTE || result.episodes() == 0) {
      return FindingRows.icon(result.worst());
    }
    FontIcon icon = new FontIcon(Feather.CHECK_CIRCLE);
    icon.getStyleClass().add("icon-success");
    return icon;
  }
}
