package dev.handloom.app.workspace.library;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.store.export.ExportResult;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Episodes as files for other programs.
final class ExportSection {
  private final Exports exports;
  private final Action export;
  private final Consumer<Path> show;
  private final TextField query = new TextField();
  private final CheckBox whole = new CheckBox("Whole takes, even if only a part is marked for use");
  private final HBox work = new HBox(8);
  private final VBox outcome = new VBox(8);
  private final ShortList<ExportResult> bad = new ShortList<>(8, ExportSection::row);
  private Subscription followed = Subscription.EMPTY;

  /// @param show opens a folder for the person
  ExportSection(Exports exports, Action export, Consumer<Path> show) {
    this.exports = exports;
    this.export = export;
    this.show = show;
    query.setId("library.export.query");
    query.setPromptText("All episodes, or a search as task:pour verdict:success");
    query.setAccessibleText("Which episodes to export; empty for all");
    query.setTooltip(new Tooltip("The same words as in the search of Review. Empty: all."));
    whole.setId("library.export.whole");
    whole.setWrapText(true);
  }

  String query() {
    return query.getText();
  }

  boolean whole() {
    return whole.isSelected();
  }

  Node content() {
    HBox line = new HBox(16, Actions.button(export), whole);
    line.setAlignment(Pos.CENTER_LEFT);
    work.setAlignment(Pos.CENTER_LEFT);
    for (Node node : new Node[] {work, outcome, bad}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    exports.runningProperty().subscribe(this::follow);
    exports.outcomeProperty().subscribe(this::show);
    return new Section(
        "Export",
        Section.words(
            "One MCAP file an episode, with everything in it: pictures, signals, events, review, in"
                + " messages that Rerun and Foxglove know. Each file is read back before it counts,"
                + " and what is in the folder already is left as it is."),
        query,
        line,
        work,
        outcome,
        bad);
  }

  private void follow(@Nullable BackgroundTask<?> task) {
    followed.unsubscribe();
    followed = Subscription.EMPTY;
    work.getChildren().clear();
    work.setVisible(task != null);
    if (task == null) {
      return;
    }
    ProgressBar bar = new ProgressBar();
    bar.setAccessibleText("Progress of the export");
    bar.setMinWidth(ProgressBar.USE_PREF_SIZE);
    Label step = new Label();
    step.setId("library.export.step");
    step.getStyleClass().add("text-muted");
    step.setMinWidth(0);
    step.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(step, Priority.ALWAYS);
    Button stop = new Button("Cancel");
    stop.setId("library.export.cancel");
    stop.setMinWidth(Button.USE_PREF_SIZE);
    stop.setTooltip(new Tooltip("Stop exporting. The files that are done stay."));
    stop.setOnAction(_ -> {
      stop.setDisable(true);
      task.cancel();
    });
    followed =
        Subscription.combine(
            task.fractionProperty().subscribe(share -> bar.setProgress(share.doubleValue())),
            task.stepProperty().subscribe(step::setText));
    work.getChildren().addAll(bar, step, stop);
  }

  private void show(Exports.@Nullable Outcome done) {
    outcome.getChildren().clear();
    outcome.setVisible(done != null);
    List<ExportResult> failed = done == null ? List.of() : done.bad();
    bad.setVisible(!failed.isEmpty());
    bad.show(failed);
    if (done == null) {
      return;
    }
    boolean good = failed.isEmpty();
    FontIcon icon = new FontIcon(good ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add(good ? "icon-success" : "icon-warning");
    Label headline = new Label(done.headline(), icon);
    headline.setId("library.export.outcome");
    headline.setWrapText(true);
    headline.getStyleClass().add("text-strong");
    Button folder = new Button("Show files");
    folder.setMinWidth(Button.USE_PREF_SIZE);
    folder.setTooltip(new Tooltip(done.folder().toString()));
    folder.setOnAction(_ -> show.accept(done.folder()));
    HBox.setHgrow(headline, Priority.ALWAYS);
    headline.setMaxWidth(Double.MAX_VALUE);
    HBox line = new HBox(8, headline, folder);
    line.setAlignment(Pos.CENTER_LEFT);
    outcome.getChildren().add(line);
  }

  private static Node row(ExportResult result) {
    Label id = new Label(result.bundle().id().text());
    id.getStyleClass().add("text-strong");
    return new VBox(id, Section.words(result.message()));
  }
}
