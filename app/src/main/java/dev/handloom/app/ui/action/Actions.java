package dev.handloom.app.ui.action;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Every action of the studio, by id, and the controls made from them.
public final class Actions {

  private final Map<String, Action> byId = new LinkedHashMap<>();
  private final Map<KeyCodeCombination, Action> byKeys = new HashMap<>();

  /// Declares an action.
  ///
  /// @throws IllegalArgumentException when its id or keys are taken
  public Action add(Action action) {
    KeyCodeCombination keys = action.keys();
    if (byId.containsKey(action.id())) {
      throw new IllegalArgumentException("Declared twice: " + action.id());
    }
    if (keys != null) {
      Action other = byKeys.putIfAbsent(keys, action);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s belongs to %s, not to %s".formatted(keys.getName(), other.id(), action.id()));
      }
    }
    byId.put(action.id(), action);
    return action;
  }

  /// Takes an action back, as when its workspace closes.
  public void remove(Action action) {
    byId.remove(action.id(), action);
    byKeys.values().removeIf(candidate -> candidate == action);
  }

  /// The action of that id.
  ///
  /// @throws IllegalArgumentException when there is none
  public Action get(String id) {
    Action action = byId.get(id);
    if (action == null) {
      throw new IllegalArgumentException("No action " + id);
    }
    return action;
  }

  /// All of them, in the order in which they were declared.
  public Collection<Action> all() {
    return Collections.unmodifiableCollection(new ArrayList<>(byId.values()));
  }

  /// A menu bar with the actions that name a menu.
  public MenuBar menuBar() {
    return Menus.menuBar(all());
  }

  /// A button with icon and words.
  public Button button(String id) {
    return button(get(id));
  }

  /// A button that shows its icon alone; its words are in the tooltip and for assistive technology.
  public Button toolbarButton(String id) {
    Button button = button(get(id));
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().addAll("button-icon", "flat");
    return button;
  }

  /// A button for an action that need not be registered.
  public static Button button(Action action) {
    Button button = new Button(action.text());
    Feather icon = action.icon();
    if (icon != null) {
      button.setGraphic(new FontIcon(icon));
    }
    button.setId(action.id());
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.setAccessibleText(action.text());
    button.setAccessibleHelp(action.description());
    button.setTooltip(new Tooltip(action.tooltipText()));
    button.disableProperty().bind(action.enabledProperty().not());
    button.setOnAction(_ -> action.run());
    return button;
  }

  /// Makes the keys work in a scene. What the focused control needs for itself it gets first; bare
  /// keys rest while a person types.
  public void installShortcuts(Scene scene) {
    scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> onKey(scene, event));
  }

  private void onKey(Scene scene, KeyEvent event) {
    Action action = match(event);
    // A key whose action rests may mean something else to what has the focus.
    if (action == null || event.isConsumed() || !action.enabledProperty().get()) {
      return;
    }
    if (action.hasBareKey() && scene.getFocusOwner() instanceof TextInputControl) {
      return;
    }
    event.consume();
    action.run();
  }

  private @Nullable Action match(KeyEvent event) {
    for (Map.Entry<KeyCodeCombination, Action> entry : byKeys.entrySet()) {
      if (entry.getKey().match(event)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
