package dev.handloom.app.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Which model is asked.
final class ModelMenu extends MenuButton {
  private final Consumer<ModelChoice> chosen;
  private ModelChoice choice = new ModelChoice.Nearest();
  private List<ModelChoice> installed = List.of();
  private List<ModelChoice> servers = List.of();
  private Runnable another = () -> {};

  ModelMenu(String id, Consumer<ModelChoice> chosen) {
    this.chosen = chosen;
    setId(id + ".model");
    setGraphic(new FontIcon(Feather.CPU));
    setMinWidth(USE_PREF_SIZE);
    setTooltip(new Tooltip("Which model is asked"));
    setAccessibleHelp("Which model is asked");
    fill();
  }

  ModelChoice choice() {
    return choice;
  }

  void choose(ModelChoice now) {
    choice = now;
    fill();
  }

  List<ModelChoice> offered() {
    return installed;
  }

  /// @param models those that are installed
  void offer(List<ModelChoice> models) {
    if (!models.equals(installed)) {
      installed = List.copyOf(models);
      if (choice instanceof ModelChoice.Installed && !installed.contains(choice)) {
        choice = new ModelChoice.Nearest();
      }
      fill();
    }
  }

  /// @param known servers that were asked before
  /// @param ask names another, or changes the one that is chosen
  void servers(List<ModelChoice.Remote> known, Runnable ask) {
    servers = List.copyOf(known);
    another = ask;
    fill();
  }

  private void fill() {
    setText(choice.title());
    List<ModelChoice> all = new ArrayList<>(List.of(new ModelChoice.Nearest()));
    all.addAll(installed);
    all.addAll(servers);
    if (choice instanceof ModelChoice.Remote && !servers.contains(choice)) {
      all.add(choice);
    }
    ToggleGroup group = new ToggleGroup();
    getItems().clear();
    for (ModelChoice each : all) {
      RadioMenuItem item = new RadioMenuItem(each.title());
      item.setToggleGroup(group);
      item.setSelected(each.equals(choice));
      item.setOnAction(_ -> {
        choice = each;
        setText(each.title());
        chosen.accept(each);
      });
      getItems().add(item);
    }
    MenuItem server = new MenuItem("A model server…");
    server.setId(getId() + ".server");
    server.setOnAction(_ -> another.run());
    getItems().addAll(new SeparatorMenuItem(), server);
  }
}
