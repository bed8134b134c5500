package dev.handloom.test.journey;

import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;

/// Somebody who goes through the window with Tab alone.
final class Walk {
  /// More than there are controls in any window.
  private static final int MOST_STEPS = 80;

  private final StudioFixture studio;

  Walk(StudioFixture studio) {
    this.studio = studio;
  }

  /// On with Tab until a control has the focus.
  void to(String id) {
    go(id, KeyCode.TAB, false);
  }

  /// Back with Shift and Tab.
  void backTo(String id) {
    go(id, KeyCode.TAB, true);
  }

  /// With another key than Tab.
  void along(KeyCode key, String id) {
    go(id, key, false);
  }

  private void go(String id, KeyCode key, boolean back) {
    StringBuilder seen = new StringBuilder();
    for (int step = 0; step < MOST_STEPS; step++) {
      String at = StudioFixture.ask(this::focus);
      if (at.equals(id)) {
        return;
      }
      seen.append(at).append(' ');
      studio.press(key, false, back, false);
    }
    throw new AssertionError(id + " is not on the way: " + seen);
  }

  void awaitFocus(String id) throws TimeoutException {
    studio.until(id + " has the focus", () -> focus().equals(id));
  }

  /// The id of what has the focus and can be used. On the JavaFX thread.
  String focus() {
    Node focus = studio.studio().stage().getScene().getFocusOwner();
    return focus == null || focus.isDisabled() ? "nothing" : String.valueOf(focus.getId());
  }

  /// Empty where there is no such label. On the JavaFX thread.
  String text(String id) {
    return studio.studio().stage().getScene().getRoot().lookupAll("*").stream()
        .filter(each -> id.equals(each.getId()) && each instanceof Labeled && each.isVisible())
        .map(each -> ((Labeled) each).getText())
        .findFirst()
        .orElse("");
  }
}
