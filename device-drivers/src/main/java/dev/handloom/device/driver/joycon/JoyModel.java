package dev.handloom.device.driver.joycon;

import java.util.ArrayList;
import java.util.List;

/// Which controller it is: which of the buttons and sticks it has.
///
/// @param word as the rig file has it
/// @param type as the controller says of itself
record JoyModel(String word, int type, boolean hasLeft, boolean hasRight, List<Button> buttons) {
  /// A button and its bit in the three bytes of a report.
  record Button(String name, int bit) {}

  private static final String[] RIGHT = {"y", "x", "b", "a", "sr", "sl", "r", "zr"};
  private static final String[] SHARED = {
    "minus", "plus", "right_stick", "left_stick", "home", "capture"
  };
  private static final String[] LEFT = {"down", "up", "right", "left", "sr", "sl", "l", "zl"};

  static final JoyModel LEFT_JOYCON = new JoyModel("left", 1, true, false, buttons(true, false));
  static final JoyModel RIGHT_JOYCON = new JoyModel("right", 2, false, true, buttons(false, true));
  static final JoyModel PRO = new JoyModel("pro", 3, true, true, buttons(true, true));

  JoyModel {
    buttons = List.copyOf(buttons);
  }

  private static List<Button> buttons(boolean left, boolean right) {
    List<Button> buttons = new ArrayList<>();
    boolean both = left && right;
    for (int i = 0; i < RIGHT.length && right; i++) {
      // The rails' buttons are on a Joy-Con alone.
      if (!both || !RIGHT[i].startsWith("s")) {
        buttons.add(new Button(RIGHT[i], i));
      }
    }
    for (int i = 0; i < SHARED.length; i++) {
      boolean ofTheRight = i == 1 || i == 2 || i == 4;
      if (both || ofTheRight == right) {
        buttons.add(new Button(SHARED[i], 8 + i));
      }
    }
    for (int i = 0; i < LEFT.length && left; i++) {
      if (!both || !LEFT[i].startsWith("s")) {
        buttons.add(new Button(LEFT[i], 16 + i));
      }
    }
    return buttons;
  }

  static JoyModel of(String word) {
    return word.equals(PRO.word) ? PRO : word.equals(LEFT_JOYCON.word) ? LEFT_JOYCON : RIGHT_JOYCON;
  }
}
