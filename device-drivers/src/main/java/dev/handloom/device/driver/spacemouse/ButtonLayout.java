package dev.handloom.device.driver.spacemouse;

import java.util.List;

/// The buttons of a model: their names and their bits in report 3.
///
/// @param word as the rig file has it
record ButtonLayout(String word, List<Key> keys) {
  /// SpaceNavigator, SpaceMouse Compact and Wireless.
  static final ButtonLayout TWO =
      new ButtonLayout("two-buttons", List.of(new Key("left", 0), new Key("right", 1)));

  /// SpaceMouse Pro and Pro Wireless.
  static final ButtonLayout PRO =
      new ButtonLayout(
          "pro",
          List.of(
              new Key("menu", 0),
              new Key("fit", 1),
              new Key("top", 2),
              new Key("right", 4),
              new Key("front", 5),
              new Key("roll", 8),
              new Key("key_1", 12),
              new Key("key_2", 13),
              new Key("key_3", 14),
              new Key("key_4", 15),
              new Key("escape", 22),
              new Key("alt", 23),
              new Key("shift", 24),
              new Key("ctrl", 25),
              new Key("lock", 26)));

  /// A button and its bit.
  record Key(String name, int bit) {}

  ButtonLayout {
    keys = List.copyOf(keys);
  }

  static ButtonLayout of(String word) {
    return word.equals(PRO.word) ? PRO : TWO;
  }
}
