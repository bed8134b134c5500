package dev.handloom.store.mcap;

import static dev.handloom.store.mcap.LittleEndian.U64;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The last part of a finished file.
final class SummaryReader {
  private static final int FOOTER_BYTES = Opcode.HEAD_BYTES + Opcode.FOOTER_BODY_BYTES;

  final Map<Integer, McapRecord.Schema> schemas = new TreeMap<>();
  final Map<Integer, McapRecord.Channel> channels = new TreeMap<>();
  final List<McapRecord.ChunkIndex> chunkIndexes = new ArrayList<>();
  final List<McapRecord.AttachmentIndex> attachmentIndexes = new ArrayList<>();
  final List<McapRecord.MetadataIndex> metadataIndexes = new ArrayList<>();
  McapRecord.@Nullable Statistics statistics;

  private final McapFile file;
  private final McapReaderOptions options;
  private long summaryStart;

  SummaryReader(McapFile file, McapReaderOptions options) throws IOException {
    this.file = file;
    this.options = options;
    read();
    for (McapRecord.ChunkIndex index : chunkIndexes) {
      check(index);
    }
  }

  /// Where in the file.
  long startsAt() {
    return summaryStart;
  }

  private void read() throws IOException {
    long footerAt = file.size() - Opcode.MAGIC_BYTES - FOOTER_BYTES;
    if (footerAt < Opcode.MAGIC_BYTES
        || !Arrays.equals(file.read(0, Opcode.MAGIC_BYTES, "Magic"), Opcode.magic())) {
      throw new McapException("The file does not start as an MCAP file", 0);
    }
    byte[] closing = file.read(file.size() - Opcode.MAGIC_BYTES, Opcode.MAGIC_BYTES, "Magic");
    if (!Arrays.equals(closing, Opcode.magic())) {
      throw new McapException("The file was not finished: it lacks its closing magic", footerAt);
    }
    McapRecord.Footer footer =
        (McapRecord.Footer) file.decode(Opcode.FOOTER, footerAt, FOOTER_BYTES, true);
    summaryStart = footer.summaryStart();
    if (summaryStart == 0) {
      throw new McapException("The file has no summary, so it can only be streamed", footerAt);
    }
    if (summaryStart < Opcode.MAGIC_BYTES || summaryStart > footerAt) {
      throw new McapException(
          "Footer: the summary cannot start at " + Long.toUnsignedString(summaryStart), footerAt);
    }
    byte[] bytes = file.read(summaryStart, footerAt + FOOTER_BYTES - summaryStart, "Summary");
    if (options.checkCrcs() && footer.summaryCrc() != 0) {
      CRC32 crc = new CRC32();
      crc.update(bytes, 0, bytes.length - 4);
      if (crc.getValue() != footer.summaryCrc()) {
        throw new McapException("Footer: checksum of the summary does not match", footerAt);
      }
    }
    records(MemorySegment.ofArray(bytes), bytes.length - FOOTER_BYTES);
  }

  private void records(MemorySegment memory, long end) throws McapException {
    long at = 0;
    while (at < end) {
      long offset = summaryStart + at;
      long length = end - at < Opcode.HEAD_BYTES ? -1 : memory.get(U64, at + 1);
      if (length < 0 || length > end - at - Opcode.HEAD_BYTES) {
        throw new McapException("Summary: a record leads out of it", offset);
      }
      int opcode = memory.get(LittleEndian.U8, at) & 0xFF;
      take(
          RecordDecoder.decode(
              opcode, memory, at + Opcode.HEAD_BYTES, length, offset, options.checkCrcs()),
          offset);
      at += Opcode.HEAD_BYTES + length;
    }
  }

  private void take(McapRecord record, long offset) throws McapException {
    switch (record) {
      case McapRecord.Schema schema -> schemas.put(schema.id(), schema);
      case McapRecord.Channel channel -> channels.put(channel.id(), channel);
      case McapRecord.ChunkIndex index -> chunkIndexes.add(index);
      case McapRecord.AttachmentIndex index -> attachmentIndexes.add(index);
      case McapRecord.MetadataIndex index -> metadataIndexes.add(index);
      case McapRecord.Statistics found -> statistics = found;
      case McapRecord.SummaryOffset place -> {
        // The summary is read as a whole.
      }
      case McapRecord.Unknown later -> {
        // Whatever later versions add.
      }
      // Whoever streams the file would take it for a part of the recording, or stumble over it.
      default ->
          throw new McapException(
              "Summary: a " + record.getClass().getSimpleName() + ", out of place", offset);
    }
  }

  private void check(McapRecord.ChunkIndex index) throws McapException {
    long bytes = index.chunkBytes();
    long indexBytes = index.messageIndexBytes();
    long left = summaryStart - index.chunkOffset();
    if (index.chunkOffset() < Opcode.MAGIC_BYTES
        || left < 0
        || bytes < Opcode.HEAD_BYTES
        || bytes > left
        || indexBytes < 0
        || indexBytes > left - bytes) {
      throw new McapException(
          "ChunkIndex: its chunk does not lie in the data section", index.chunkOffset());
    }
    for (int channelId : index.messageIndexOffsets().keySet()) {
      if (!channels.containsKey(channelId)) {
        throw new McapException("The summary does not repeat channel " + channelId, summaryStart);
      }
    }
  }
}
