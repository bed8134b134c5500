package dev.handloom.device.driver.pedal;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Keys by the names that a rig file uses, and their numbers in the keyboard page (0x07) of the HID
/// usage tables.
final class Keys {
  /// The first of eight modifiers, which have a bit each rather than a place among the six keys.
  static final int FIRST_MODIFIER = 0xE0;

  private static final String[] MODIFIERS = {
    "left-ctrl", "left-shift", "left-alt", "left-meta",
    "right-ctrl", "right-shift", "right-alt", "right-meta"
  };

  private static final Map<String, Integer> BY_NAME = names();

  private Keys() {}

  private static Map<String, Integer> names() {
    Map<String, Integer> keys = new TreeMap<>();
    for (char letter = 'a'; letter <= 'z'; letter++) {
      keys.put(String.valueOf(letter), 0x04 + letter - 'a');
    }
    for (char digit = '1'; digit <= '9'; digit++) {
      keys.put(String.valueOf(digit), 0x1E + digit - '1');
    }
    keys.put("0", 0x27);
    String[] middle = {"enter", "escape", "backspace", "tab", "space"};
    for (int i = 0; i < middle.length; i++) {
      keys.put(middle[i], 0x28 + i);
    }
    for (int f = 1; f <= 12; f++) {
      keys.put("f" + f, 0x3A + f - 1);
      keys.put("f" + (f + 12), 0x68 + f - 1);
    }
    String[] places = {
      "insert", "home", "page-up", "delete", "end", "page-down", "right", "left", "down", "up"
    };
    for (int i = 0; i < places.length; i++) {
      keys.put(places[i], 0x49 + i);
    }
    for (int i = 0; i < MODIFIERS.length; i++) {
      keys.put(MODIFIERS[i], FIRST_MODIFIER + i);
    }
    return keys;
  }

  /// The number of a key; null if there is none of this name.
  static @Nullable Integer number(String name) {
    return BY_NAME.get(name);
  }

  /// The name of a key, or its number in hexadecimal digits if it has none here.
  static String name(int number) {
    for (Map.Entry<String, Integer> key : BY_NAME.entrySet()) {
      if (key.getValue() == number) {
        return key.getKey();
      }
    }
    return String.format("0x%02x", number);
  }
}
