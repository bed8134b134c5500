package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.action.SheetLayer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A question over the work: a title, what it is about, fields, and a button that does it. Esc
/// leaves everything as it was.
final class Sheet {
  private static final double WIDTH = 520;
  private static final double TOP = 48;

  private final SheetLayer layer;
  private final VBox box = new VBox();
  private final Button act = new Button();

  Sheet(SheetLayer layer, String title, String about) {
    this.layer = layer;
    Label heading = new Label(title);
    heading.getStyleClass().add("text-large");
    box.getStyleClass().add("sheet");
    box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    box.setTranslateY(TOP);
    box.getChildren().add(heading);
    if (!about.isEmpty()) {
      box.getChildren().add(words(about));
    }
  }

  static Label words(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  Sheet add(Node node) {
    box.getChildren().add(node);
    return this;
  }

  /// A name over a field.
  Sheet add(String name, Node field) {
    Label label = new Label(name);
    label.setLabelFor(field);
    return add(new VBox(4, label, field));
  }

  /// The button, for what depends on the fields.
  Button act() {
    return act;
  }

  /// @param verb on the button
  /// @param done closes the sheet itself when it is pressed
  void show(String verb, Node focus, Runnable done) {
    Button cancel = new Button("Cancel");
    cancel.setId("review-sheet-cancel");
    cancel.setOnAction(_ -> layer.close());
    act.setText(verb);
    act.setId("review-sheet-act");
    act.getStyleClass().add("accent");
    act.setOnAction(_ -> {
      layer.close();
      done.run();
    });
    HBox buttons = new HBox(8, cancel, act);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    box.getChildren().add(buttons);
    box.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          // Several lines are typed with Enter: there Ctrl does it.
          boolean lines = event.getTarget() instanceof javafx.scene.control.TextArea;
          boolean button = event.getTarget() instanceof Button;
          if (event.getCode() == KeyCode.ENTER
              && (event.isShortcutDown() || (!lines && !button))
              && !act.isDisabled()) {
            event.consume();
            act.fire();
          }
        });
    layer.show(box, focus);
  }

  /// Only to be read.
  void show() {
    Button done = new Button("Done");
    done.setId("review-sheet-act");
    done.getStyleClass().add("accent");
    done.setDefaultButton(true);
    done.setOnAction(_ -> layer.close());
    HBox buttons = new HBox(8, done);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    box.getChildren().add(buttons);
    layer.show(box, done);
  }
}
