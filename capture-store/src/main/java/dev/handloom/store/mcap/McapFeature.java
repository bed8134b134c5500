package dev.handloom.store.mcap;

import java.util.EnumSet;
import java.util.Set;

/// The optional parts of an MCAP file. [#ALL] is what a recording wants; the rest exists to write
/// the files of others' tests byte for byte.
public enum McapFeature {
  /// Schemas, channels and messages stand in chunks.
  CHUNKS,
  /// Each chunk is followed by the times and places of its messages.
  MESSAGE_INDEX,
  /// The summary counts what is in the file.
  STATISTICS,
  /// The summary repeats every schema.
  REPEATED_SCHEMAS,
  /// The summary repeats every channel.
  REPEATED_CHANNELS,
  /// The summary lists the attachments.
  ATTACHMENT_INDEX,
  /// The summary lists the metadata records.
  METADATA_INDEX,
  /// The summary lists the chunks.
  CHUNK_INDEX,
  /// The summary ends with the places of its own groups.
  SUMMARY_OFFSETS,
  /// Chunks, attachments, the data section and the summary carry their CRC-32.
  CHECKSUMS;

  /// Every part.
  public static final Set<McapFeature> ALL = Set.copyOf(EnumSet.allOf(McapFeature.class));
}
