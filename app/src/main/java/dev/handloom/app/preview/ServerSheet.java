package dev.handloom.app.preview;

import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.example.ExampleException;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.remote.AccessKey;
import dev.handloom.preview.remote.Patience;
import dev.handloom.preview.remote.RemoteModels;
import dev.handloom.preview.remote.RemoteModels.Way;
import dev.handloom.preview.session.Fitting;
import dev.handloom.preview.session.WantsFile;
import dev.handloom.preview.session.WantsProposal;
import dev.handloom.preview.session.WantsProposal.Shape;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// Where a model server is named: its address, its key, and what of the rig it is shown under which
/// of its names.
final class ServerSheet {
  private static final double WIDTH = 760;
  private static final double TOP = 32;
  private static final int LINES = 11;
  private static final String HERE = "what it is shown";

  /// What stands around it.
  ///
  /// @param streams of the rig or the episode that is looked at
  record Around(
      SheetLayer sheets,
      ServerBook book,
      TaskRunner tasks,
      Supplier<Collection<StreamSpec>> streams,
      Consumer<ModelChoice.Remote> use,
      Runnable forgotten) {}

  private final Around around;
  private final ComboBox<String> address = new ComboBox<>();
  private final PasswordField key = new PasswordField();
  private final Button ask = new Button("Ask it");
  private final Button stop = new Button("Cancel");
  private final ProgressIndicator turning = new ProgressIndicator();
  private final Label said = new Label();
  private final ChoiceBox<Shape> shapes = new ChoiceBox<>();
  private final TextArea shown = new TextArea();
  private final Label problem = new Label();
  private final Button use = new Button("Use it");
  private final Button forget = new Button("Forget it");
  private final VBox sheet = new VBox(10);
  private List<String> open = List.of();
  private @Nullable Papers papers;
  private @Nullable BackgroundTask<Papers> asking;

  ServerSheet(Around around, String before) {
    this.around = around;
    Label title = new Label("A model server");
    title.getStyleClass().add("text-large");
    fields();
    turning.setPrefSize(18, 18);
    turning.setVisible(false);
    turning.managedProperty().bind(turning.visibleProperty());
    stop.managedProperty().bind(stop.visibleProperty());
    stop.setVisible(false);
    ServerFields.named(ask, "server.ask", "Asks the server what it says of itself");
    ServerFields.named(stop, "server.stop", "Asks no more");
    ask.setOnAction(_ -> probe());
    stop.setOnAction(_ -> end());
    said.setId("server.said");
    said.setWrapText(true);
    said.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(said, Priority.ALWAYS);
    HBox asks = new HBox(8, ask, stop, turning, said);
    asks.setAlignment(Pos.CENTER_LEFT);
    problem.setId("server.problem");
    problem.setWrapText(true);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(TOP);
    sheet.getChildren().addAll(title, grid(), asks, shownHead(), shown, problem, buttons());
    address.getEditor().textProperty().subscribe(_ -> addressed());
    shown.textProperty().subscribe(_ -> judge());
    address.getEditor().setText(before);
    recall();
  }

