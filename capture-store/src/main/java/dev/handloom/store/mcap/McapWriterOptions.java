package dev.handloom.store.mcap;

import java.util.Set;

/// How a file is written.
///
/// @param profile the `profile` of the header; empty for none
/// @param library the `library` of the header: who wrote the file
/// @param compression how chunks are packed; one that would not shrink is stored as it is
/// @param compressionLevel for [Compression#ZSTD] only; negative levels are faster
/// @param chunkLimitBytes a chunk is closed once its records, unpacked, reach this size
/// @param features the optional parts
public record McapWriterOptions(
    String profile,
    String library,
    Compression compression,
    int compressionLevel,
    int chunkLimitBytes,
    Set<McapFeature> features) {

  /// What every other MCAP library chunks at by default.
  public static final int DEFAULT_CHUNK_LIMIT_BYTES = 1 << 20;

  public McapWriterOptions {
    if (chunkLimitBytes < 1) {
      throw new IllegalArgumentException("A chunk of " + chunkLimitBytes + " bytes holds nothing");
    }
    features = Set.copyOf(features);
  }

  /// Everything on, Zstandard at level 1, chunks of 1 MiB.
  public static McapWriterOptions recording() {
    return new McapWriterOptions(
        "", "handloom", Compression.ZSTD, 1, DEFAULT_CHUNK_LIMIT_BYTES, McapFeature.ALL);
  }

  public McapWriterOptions withProfile(String newProfile) {
    return new McapWriterOptions(
        newProfile, library, compression, compressionLevel, chunkLimitBytes, features);
  }

  public McapWriterOptions withLibrary(String newLibrary) {
    return new McapWriterOptions(
        profile, newLibrary, compression, compressionLevel, chunkLimitBytes, features);
  }

  public McapWriterOptions withCompression(Compression newCompression) {
    return new McapWriterOptions(
        profile, library, newCompression, compressionLevel, chunkLimitBytes, features);
  }

  public McapWriterOptions withCompressionLevel(int level) {
    return new McapWriterOptions(profile, library, compression, level, chunkLimitBytes, features);
  }

  public McapWriterOptions withChunkLimitBytes(int bytes) {
    return new McapWriterOptions(profile, library, compression, compressionLevel, bytes, features);
  }

  public McapWriterOptions withFeatures(Set<McapFeature> newFeatures) {
    return new McapWriterOptions(
        profile, library, compression, compressionLevel, chunkLimitBytes, newFeatures);
  }

  boolean has(McapFeature feature) {
    return features.contains(feature);
  }
}
