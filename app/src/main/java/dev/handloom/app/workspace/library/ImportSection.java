package dev.handloom.app.workspace.library;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.store.importer.DatasetImport;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// What others recorded becomes episodes.
final class ImportSection {
  private final Imports imports;
  private final Button bring;
  private final Runnable toEpisodes;
  private final TextField task = new TextField();
  private final TextField person = new TextField();
  private final Node content;

  /// @param toEpisodes shows the library's episodes
  ImportSection(Imports imports, Action bring, Runnable toEpisodes) {
    this.imports = imports;
    this.bring = Actions.button(bring);
    this.toEpisodes = toEpisodes;
    content = make();
  }

  /// What the person says in the place of the dataset.
  DatasetImport.Wording wording() {
    return new DatasetImport.Wording(task.getText().strip(), person.getText().strip());
  }

  /// The keys go on here.
  void focus() {
    bring.requestFocus();
  }

  Node content() {
    return content;
  }

  private Node make() {
    field(task, "library.import.task", "Task, if not as the dataset says", "What was done");
    field(person, "library.import.person", "Person, if known", "Who did it");
    WorkRow work =
        new WorkRow(
            "library.import", "Progress of the import", "Stop importing. What is imported stays.");
    OutcomeRows outcome = new OutcomeRows("library.import.outcome", _ -> next());
    imports.work().runningProperty().subscribe(work::follow);
    imports.work().outcomeProperty().subscribe(outcome::show);
    return new Section(
        "Import",
        Section.words(
            "What other programs recorded becomes episodes, to look at, tag and export again: "
                + Imports.kinds()
                + ". The files stay as they are. What is in the library since an import before is"
                + " left out; times that the files do not have are made up and marked."),
        new HBox(8, task, person),
        bring,
        work,
        outcome);
  }

  private static void field(TextField field, String id, String prompt, String tip) {
    field.setId(id);
    field.setPromptText(prompt);
    field.setAccessibleText(prompt);
    field.setTooltip(new Tooltip(tip + ". Empty: as the dataset says"));
    HBox.setHgrow(field, Priority.ALWAYS);
  }

  private Button next() {
    Button button = new Button("Show episodes");
    button.setId("library.import.show");
    button.setTooltip(new Tooltip("The episodes of the library; the newest recording is first"));
    button.setOnAction(_ -> toEpisodes.run());
    return button;
  }
}
