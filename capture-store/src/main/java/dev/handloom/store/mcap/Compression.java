package dev.handloom.store.mcap;

import java.util.Optional;

/// How the records of a chunk are packed.
public enum Compression {
  /// As they are.
  NONE(""),
  /// LZ4 frame format.
  LZ4("lz4"),
  /// Zstandard.
  ZSTD("zstd");

  private final String id;

  Compression(String id) {
    this.id = id;
  }

  /// The name that stands in the file.
  public String id() {
    return id;
  }

  /// The compression of that name, if it is one that this library can unpack.
  public static Optional<Compression> of(String id) {
    for (Compression compression : values()) {
      if (compression.id.equals(id)) {
        return Optional.of(compression);
      }
    }
    return Optional.empty();
  }
}
