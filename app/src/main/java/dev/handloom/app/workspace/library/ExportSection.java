package dev.handloom.app.workspace.library;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.workspace.library.Exports.Trouble;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.formats.DatasetFormats;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Episodes for other programs: a file each, or datasets.
final class ExportSection {
  private static final String FILES =
      "One MCAP file an episode, with everything in it: pictures, signals, events, review, in"
          + " messages that Rerun and Foxglove know. Each file is read back before it counts, and"
          + " what is in the folder already is left as it is.";

  private static final String DATASET =
      " Takes that a reviewer called a failure are left out. It gets its name once it was looked"
          + " over; one that is stopped goes on when it is begun again.";

  /// A person who types is not done yet.
  private static final Duration TYPING = Duration.millis(400);

  /// A file for each episode, among the formats.
  private static final String MCAP = "MCAP files";

  private final ChoiceBox<Object> format = new ChoiceBox<>();
  private final ChoiceBox<ExportWish.Split> split = new ChoiceBox<>();
  private final TextField name = new TextField("dataset");
  private final CheckBox coverFaces = new CheckBox("Cover faces");
  private final CheckBox noNames = new CheckBox("Leave names out");
  private final Label purpose = Section.words(FILES);
  private final Label effect = Section.words("");
  private final ShortList<String> leftOut = new ShortList<>(4, Section::words);
  private final PauseTransition pause = new PauseTransition(TYPING);
  private int asked;

  private final Exports exports;
  private final Action export;
  private final Consumer<Path> show;
  private final TextField query = new TextField();
  private final CheckBox whole = new CheckBox("Whole takes, even if only a part is marked for use");
  private final HBox work = new HBox(8);
  private final VBox outcome = new VBox(8);
  private final ShortList<Trouble> bad = new ShortList<>(8, ExportSection::row);
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

  private void choices() {
    format.setId("library.export.format");
    format.setAccessibleText("What to make of the episodes");
    format.getItems().add(MCAP);
    format.getItems().addAll(DatasetFormats.all());
    format.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Object item) {
            return item instanceof DatasetFormat dataset ? dataset.words() : MCAP;
          }

          @Override
          public Object fromString(String words) {
            throw new UnsupportedOperationException("Nobody types a format");
          }
        });
    format.setValue(MCAP);
    split.setId("library.export.split");
    split.setAccessibleText("How the episodes become datasets");
    split.getItems().setAll(ExportWish.Split.values());
    split.setValue(ExportWish.Split.NONE);
    name.setId("library.export.name");
    name.setAccessibleText("Name of the dataset's folder");
    name.setTooltip(new Tooltip("Name of the dataset's folder, made where you choose"));
    name.setPrefColumnCount(16);
    coverFaces.setId("library.export.faces");
    coverFaces.setTooltip(
        new Tooltip(
            "Faces that a detector finds are painted over. It can miss some: look through the"
                + " pictures before you give them away. Takes several times as long."));
    noNames.setId("library.export.names");
    noNames.setTooltip(
        new Tooltip(
            "Without names of persons and rigs, serial numbers, what calibrations say, and paths."
                + " What people wrote, as tasks and tags, stays."));
    for (Node node : new Node[] {split, name, coverFaces}) {
      node.managedProperty().bind(node.visibleProperty());
    }
  }

  /// What is asked for now.
  ExportWish wish() {
    DatasetFormat dataset = format.getValue() instanceof DatasetFormat chosen ? chosen : null;
    String folder = name.getText().strip().replaceAll("[/\\\\:*?\"<>|]", "-");
    return new ExportWish(
        query.getText(),
        dataset,
        folder.isEmpty() || folder.startsWith(".") ? "dataset" : folder,
        dataset == null ? ExportWish.Split.NONE : split.getValue(),
        whole.isSelected(),
        coverFaces.isSelected(),
        noNames.isSelected());
  }

  private void formatChosen(@Nullable Object chosen) {
    DatasetFormat dataset = chosen instanceof DatasetFormat known ? known : null;
    for (Node node : new Node[] {split, name, coverFaces}) {
      node.setVisible(dataset != null);
    }
    purpose.setText(dataset == null ? FILES : sentence(dataset.purpose()) + DATASET);
    ask();
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
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

  Node content() {
    choices();
    effect.setId("library.export.effect");
    effect.getStyleClass().remove("text-muted");
    effect.getStyleClass().add("text-strong");
    FlowPane what = new FlowPane(8, 8, format, split, name);
    what.setAlignment(Pos.CENTER_LEFT);
    FlowPane ways = new FlowPane(16, 8, whole, coverFaces, noNames);
    pause.setOnFinished(_ -> ask());
    query.textProperty().addListener((_, _, _) -> pause.playFromStart());
    format.valueProperty().subscribe(this::formatChosen);
    split.valueProperty().addListener((_, _, _) -> ask());
    whole.selectedProperty().addListener((_, _, _) -> ask());
    exports.storeProperty().addListener((_, _, _) -> ask());
    work.setAlignment(Pos.CENTER_LEFT);
    for (Node node : new Node[] {work, outcome, bad, effect, leftOut}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    exports.runningProperty().subscribe(this::follow);
    exports.outcomeProperty().subscribe(this::show);
    return new Section(
        "Export",
        what,
        purpose,
        query,
        ways,
        effect,
        leftOut,
        Actions.button(export),
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
