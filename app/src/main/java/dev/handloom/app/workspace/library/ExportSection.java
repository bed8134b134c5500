package dev.handloom.app.workspace.library;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.store.episode.EpisodeId;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

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
  private final WorkRow work =
      new WorkRow(
          "library.export", "Progress of the export", "Stop exporting. What is done stays.");
  private final OutcomeRows outcome = new OutcomeRows("library.export.outcome", this::files);

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

  /// Tells again what it would be: there may be other episodes now.
  void refresh() {
    if (content != null) {
      ask();
    }
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
    for (Node node : new Node[] {effect, leftOut}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    exports.work().runningProperty().subscribe(work::follow);
    exports.work().outcomeProperty().subscribe(outcome::show);
    ask();
    return new Section("Export", form, effect, leftOut, Actions.button(export), work, outcome);
  }

  private Button files(Outcome done) {
    Button folder = new Button("Show files");
    folder.setTooltip(new Tooltip(done.folder().toString()));
    folder.setOnAction(_ -> show.accept(done.folder()));
    return folder;
  }
}
