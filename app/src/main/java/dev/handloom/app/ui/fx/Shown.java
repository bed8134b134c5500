package dev.handloom.app.ui.fx;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Window;

/// Whether a node can be seen.
public final class Shown {

  private Shown() {}

  /// Whether the node is in a window that shows, also when it is hidden within.
  public static ObservableValue<Boolean> inWindow(Node node) {
    return node.sceneProperty()
        .flatMap(Scene::windowProperty)
        .flatMap(Window::showingProperty)
        .orElse(false);
  }

  /// Whether the node and all above it are visible in a window that shows.
  public static boolean now(Node node) {
    Scene scene = node.getScene();
    if (scene == null) {
      return false;
    }
    Window window = scene.getWindow();
    if (window == null || !window.isShowing()) {
      return false;
    }
    for (Node n = node; n != null; n = n.getParent()) {
      if (!n.isVisible()) {
        return false;
      }
    }
    return true;
  }
}
