package dev.handloom.store.importer.egodex;

import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.egodex.EgoDexFolder;
import dev.handloom.store.importer.ImportFormat;
import dev.handloom.store.importer.ImportSource;
import java.io.IOException;
import java.nio.file.Path;

/// Imports episodes in the layout of EgoDex.
public final class EgoDexImport implements ImportFormat {
  @Override
  public String name() {
    return "egodex";
  }

  @Override
  public String words() {
    return "episodes in the layout of EgoDex (HDF5 and MP4)";
  }

  @Override
  public boolean knows(Path dataset) {
    return EgoDexFolder.knows(dataset);
  }

  @Override
  public ImportSource open(Path dataset, DatasetFindings findings) throws IOException {
    return new EgoDexSource(dataset, EgoDexFolder.episodes(dataset), findings);
  }
}
