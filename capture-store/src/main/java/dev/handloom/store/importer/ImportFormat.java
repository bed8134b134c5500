package dev.handloom.store.importer;

import dev.handloom.store.check.dataset.DatasetFindings;
import java.io.IOException;
import java.nio.file.Path;

/// A kind of dataset that can be imported.
public interface ImportFormat {
  /// As on the command line, as `lerobot`.
  String name();

  /// For a person, as `a LeRobot dataset`.
  String words();

  /// Whether a folder or file is of this kind, even a broken one. Looks at little.
  boolean knows(Path dataset);

  /// Opens it.
  ///
  /// @param findings takes what is wrong with it
  /// @throws IOException where nothing can be imported; its message is for a person
  ImportSource open(Path dataset, DatasetFindings findings) throws IOException;
}
