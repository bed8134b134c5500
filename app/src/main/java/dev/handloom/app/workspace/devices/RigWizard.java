package dev.handloom.app.workspace.devices;

import dev.handloom.app.RigShelf;
import dev.handloom.app.plugged.PlugFeed;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Leads through a new rig: which kind, then device after device *plug it in now*, then the file.
/// Everything can be done by keyboard: arrows choose, Enter goes on, Esc leaves.
final class RigWizard {
  private static final double WIDTH = 720;
  private static final double CELL_HEIGHT = 56;

  private final PlugFeed feed;
  private final RigShelf shelf;
  private final SheetLayer sheets;
  private final @Nullable RigFile open;
  private final VBox sheet = new VBox(12);
  private final List<@Nullable DeviceConfig> chosen = new ArrayList<>();
  private RigPreset preset = RigPreset.ALL.getFirst();
  private @Nullable PlugPage page;

  /// @param open the rig that is open; null for none
  RigWizard(PlugFeed feed, RigShelf shelf, SheetLayer sheets, @Nullable RigFile open) {
    this.feed = feed;
    this.shelf = shelf;
    this.sheets = sheets;
    this.open = open;
    sheet.setId("wizard");
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(40);
  }

  void open() {
    presets();
  }

  private void show(String title, String words, Node body, Node focus, Node... buttons) {
    Label head = new Label(title);
    head.setId("wizard.title");
    head.getStyleClass().add("text-large");
    Label text = FoundList.wrapped(words);
    text.getStyleClass().add("text-muted");
    HBox foot = new HBox(8, buttons);
    foot.setAlignment(Pos.CENTER_RIGHT);
    sheet.getChildren().setAll(head, text, body, foot);
    sheets.show(sheet, focus);
  }

  private Button cancel() {
    Button cancel = FoundList.button("Cancel", "wizard.cancel", "Nothing is saved (Esc)");
    cancel.setOnAction(_ -> sheets.close());
    return cancel;
  }

  private static Button next(String words, Runnable go) {
    Button next = FoundList.button(words, "wizard.next", words + " (Enter)");
    next.getStyleClass().add("accent");
    next.setDefaultButton(true);
    next.setOnAction(_ -> go.run());
    return next;
  }

  private static Button back(Runnable go) {
    Button back = FoundList.button("Back", "wizard.back", "One step back");
    back.setOnAction(_ -> go.run());
    return back;
  }

  private void presets() {
    page = null;
    ListView<RigPreset> list = new ListView<>();
    list.setId("wizard.presets");
    list.getItems().setAll(RigPreset.ALL);
    list.setCellFactory(_ -> new PresetCell());
    list.setFixedCellSize(CELL_HEIGHT);
    list.setPrefHeight(CELL_HEIGHT * RigPreset.ALL.size() + 2);
    list.getSelectionModel().select(preset);
    Runnable go =
        () -> {
          RigPreset picked = list.getSelectionModel().getSelectedItem();
          if (picked != null) {
            begin(picked);
          }
        };
    onEnter(list, go);
    show(
        "New rig",
        "Which devices do you work with? Roles can be left out, and more can be added later.",
        list,
        list,
        cancel(),
        next("Next", go));
  }

