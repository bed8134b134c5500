package dev.handloom.app.desktop;

import java.nio.file.Path;
import java.util.Optional;

/// What the studio asks of the desktop around it. Tests and machines without one answer otherwise.
public interface Desktop {
  /// Lets a person pick a file to open.
  Optional<Path> pickFile(String title, String what, String pattern);

  /// Lets a person name a file to save to.
  Optional<Path> pickTarget(String title, String suggestedName);

  /// Lets a person pick a folder.
  Optional<Path> pickFolder(String title, Path start);

  /// Shows a folder in the system's file browser.
  ///
  /// @return whether there is one
  boolean show(Path folder);
}
