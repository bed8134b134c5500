package dev.handloom.app;

import dev.handloom.device.rig.RigFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where rig files are kept. On the JavaFX thread.
public interface RigShelf {
  /// The file of the rig that is open; null for the simulated rig, which has none.
  @Nullable Path openFile();

  /// A file that is not there yet, for a rig of this name.
  Path freePath(String name);

  /// Lets a person say where.
  Optional<Path> askWhere(Path suggested);

  /// Writes a rig and opens it; what goes wrong is told.
  void save(RigFile rig, Path path);
}
