package dev.handloom.app.workspace.calibrate;

import javafx.scene.Node;

/// A kind of thing that can be calibrated: gloves, cameras, grippers. The workspace shows those
/// that it is given, and one alone without a choice.
public interface CalibratePage {
  /// Lower-case word.
  String id();

  /// A word for its tab, in the plural.
  String title();

  /// Its content; made when it is first shown, and kept. Asked for once.
  Node content();

  /// Called each time it comes to the front.
  default void shown() {}

  /// Called each time something else takes its place.
  default void hidden() {}
}