  /// A list takes Enter for itself, before the default button has it.
  static void onEnter(ListView<?> list, Runnable go) {
    list.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            event.consume();
            go.run();
          }
        });
  }

  private void begin(RigPreset picked) {
    preset = picked;
    chosen.clear();
    if (picked.simulated()) {
      for (RigPreset.Role role : picked.roles()) {
        DeviceConfig stand = SimulatedRig.config(role.standIn());
        Map<String, String> settings = new HashMap<>(stand.settings());
        settings.putAll(role.settings());
        chosen.add(named(stand.with(settings), role.name()));
      }
      summary();
      return;
    }
    ask(0);
  }

  private static DeviceConfig named(DeviceConfig device, String role) {
    return new DeviceConfig(
        DeviceChoice.idOf(role, List.of()),
        device.driver(),
        role,
        device.address(),
        device.settings(),
        0);
  }

  private List<DeviceConfig> taken() {
    List<DeviceConfig> taken = new ArrayList<>();
    for (DeviceConfig device : chosen) {
      if (device != null) {
        taken.add(device);
      }
    }
    return taken;
  }

  private void ask(int index) {
    while (chosen.size() > index) {
      chosen.removeLast();
    }
    RigPreset.Role role = preset.roles().get(index);
    PlugPage next = new PlugPage(feed, role, taken(), open);
    page = next;
    Runnable use =
        () -> {
          DeviceConfig device = next.chosen();
          if (device != null) {
            go(index, device);
          }
        };
    onEnter(next.list(), use);
    Button skip = FoundList.button("Leave out", "wizard.skip", "The rig has no " + role.name());
    skip.setOnAction(_ -> go(index, null));
    show(
        "Plug in the " + role.name() + " now",
        (index + 1)
            + " of "
            + preset.roles().size()
            + ". What you plug in is chosen by itself. It is plugged in already? Unplug it and plug"
            + " it in again, and you see which one it is.",
        next,
        next.list(),
        cancel(),
        back(() -> {
          if (index == 0) {
            presets();
          } else {
            ask(index - 1);
          }
        }),
        skip,
        next("Use it", use));
  }

  private void go(int index, @Nullable DeviceConfig device) {
    chosen.add(device);
    if (index + 1 < preset.roles().size()) {
      ask(index + 1);
    } else {
      summary();
    }
  }

  private void summary() {
    page = null;
    List<DeviceConfig> devices = taken();
    VBox lines = new VBox(4);
    for (int i = 0; i < preset.roles().size(); i++) {
      DeviceConfig device = chosen.get(i);
      String what =
          device == null
              ? "left out"
              : device.driver() + (device.simulated() ? ", simulated" : ", " + device.address());
      Label line =
          FoundList.wrapped(DeviceCard.capital(preset.roles().get(i).name()) + ": " + what);
      lines.getChildren().add(line);
    }
    TextField name = new TextField(preset.name());
    name.setId("wizard.name");
    TextField path = new TextField(shelf.freePath(preset.name()).toString());
    path.setId("wizard.path");
    HBox.setHgrow(path, Priority.ALWAYS);
    Button choose = FoundList.button("Choose…", "wizard.choose", "Choose where the file goes");
    choose.setOnAction(_ ->
        shelf.askWhere(Path.of(path.getText())).ifPresent(where -> path.setText(where.toString())));
    name.textProperty()
        .addListener((_, _, words) -> path.setText(shelf.freePath(words).toString()));
    Label problem = FoundList.wrapped("");
    problem.setId("wizard.problem");
    problem.getStyleClass().add("text-warning");
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    VBox body = new VBox(12, lines, line("Name", name), line("File", path, choose), problem);
    int last = preset.roles().size() - 1;
    Button save = next("Save and open", () -> save(name.getText().strip(), path, devices, problem));
    save.setDisable(devices.isEmpty());
    show(
        "Your rig",
        devices.isEmpty()
            ? "Every role was left out: there is nothing to save. Go back and choose a device."
            : "It is saved in a file that you can open again with “Open rig…”.",
        body,
        devices.isEmpty() ? back(() -> ask(last)) : name,
        cancel(),
        back(() -> {
          if (preset.simulated()) {
            presets();
          } else {
            ask(last);
          }
        }),
        save);
  }

  private static HBox line(String words, Node... fields) {
    Label label = new Label(words);
    label.setLabelFor(fields[0]);
    label.setMinWidth(72);
    HBox line = new HBox(12, label);
    line.getChildren().addAll(fields);
    HBox.setHgrow(fields[0], Priority.ALWAYS);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void save(String name, TextField path, List<DeviceConfig> devices, Label problem) {
    if (name.isEmpty()) {
      problem.setText("Give the rig a name.");
      return;
    }
    try {
      Path file = Path.of(path.getText().strip());
      sheets.close();
      shelf.save(new RigFile(name, 1, devices), file);
    } catch (InvalidPathException e) {
      problem.setText("This is no path on this system: " + e.getInput());
    }
  }

  /// Follows what is plugged in; called a few times a second while the workspace is shown.
  void refresh() {
    PlugPage current = page;
    if (current != null && sheet.getScene() != null) {
      current.refresh();
    }
  }

  private static final class PresetCell extends ListCell<RigPreset> {
    @Override
    protected void updateItem(@Nullable RigPreset item, boolean empty) {
      super.updateItem(item, empty);
      setText(null);
      if (item == null || empty) {
        setGraphic(null);
        return;
      }
      Label name = new Label(item.name());
      name.getStyleClass().add("text-strong");
      Label words = new Label(item.words());
      words.getStyleClass().add("text-muted");
      VBox both = new VBox(2, name, words);
      both.setAlignment(Pos.CENTER_LEFT);
      setGraphic(both);
    }
  }
}
