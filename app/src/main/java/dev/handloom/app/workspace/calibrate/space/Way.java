package dev.handloom.app.workspace.calibrate.space;

import dev.handloom.app.Workplace;
import dev.handloom.app.workspace.calibrate.RunKeys;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// A way of laying a headset's space over another. On the JavaFX thread.
interface Way extends RunKeys.Run {
  Node node();

  /// What the rig lacks for it, and what to do; empty where it can be done.
  String missing();

  /// The rig is another, or its cameras are known otherwise.
  void show(@Nullable Workplace workplace);

  /// It comes to the front, or leaves it: a run that is left ends.
  void front(boolean now);

  /// Shows how it goes.
  void refresh();

  /// Whether the run is open.
  boolean running();

  /// The board is put elsewhere; nothing where there is none.
  default void another() {}
}
