package dev.handloom.app.workspace.devices;

import dev.handloom.device.driver.Setting;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.RigFileException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What a device is, where it is reached and how it is built: chosen by a person, from what was
/// found out.
final class DeviceChoice extends VBox {
  private static final double MOST_SETTINGS_HEIGHT = 168;

  private final Collection<DeviceDriver> drivers;
  private final ComboBox<Candidate.Way> kind = new ComboBox<>();
  private final TextField address = new TextField();
  private final GridPane fields = new GridPane(12, 8);
  private final TitledPane more = new TitledPane("How it is built (settings)", null);
  private final Map<String, Node> bySetting = new LinkedHashMap<>();
  private String role = "";

  /// @param changed called when anything was chosen
  DeviceChoice(Collection<DeviceDriver> drivers, Runnable changed) {
    super(8);
    this.drivers = drivers;
    kind.setId("choice.kind");
    kind.setAccessibleText("What it is");
    kind.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(kind, Priority.ALWAYS);
    address.setId("choice.address");
    address.setAccessibleText("Where it is reached");
    HBox.setHgrow(address, Priority.ALWAYS);
    ScrollPane scroll = new ScrollPane(fields);
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(MOST_SETTINGS_HEIGHT);
    more.setContent(scroll);
    more.setExpanded(false);
    more.setAnimated(false);
    more.managedProperty().bind(more.visibleProperty());
    getChildren().addAll(line("It is", kind), line("Address", address), more);
    kind.valueProperty()
        .addListener((_, _, way) -> {
          show(way);
          changed.run();
        });
  }

  private static HBox line(String words, Node field) {
    Label label = new Label(words);
    label.setLabelFor(field);
    label.setMinWidth(72);
    HBox line = new HBox(12, label, field);
    line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return line;
  }

  /// Shows what a candidate may be; nothing for none.
  void show(@Nullable Candidate candidate, String forRole) {
    role = forRole;
    List<Candidate.Way> ways = candidate == null ? List.of() : candidate.ways(drivers);
    kind.getItems().setAll(ways);
    kind.setDisable(ways.isEmpty());
    address.setDisable(ways.isEmpty() || (candidate != null && candidate.simulated()));
    if (ways.isEmpty()) {
      kind.setValue(null);
      show(null);
    } else {
      kind.setValue(ways.getFirst());
    }
  }

  private void show(Candidate.@Nullable Way way) {
    fields.getChildren().clear();
    bySetting.clear();
    more.setVisible(way != null && !way.driver().card().settings().isEmpty());
    address.setText(way == null ? "" : way.address());
    if (way == null) {
      return;
    }
    int row = 0;
    for (Setting setting : way.driver().card().settings()) {
      if (setting.name().contains("*")) {
        continue;
      }
      Node field = field(setting, way.settings().getOrDefault(setting.name(), said(setting)));
      bySetting.put(setting.name(), field);
      Label name = new Label(setting.name().replace('_', ' '));
      name.setLabelFor(field);
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label meaning = FoundList.wrapped(setting.meaning());
      meaning.getStyleClass().addAll("text-small", "text-muted");
      fields.addRow(row++, name, field, meaning);
    }
  }

  /// The side that the role names needs not be said again.
  private String said(Setting setting) {
    String words = role.toLowerCase(Locale.ROOT);
    if (setting instanceof Setting.Choice choice && setting.name().equals("side")) {
      for (String side : choice.words()) {
        if (words.contains(side)) {
          return side;
        }
      }
    }
    return "";
  }

  private static Node field(Setting setting, String value) {
    String otherwise =
        setting.otherwise().isEmpty() ? "not set" : setting.otherwise() + " unless said";
    List<String> words =
        switch (setting) {
          case Setting.Choice choice -> choice.words();
          case Setting.Flag _ -> List.of("true", "false");
          default -> List.of();
        };
    if (words.isEmpty()) {
      TextField text = new TextField(value);
      text.setPromptText(otherwise);
      text.setPrefWidth(152);
      text.setTooltip(new Tooltip(setting.form()));
      text.setAccessibleText(setting.name().replace('_', ' '));
      return text;
    }
    ComboBox<String> box = new ComboBox<>();
    box.getItems().add("");
    box.getItems().addAll(words);
    box.setValue(value);
    box.setPromptText(otherwise);
    box.setPrefWidth(152);
    box.setAccessibleText(setting.name().replace('_', ' '));
    return box;
  }

  /// As a rig file has it; null while nothing is chosen.
  @Nullable DeviceConfig config(String id) {
    Candidate.Way way = kind.getValue();
    if (way == null) {
      return null;
    }
    Map<String, String> settings = new HashMap<>(way.settings());
    bySetting.forEach((name, field) -> {
      String value =
          field instanceof TextField text
              ? text.getText().strip()
              : field instanceof ComboBox<?> box && box.getValue() != null
                  ? box.getValue().toString()
                  : "";
      if (value.isEmpty()) {
        settings.remove(name);
      } else {
        settings.put(name, value);
      }
    });
    return new DeviceConfig(id, way.driver().id(), role, address.getText().strip(), settings, 0);
  }

  /// What is wrong with what was chosen; empty if it can be used.
  String complaint(String id) {
    Candidate.Way way = kind.getValue();
    DeviceConfig config = config(id);
    if (way == null || config == null) {
      return "No driver on board speaks to it.";
    }
    try {
      way.driver().streams(config);
      way.driver().clock(config);
      return "";
    } catch (RigFileException e) {
      more.setExpanded(true);
      return String.valueOf(e.getMessage());
    }
  }

  /// A name for a rig file, made of a role, that no other device has.
  static String idOf(String role, Collection<DeviceConfig> others) {
    String words =
        role.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String stem = words.isEmpty() ? "device" : words;
    String id = stem;
    for (int n = 2; taken(id, others); n++) {
      id = stem + "-" + n;
    }
    return id;
  }

  private static boolean taken(String id, Collection<DeviceConfig> others) {
    return others.stream().anyMatch(other -> other.id().equals(id));
  }
}
