package dev.handloom.app.ui.action;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One thing a person can do: its words, icon, keys, place in the menu, and what it does.
///
/// ```java
/// Action.named("take.start", "Start take", this::startTake)
///     .icon(Feather.CIRCLE)
///     .keys(KeyCode.R, KeyCombination.SHORTCUT_DOWN)
///     .menu("Record");
/// ```
public final class Action {

  private final String id;
  private final String text;
  private final Runnable handler;
  private final BooleanProperty enabled = new SimpleBooleanProperty(this, "enabled", true);
  private @Nullable Feather icon;
  private @Nullable KeyCodeCombination keys;
  private @Nullable String menu;
  private @Nullable BooleanProperty selected;
  private String description = "";

  private Action(String id, String text, Runnable handler) {
    this.id = id;
    this.text = text;
    this.handler = handler;
  }

  /// Declares an action.
  ///
  /// @param id lower-case words joined by dots, for settings and tests
  /// @param text sentence case, a verb first, … when it asks for more
  public static Action named(String id, String text, Runnable handler) {
    return new Action(id, text, handler);
  }

  /// Sets the icon of its button and menu item.
  public Action icon(Feather feather) {
    icon = feather;
    return this;
  }

  /// Sets the keys that do it.
  public Action keys(KeyCode code, KeyCombination.Modifier... modifiers) {
    keys = new KeyCodeCombination(code, modifiers);
    return this;
  }

  /// Places it in a menu: "File", or "File/Export" for a menu inside one.
  public Action menu(String path) {
    menu = path;
    return this;
  }

  /// Makes it a switch that shows this property; the handler should turn it.
  public Action selected(BooleanProperty property) {
    selected = property;
    return this;
  }

  /// Adds a sentence to its tooltip.
  public Action describedAs(String sentence) {
    description = sentence;
    return this;
  }

  /// Does it, if it is enabled.
  public void run() {
    if (enabled.get()) {
      handler.run();
    }
  }

  public String id() {
    return id;
  }

  public String text() {
    return text;
  }

  public @Nullable Feather icon() {
    return icon;
  }

  public @Nullable KeyCodeCombination keys() {
    return keys;
  }

  public @Nullable String menu() {
    return menu;
  }

  public @Nullable BooleanProperty selectedProperty() {
    return selected;
  }

  public String description() {
    return description;
  }

  /// Whether it can be done now. Bind it.
  public BooleanProperty enabledProperty() {
    return enabled;
  }

  /// The keys as people read them, "Ctrl+K"; empty without any.
  public String keysText() {
    KeyCodeCombination combination = keys;
    return combination == null ? "" : combination.getDisplayText();
  }

  /// What a tooltip says: the text, the keys, the sentence.
  public String tooltipText() {
    StringBuilder words = new StringBuilder(text);
    if (keys != null) {
      words.append(" (").append(keysText()).append(')');
    }
    if (!description.isEmpty()) {
      words.append('\n').append(description);
    }
    return words.toString();
  }

  /// Whether it is done by a bare key, as Space or A; such keys rest while a person types.
  boolean hasBareKey() {
    KeyCodeCombination combination = keys;
    return combination != null
        && !combination.getCode().isFunctionKey()
        && combination.getControl() == KeyCombination.ModifierValue.UP
        && combination.getAlt() == KeyCombination.ModifierValue.UP
        && combination.getMeta() == KeyCombination.ModifierValue.UP
        && combination.getShortcut() == KeyCombination.ModifierValue.UP;
  }

  @Override
  public String toString() {
    return id;
  }
}
