package dev.handloom.app.ui.fx;

import javafx.scene.Node;
import javafx.scene.Parent;

/// The focus on what belongs first on a page that was just put in the window.
public final class FirstFocus {

  private FirstFocus() {}

  /// Gives it at once, and once more after the events that wait: what comes into the window with
  /// them may have taken it.
  ///
  /// @param page in the window; what scrolls has nothing in it before it is laid out
  public static void give(Parent page, Node first) {
    page.applyCss();
    page.layout();
    first.requestFocus();
    FxThread.later(first::requestFocus);
  }
}
