package dev.handloom.store.zarr;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// Where the bytes of a tree lie, by their keys.
sealed interface ZarrStore extends Closeable permits FolderStore, ZipStore {
  /// The keys of papers; in a folder those of chunks may be left out.
  Set<String> keys() throws IOException;

  /// @throws ZarrException where there are more bytes than that
  Optional<byte[]> get(String key, int most) throws IOException;

  boolean has(String key);
}
