package dev.handloom.app.workspace.library;

import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.formats.DatasetFormats;
import java.util.Arrays;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Where a person says which episodes become what.
final class ExportForm extends VBox {
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

  /// As the hub of datasets writes them.
  private static final List<String> LICENCES =
      List.of(
          "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc0-1.0", "apache-2.0", "mit", "odc-by");

  private final ComboBox<Object> format = new ComboBox<>();
  private final ComboBox<ExportWish.Split> split = new ComboBox<>();
  private final TextField name = new TextField("dataset");
  private final CheckBox adding = new CheckBox("Add to the dataset that has this name");
  private final TextField query = new TextField();
  private final CheckBox whole = new CheckBox("Whole takes, even if only a part is marked for use");
  private final CheckBox coverFaces = new CheckBox("Cover faces");
  private final CheckBox noNames = new CheckBox("Leave names out");
  private final ComboBox<String> licence = new ComboBox<>();
  private final TextField tags = new TextField();
  private final Label mistake = new Label();
  private final HBox card = new HBox(8);
  private final Label purpose = Section.words(FILES);
  private final Label chosenWords = new Label();
  private final FlowPane chosenLine = new FlowPane(8, 8);
  private final ReadOnlyBooleanWrapper good = new ReadOnlyBooleanWrapper(this, "good", true);
  private final PauseTransition pause = new PauseTransition(TYPING);
  private final Runnable changed;
  private List<EpisodeId> chosen = List.of();

