package dev.handloom.app.ui.shell;

import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;

/// One of the places of the studio: Devices, Record, Review, Library.
public interface Workspace {

  /// Lower-case word, for the settings.
  String id();

  /// One word for the rail.
  String title();

  Feather icon();

  /// Its content; made when it is first shown, and kept. Asked for once.
  Node content();

  /// Called each time it comes to the front.
  default void shown() {}

  /// Called each time another takes its place.
  default void hidden() {}
}
