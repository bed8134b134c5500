package dev.handloom.app.workspace.library;

import javafx.scene.Node;
import javafx.scene.Parent;

/// Where the keys go when what had them is gone.
final class Focus {
  private Focus() {}

  /// Gives the focus to the first control in there that takes it.
  ///
  /// @return whether there is one
  static boolean firstIn(Node node) {
    if (node.isFocusTraversable() && !node.isDisabled()) {
      node.requestFocus();
      return true;
    }
    return node instanceof Parent parent
        && parent.getChildrenUnmodifiable().stream().anyMatch(Focus::firstIn);
  }
}
