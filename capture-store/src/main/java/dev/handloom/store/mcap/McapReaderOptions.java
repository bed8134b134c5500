package dev.handloom.store.mcap;

/// How far a reader trusts a file.
///
/// @param checkCrcs verify every checksum that the file carries
/// @param unpackChunks hand out the records within chunks instead of the chunks
/// @param maxRecordBytes a longer record, or a chunk that unpacks to more, is refused before any
///   memory is taken for it
public record McapReaderOptions(boolean checkCrcs, boolean unpackChunks, int maxRecordBytes) {

  /// Far above any chunk or attachment in use, far below what would exhaust a studio.
  public static final int DEFAULT_MAX_RECORD_BYTES = 256 << 20;

  public McapReaderOptions {
    if (maxRecordBytes < Opcode.FOOTER_BODY_BYTES) {
      throw new IllegalArgumentException("No record fits in " + maxRecordBytes + " bytes");
    }
  }

  /// Everything checked, chunks unpacked.
  public static McapReaderOptions strict() {
    return new McapReaderOptions(true, true, DEFAULT_MAX_RECORD_BYTES);
  }

  public McapReaderOptions withoutCrcChecks() {
    return new McapReaderOptions(false, unpackChunks, maxRecordBytes);
  }

  public McapReaderOptions withChunksPacked() {
    return new McapReaderOptions(checkCrcs, false, maxRecordBytes);
  }

  public McapReaderOptions withMaxRecordBytes(int bytes) {
    return new McapReaderOptions(checkCrcs, unpackChunks, bytes);
  }
}
