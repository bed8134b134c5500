package dev.handloom.app.workspace.devices;

import dev.handloom.app.handsfree.ButtonKey;
import dev.handloom.app.handsfree.HandsFree;
import dev.handloom.app.ui.action.Action;
import dev.handloom.device.rig.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says what each pedal or button of a device does, and changes it.
final class ButtonsMenu extends MenuButton {
  private final List<ButtonKey> keys;
  private final HandsFree handsFree;
  private final Runnable changed;

  /// @param changed called when a person has chosen
  ButtonsMenu(Device device, HandsFree handsFree, Runnable changed) {
    super("Buttons", new FontIcon(Feather.COMMAND));
    this.handsFree = handsFree;
    this.changed = changed;
    keys = handsFree.buttons(device);
    setId("buttons." + device.config().id());
    getStyleClass().add("flat");
    setMinWidth(Region.USE_PREF_SIZE);
    setTooltip(new Tooltip("Choose what a pedal or button does while your hands are busy"));
    setAccessibleText("Buttons of " + device.config().role());
    for (ButtonKey key : keys) {
      getItems().add(menu(key));
    }
  }

  private Menu menu(ButtonKey key) {
    Menu menu = new Menu(text(key));
    ToggleGroup group = new ToggleGroup();
    menu.getItems().add(item(menu, group, key, null));
    for (Action action : handsFree.choices()) {
      menu.getItems().add(item(menu, group, key, action));
    }
    return menu;
  }

  private RadioMenuItem item(Menu menu, ToggleGroup group, ButtonKey key, @Nullable Action action) {
    RadioMenuItem item = new RadioMenuItem(action == null ? "Nothing" : action.text());
    item.setToggleGroup(group);
    item.setSelected(handsFree.bound(key).equals(Optional.ofNullable(action)));
    item.setOnAction(_ -> {
      handsFree.bind(key, action);
      menu.setText(text(key));
      changed.run();
    });
    return item;
  }

  private String text(ButtonKey key) {
    return key.words() + ": " + handsFree.bound(key).map(Action::text).orElse("nothing");
  }

  /// What the buttons that do something do, for the card.
  String summary() {
    List<String> said = new ArrayList<>();
    for (ButtonKey key : keys) {
      handsFree.bound(key).ifPresent(action -> said.add(key.words() + ": " + action.text()));
    }
    return said.isEmpty()
        ? "Its buttons are recorded and do nothing else"
        : String.join(" · ", said);
  }
}
