package dev.handloom.store.importer.umi;

import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.importer.ImportFormat;
import dev.handloom.store.importer.ImportSource;
import dev.handloom.store.umi.UmiBuffer;
import java.io.IOException;
import java.nio.file.Path;

/// Imports replay buffers.
public final class UmiImport implements ImportFormat {
  @Override
  public String name() {
    return "umi";
  }

  @Override
  public String words() {
    return "a replay buffer of UMI or diffusion-policy (Zarr)";
  }

  @Override
  public boolean knows(Path dataset) {
    return UmiBuffer.locate(dataset).isPresent();
  }

  @Override
  public ImportSource open(Path dataset, DatasetFindings findings) throws IOException {
    Path place =
        UmiBuffer.locate(dataset)
            .orElseThrow(() -> new IOException("There is no replay buffer here: " + dataset));
    UmiBuffer buffer = UmiBuffer.open(place);
    try {
      return new UmiSource(place, buffer, findings);
    } catch (IOException | RuntimeException e) {
      buffer.close();
      throw e;
    }
  }
}
