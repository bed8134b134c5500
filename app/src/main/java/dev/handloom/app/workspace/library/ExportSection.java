package dev.handloom.app.workspace.library;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.workspace.library.Exports.Trouble;
import dev.handloom.store.episode.EpisodeId;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Episodes for other programs: a file each, or datasets.
final class ExportSection {
  private final Label effect = Section.words("");
  private final ShortList<String> leftOut = new ShortList<>(4, Section::words);
  private int asked;
  private @Nullable Node content;

  private final Exports exports;
  private final Action export;
  private final Consumer<Path> show;
  private final ExportForm form = new ExportForm(this::ask);
  private final HBox work = new HBox(8);
  private final VBox outcome = new VBox(8);
  private final ShortList<Trouble> bad = new ShortList<>(8, ExportSection::row);
  private Subscription followed = Subscription.EMPTY;

  /// @param show opens a folder for the person
  ExportSection(Exports exports, Action export, Consumer<Path> show) {
    this.exports = exports;
    this.export = export;
    this.show = show;
  }

  /// What is asked for now.
  ExportWish wish() {
    return form.wish();
  }

  /// Whether what was typed can be meant.
  ReadOnlyBooleanProperty goodProperty() {
    return form.goodProperty();
  }

  /// Takes these episodes; the keys go on here.
  ///
  /// @param ids empty for what a search finds
  void choose(List<EpisodeId> ids) {
    form.choose(ids);
    focus();
  }

  /// The keys go on here.
  void focus() {
    form.focus();
  }

  private void ask() {
    int question = ++asked;
    exports.effect(
        wish(),
        lines -> {
          if (question == asked) {
            effect.setText(lines.isEmpty() ? "" : lines.getFirst());
            effect.setVisible(!lines.isEmpty());
            List<String> rest = lines.size() < 2 ? List.of() : lines.subList(1, lines.size());
            leftOut.setVisible(!rest.isEmpty());
            leftOut.show(List.copyOf(rest));
          }
        });
  }

  /// The section, always the same one.
  Node content() {
    Node made = content;
    if (made == null) {
      made = make();
      content = made;
    }
    return made;
  }

  private Node make() {
    effect.setId("library.export.effect");
    effect.getStyleClass().remove("text-muted");
    effect.getStyleClass().add("text-strong");
    exports.storeProperty().addListener((_, _, _) -> ask());
    work.setAlignment(Pos.CENTER_LEFT);
    for (Node node : new Node[] {work, outcome, bad, effect, leftOut}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    exports.runningProperty().subscribe(this::follow);
    exports.outcomeProperty().subscribe(this::show);
    ask();
    return new Section("Export", form, effect, leftOut, Actions.button(export), work, outcome, bad);
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
    stop.setTooltip(new Tooltip("Stop exporting. What is done stays."));
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
    List<Trouble> failed = done == null ? List.of() : done.troubles();
    bad.setVisible(!failed.isEmpty());
    bad.show(failed);
    if (done == null) {
      return;
    }
    boolean good = done.good();
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

  private static Node row(Trouble trouble) {
    Label what = new Label(trouble.what());
    what.getStyleClass().add("text-strong");
    return new VBox(what, Section.words(trouble.words()));
  }
}
