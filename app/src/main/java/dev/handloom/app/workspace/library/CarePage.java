package dev.handloom.app.workspace.library;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The page of sections about the whole library.
final class CarePage extends ScrollPane {
  /// A few lines of the page before stay in sight.
  private static final double PAGE_SHARE = 0.9;

  private static final double SECTION_GAP = 16;

  CarePage() {
    setFitToWidth(true);
    getStyleClass().add("edge-to-edge");
    addEventHandler(KeyEvent.KEY_PRESSED, this::page);
  }

  void fill(List<Node> first, List<Node> second) {
    setContent(new SectionColumns(first, second));
  }

  /// A scroll pane turns its pages only while it has the focus itself; findings have no control
  /// that could take it, and must be read with the keys, too.
  private void page(KeyEvent event) {
    boolean down = event.getCode() == KeyCode.PAGE_DOWN;
    double hidden = hidden();
    if (hidden <= 0 || !(down || event.getCode() == KeyCode.PAGE_UP)) {
      return;
    }
    double share = PAGE_SHARE * getViewportBounds().getHeight() / hidden;
    setVvalue(Math.clamp(getVvalue() + (down ? share : -share), 0, 1));
    event.consume();
  }

  private double hidden() {
    return getContent().getLayoutBounds().getHeight() - getViewportBounds().getHeight();
  }

  /// Scrolls to a section. The page is laid out before: it may never have been shown.
  void reveal(Node section) {
    double hidden = hidden();
    if (hidden > 0) {
      double top = section.getBoundsInParent().getMinY() - SECTION_GAP;
      setVvalue(Math.clamp(top / hidden, 0, 1));
    }
  }
}