  /// @param changed hears that something else is wanted
  ExportForm(Runnable changed) {
    super(8);
    this.changed = changed;
    which();
    choices();
    ways();
    card();
    FlowPane what = new FlowPane(8, 8, format, split, name, adding);
    what.setAlignment(Pos.CENTER_LEFT);
    FlowPane options = new FlowPane(16, 8, whole, coverFaces, noNames);
    getChildren().addAll(what, purpose, query, chosenLine, options, card, mistake);
    for (Node node :
        new Node[] {split, name, adding, coverFaces, card, mistake, query, chosenLine}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    follow();
  }

  private void which() {
    query.setId("library.export.query");
    query.setPromptText("All episodes, or a search as task:pour verdict:success");
    query.setAccessibleText("Which episodes to export; empty for all");
    query.setTooltip(new Tooltip("The same words as in the search of Review. Empty: all."));
    chosenWords.setId("library.export.chosen");
    chosenWords.setMinWidth(Region.USE_PREF_SIZE);
    Button search = new Button("Choose by search instead");
    search.setId("library.export.by-search");
    search.setMinWidth(Region.USE_PREF_SIZE);
    search.setTooltip(new Tooltip("Forget what was chosen in the list; nothing else changes"));
    search.setOnAction(_ -> {
      choose(List.of());
      query.requestFocus();
    });
    chosenLine.getChildren().addAll(chosenWords, search);
    chosenLine.setRowValignment(javafx.geometry.VPos.CENTER);
    chosenLine.setVisible(false);
  }

  private void choices() {
    format.setId("library.export.format");
    format.setAccessibleText("What to make of the episodes");
    format.setTooltip(new Tooltip("What to make of the episodes"));
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
    split.setTooltip(new Tooltip("How the episodes become datasets"));
    split.getItems().setAll(ExportWish.Split.values());
    split.setValue(ExportWish.Split.NONE);
    name.setId("library.export.name");
    name.setAccessibleText("Name of the dataset's folder");
    name.setTooltip(new Tooltip("Name of the dataset's folder, made where you choose"));
    name.setPrefColumnCount(16);
    adding.setId("library.export.adding");
    adding.setTooltip(
        new Tooltip(
            "Where a dataset of this name is in the folder that you choose, it gets the episodes"
                + " that it lacks. Where none is, it is made."));
    for (Region box : new Region[] {format, split, adding}) {
      box.setMinWidth(USE_PREF_SIZE);
    }
  }

  private void ways() {
    whole.setId("library.export.whole");
    whole.setWrapText(true);
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
  }

  private void card() {
    licence.setId("library.export.licence");
    licence.setEditable(true);
    licence.getItems().setAll(LICENCES);
    licence.setPromptText("Licence, as cc-by-4.0");
    licence.setAccessibleText("Licence for the dataset's card");
    licence.setTooltip(
        new Tooltip(
            "What others may do with the dataset, for its card. Empty: the card says none"));
    licence.setPrefWidth(200);
    licence.setMinWidth(Region.USE_PREF_SIZE);
    tags.setId("library.export.tags");
    tags.setPromptText("Tags for the card, with commas");
    tags.setAccessibleText("Tags for the dataset's card, with commas between");
    tags.setTooltip(new Tooltip("Words by which others find the dataset, with commas between"));
    HBox.setHgrow(tags, Priority.ALWAYS);
    card.setAlignment(Pos.CENTER_LEFT);
    card.getChildren().setAll(licence, tags);
    mistake.setId("library.export.mistake");
    mistake.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    mistake.getGraphic().getStyleClass().add("icon-warning");
    mistake.setWrapText(true);
    mistake.setMinHeight(Region.USE_PREF_SIZE);
    mistake.setText("A licence is one word as cc-by-4.0, without spaces. Mend or empty it.");
  }

  private void follow() {
    pause.setOnFinished(_ -> changed.run());
    query.textProperty().addListener((_, _, _) -> pause.playFromStart());
    formatChosen(format.getValue());
    format
        .valueProperty()
        .addListener((_, _, picked) -> {
          formatChosen(picked);
          changed.run();
        });
    split.valueProperty().addListener((_, _, _) -> changed.run());
    whole.selectedProperty().addListener((_, _, _) -> changed.run());
    licence.getEditor().textProperty().subscribe(_ -> judge());
  }

  private void formatChosen(@Nullable Object picked) {
    DatasetFormat dataset = picked instanceof DatasetFormat known ? known : null;
    for (Node node : new Node[] {split, name, coverFaces, card}) {
      node.setVisible(dataset != null);
    }
    adding.setVisible(dataset != null && dataset.grows());
    purpose.setText(dataset == null ? FILES : sentence(dataset.purpose()) + DATASET);
    judge();
  }

  private void judge() {
    boolean right =
        !card.isVisible() || licence.getEditor().getText().strip().matches("[A-Za-z0-9._+-]*");
    mistake.setVisible(!right);
    good.set(right);
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  /// Whether what was typed can be meant.
  ReadOnlyBooleanProperty goodProperty() {
    return good.getReadOnlyProperty();
  }

  /// Takes episodes in the place of what a search finds.
  ///
  /// @param ids empty to search again
  void choose(List<EpisodeId> ids) {
    chosen = List.copyOf(ids);
    chosenWords.setText(
        Amounts.count(chosen.size(), "episode", "episodes") + " chosen in the list");
    chosenLine.setVisible(!chosen.isEmpty());
    query.setVisible(chosen.isEmpty());
    changed.run();
  }

  void focus() {
    format.requestFocus();
  }

  /// What is asked for now.
  ExportWish wish() {
    DatasetFormat dataset = format.getValue() instanceof DatasetFormat picked ? picked : null;
    String folder = name.getText().strip().replaceAll("[/\\\\:*?\"<>|]", "-");
    return new ExportWish(
        chosen,
        query.getText(),
        dataset,
        folder.isEmpty() || folder.startsWith(".") ? "dataset" : folder,
        dataset != null && dataset.grows() && adding.isSelected(),
        dataset == null ? ExportWish.Split.NONE : split.getValue(),
        whole.isSelected(),
        coverFaces.isSelected(),
        noNames.isSelected(),
        licence.getEditor().getText().strip().toLowerCase(java.util.Locale.ROOT),
        Arrays.stream(tags.getText().split(","))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .distinct()
            .toList());
  }
}
