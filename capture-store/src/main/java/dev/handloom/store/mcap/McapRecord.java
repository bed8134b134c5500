package dev.handloom.store.mcap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// One record of an MCAP file, as the specification lays it out. Times are nanoseconds of the epoch
/// that the writer chose; offsets are bytes from the start of the file. Byte buffers are read-only:
/// take `duplicate()` of one before moving its position.
public sealed interface McapRecord {

  record Header(String profile, String library) implements McapRecord {}

  /// The end of the file; `summaryStart` is 0 where there is no summary.
  record Footer(long summaryStart, long summaryOffsetStart, long summaryCrc)
      implements McapRecord {}

  record Schema(int id, String name, String encoding, ByteBuffer data) implements McapRecord {}

  /// @param schemaId 0 for none
  record Channel(
      int id, int schemaId, String topic, String messageEncoding, Map<String, String> metadata)
      implements McapRecord {}

  /// @param data the bytes of the message; a reader says how long they stay valid
  record Message(
      int channelId, long sequence, long logTimeNanos, long publishTimeNanos, MemorySegment data)
      implements McapRecord {

    /// A copy that stays valid.
    public byte[] copyData() {
      return data.toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /// A chunk still packed.
  record Chunk(
      long startNanos,
      long endNanos,
      long uncompressedBytes,
      long uncompressedCrc,
      String compression,
      ByteBuffer records)
      implements McapRecord {}

  record MessageIndex(int channelId, List<Entry> entries) implements McapRecord {
    /// @param offset from the start of the unpacked chunk
    public record Entry(long logTimeNanos, long offset) {}
  }

  record ChunkIndex(
      long startNanos,
      long endNanos,
      long chunkOffset,
      long chunkBytes,
      Map<Integer, Long> messageIndexOffsets,
      long messageIndexBytes,
      String compression,
      long compressedBytes,
      long uncompressedBytes)
      implements McapRecord {}

  record Attachment(
      long logTimeNanos, long createTimeNanos, String name, String mediaType, ByteBuffer data)
      implements McapRecord {}

  record AttachmentIndex(
      long offset,
      long length,
      long logTimeNanos,
      long createTimeNanos,
      long dataBytes,
      String name,
      String mediaType)
      implements McapRecord {}

  record Statistics(
      long messageCount,
      int schemaCount,
      long channelCount,
      long attachmentCount,
      long metadataCount,
      long chunkCount,
      long startNanos,
      long endNanos,
      Map<Integer, Long> channelMessageCounts)
      implements McapRecord {}

  record Metadata(String name, Map<String, String> entries) implements McapRecord {}

  record MetadataIndex(long offset, long length, String name) implements McapRecord {}

  record SummaryOffset(int groupOpcode, long groupStart, long groupLength) implements McapRecord {}

  /// @param dataCrc 0 where none was computed
  record DataEnd(long dataCrc) implements McapRecord {}

  /// A record of a kind that this library does not know.
  record Unknown(int opcode, ByteBuffer body) implements McapRecord {}
}