  private void fields() {
    address.setEditable(true);
    address
        .getItems()
        .setAll(around.book().all().stream().map(ServerBook.Server::address).toList());
    address.getEditor().setPromptText("openpi://host:8000");
    address.setMaxWidth(Double.MAX_VALUE);
    address.setOnAction(_ -> recall());
    shapes.setId("server.shape");
    shapes.setAccessibleText("How it calls what it is shown");
    shapes.setTooltip(new Tooltip("How it calls what it is shown"));
    shapes.managedProperty().bind(shapes.visibleProperty());
    shapes.setVisible(false);
    shapes.setOnAction(_ -> propose());
    shown.setId("server.shown");
    shown.setAccessibleText("What it is shown");
    shown.getStyleClass().add("bytes");
    shown.setPrefRowCount(LINES);
    shown.setPromptText(
        "Ask the server, and what of the cameras and streams it could be shown is proposed here.");
    shown.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          // As in any other field Tab goes on; nobody writes one here.
          if (event.getCode() == KeyCode.TAB && !event.isShortcutDown()) {
            event.consume();
            shown.requestFocusTraversal(
                event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
          }
        });
  }

  private GridPane grid() {
    GridPane grid = new GridPane(12, 8);
    ServerFields.row(grid, 0, "Address", address, "server.address");
    ServerFields.row(grid, 1, "Key", key, "server.key");
    Label ways =
        ServerFields.muted(
            "An address is written as openpi://host:8000, or with dreamzero, groot, starvla or"
                + " cosmos before the ://. The key is never written anywhere; it holds until the"
                + " studio ends.");
    grid.add(ways, 1, 2);
    return grid;
  }

  private HBox shownHead() {
    Label words = new Label("What it is shown");
    words.setLabelFor(shown);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button anew = new Button("Propose anew");
    ServerFields.named(anew, "server.propose", "From the cameras and streams that are there now");
    anew.setOnAction(_ -> propose());
    Button file = new Button("From a file…");
    ServerFields.named(file, "server.file", "As ‘handloom preview --shown’ takes it");
    file.setOnAction(_ -> choose());
    HBox head = new HBox(8, words, gap, shapes, anew, file);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private HBox buttons() {
    ServerFields.named(forget, "server.forget", "Takes it out of the menu");
    forget.managedProperty().bind(forget.visibleProperty());
    forget.setOnAction(_ -> {
      around.book().forget(address());
      around.sheets().close();
      around.forgotten().run();
    });
    Button cancel = new Button("Cancel");
    ServerFields.named(cancel, "server.cancel", "Changes nothing (Esc)");
    cancel.setOnAction(_ -> {
      end();
      around.sheets().close();
    });
    ServerFields.named(use, "server.use", "Remembers it and starts");
    use.getStyleClass().add("accent");
    use.setDefaultButton(true);
    use.setOnAction(_ -> take());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return new HBox(8, forget, gap, cancel, use);
  }

  void open() {
    around.sheets().show(sheet, address);
  }

  private String address() {
    return address.getEditor().getText().strip();
  }

  /// One that was asked before comes with what it was shown then.
  private void recall() {
    around
        .book()
        .find(address())
        .ifPresent(server -> {
          open = List.of();
          shown.setText(server.shown());
          key.setPromptText(
              around.book().hasKey(server.address()) ? "The one typed before" : "None");
        });
    addressed();
  }

  private void addressed() {
    boolean known = RemoteModels.way(address()).isPresent();
    ask.setDisable(!known || asking != null);
    forget.setVisible(address.getItems().contains(address()));
    papers = null;
    shapes.setVisible(false);
    said.setText("");
    judge();
  }

  /// Says what is wrong with what stands there, and with what of it is not there now.
  private void judge() {
    String text = shown.getText().strip();
    String fault = "";
    List<String> lines = new ArrayList<>();
    if (!text.isEmpty()) {
      try {
        lines.addAll(Fitting.mismatches(WantsFile.parse(text, HERE), around.streams().get()));
        lines.addAll(open);
      } catch (ExampleException e) {
        fault = String.valueOf(e.getMessage());
      }
    }
    use.setDisable(text.isEmpty() || !fault.isEmpty() || RemoteModels.way(address()).isEmpty());
    problem.getStyleClass().removeAll("text-warning", "text-muted");
    problem.getStyleClass().add(fault.isEmpty() ? "text-muted" : "text-warning");
    int most = 3;
    String more = lines.size() > most ? "\nand " + (lines.size() - most) + " more." : "";
    problem.setText(
        fault.isEmpty()
            ? String.join("\n", lines.subList(0, Math.min(most, lines.size()))) + more
            : fault);
  }

  private AccessKey key() {
    String typed = key.getText().strip();
    return typed.isEmpty() ? around.book().key(address()) : new AccessKey(typed);
  }

  private void probe() {
    String asked = address();
    AccessKey by = key();
    BackgroundTask<Papers> task =
        BackgroundTask.of(
            "Asking " + asked,
            _ -> {
              try (Model model = RemoteModels.open(asked, by, Patience.USUAL)) {
                return model.papers();
              }
            });
    asking = task;
    said.getStyleClass().removeAll("text-warning");
    said.setText("Asks " + asked + ", for " + Patience.USUAL.connect().toSeconds() + " s at most…");
    task.onSuccess(
            answer -> {
              if (asked.equals(address())) {
                heard(answer);
              }
            })
        .onFailure(e -> refused(asked, e))
        .whenFinished(() -> {
          asking = null;
          turn();
        });
    turn();
    task.startOn(around.tasks());
  }

  private void turn() {
    boolean on = asking != null;
    turning.setVisible(on);
    stop.setVisible(on);
    ask.setDisable(on || RemoteModels.way(address()).isEmpty());
  }

  private void end() {
    BackgroundTask<Papers> running = asking;
    if (running != null) {
      running.cancel();
      said.setText("");
    }
  }

  private void heard(Papers answer) {
    papers = answer;
    StringBuilder words = new StringBuilder(answer.name()).append(" answers.");
    for (Map.Entry<String, String> each : answer.said().entrySet()) {
      words.append(' ').append(each.getKey()).append(": ").append(each.getValue()).append('.');
    }
    said.setText(words.toString());
    Way way = RemoteModels.way(address()).orElseThrow();
    List<Shape> possible = WantsProposal.shapes(way, answer);
    boolean empty = shown.getText().isBlank();
    shapes.setOnAction(null);
    shapes.getItems().setAll(possible);
    shapes.setValue(possible.getFirst());
    shapes.setOnAction(_ -> propose());
    shapes.setVisible(possible.size() > 1);
    if (empty) {
      propose();
    }
  }

  private void refused(String asked, Exception e) {
    if (!asked.equals(address())) {
      return;
    }
    said.getStyleClass().add("text-warning");
    said.setText(String.valueOf(e.getMessage()));
    if (e instanceof ModelException refusal && !refusal.said().isBlank()) {
      said.setTooltip(new Tooltip(refusal.said()));
    }
  }

  /// Without an answer from what servers of its kind usually want.
  private void propose() {
    Way way = RemoteModels.way(address()).orElse(null);
    if (way == null) {
      said.setText("Say its address first.");
      address.requestFocus();
      return;
    }
    Papers told = papers;
    if (told == null) {
      said.setText("Ask it first: only then it is known what it wants.");
      ask.requestFocus();
      return;
    }
    Shape shape = shapes.getValue();
    Shape chosen = shape == null ? WantsProposal.shapes(way, told).getFirst() : shape;
    WantsProposal proposal = WantsProposal.of(way, told, chosen, around.streams().get());
    open = proposal.open();
    shown.setText(proposal.text());
    judge();
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("What it is shown");
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("JSON", "*.json"));
    @Nullable File chosen = chooser.showOpenDialog(sheet.getScene().getWindow());
    if (chosen != null) {
      try {
        open = List.of();
        shown.setText(WantsFile.text(chosen.toPath()));
      } catch (IOException e) {
        problem.setText(String.valueOf(e.getMessage()));
      }
    }
  }

  private void take() {
    end();
    String typed = key.getText().strip();
    if (!typed.isEmpty()) {
      around.book().key(address(), typed);
    }
    ServerBook.Server server = new ServerBook.Server(address(), shown.getText().strip());
    around.book().keep(server);
    around.sheets().close();
    around.use().accept(new ModelChoice.Remote(server.address(), server.shown()));
  }
}
