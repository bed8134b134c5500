package dev.handloom.app.ui.action;

import dev.handloom.app.ui.fx.FxThread;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// Shows one sheet over the work: the command palette, the shortcuts.
///
/// Not a window of its own, so it cannot get lost behind another, and work beneath runs on. Esc or
/// a click beside it closes it, and the focus returns to where it was.
public final class SheetLayer extends StackPane {

  private final Region veil = new Region();
  private @Nullable Node focusedBefore;

  public SheetLayer() {
    veil.getStyleClass().add("sheet-veil");
    veil.setOnMouseClicked((MouseEvent event) -> {
      event.consume();
      close();
    });
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            close();
          } else if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
            // The scene, which knows the default button, never hears of a key that stays here.
            event.consume();
            enter();
          } else if (!event.isShortcutDown() && !event.getCode().isFunctionKey()) {
            // A bare key must not act on the work that the sheet covers.
            event.consume();
          }
        });
    setVisible(false);
  }

  /// Shows a sheet in place of the one before.
  public void show(Node sheet, Node focus) {
    Scene scene = getScene();
    if (!isVisible() && scene != null) {
      focusedBefore = scene.getFocusOwner();
    }
    getChildren().setAll(veil, sheet);
    setAlignment(sheet, Pos.TOP_CENTER);
    setVisible(true);
    // The focus can only be given once the sheet is laid out.
    focus.requestFocus();
    FxThread.later(focus::requestFocus);
  }

  /// Does what the focused button does; without one, what the sheet is there for.
  private void enter() {
    Scene scene = getScene();
    Node focus = scene == null ? null : scene.getFocusOwner();
    if (focus instanceof Button button) {
      button.fire();
      return;
    }
    for (Node each : lookupAll(".button")) {
      if (each instanceof Button button && button.isDefaultButton() && button.isVisible()) {
        button.fire();
        return;
      }
    }
  }

  /// Whether a sheet is shown.
  public boolean isOpen() {
    return isVisible();
  }

  /// Takes the sheet away.
  public void close() {
    if (!isVisible()) {
      return;
    }
    setVisible(false);
    getChildren().clear();
    Node before = focusedBefore;
    focusedBefore = null;
    if (before != null) {
      before.requestFocus();
    }
  }
}
