package dev.handloom.store.mcap;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;

/// Bytes of a record's body into the record. Bytes after the known fields are ignored: records may
/// grow. Byte buffers and message data are views of the given memory.
final class RecordDecoder {
  private RecordDecoder() {}

  /// @param fileOffset where the record starts in the file
  static McapRecord decode(
      int opcode, MemorySegment memory, long from, long length, long fileOffset, boolean checkCrc)
      throws McapException {
    RecordCursor in =
        new RecordCursor(memory, from, from + length, Opcode.name(opcode), fileOffset);
    return switch (opcode) {
      case Opcode.HEADER -> new McapRecord.Header(in.string("profile"), in.string("library"));
      case Opcode.FOOTER -> footer(in);
      case Opcode.SCHEMA -> schema(in);
      case Opcode.CHANNEL -> channel(in);
      case Opcode.MESSAGE -> message(in);
      case Opcode.CHUNK -> chunk(in);
      case Opcode.MESSAGE_INDEX -> messageIndex(in);
      case Opcode.CHUNK_INDEX -> chunkIndex(in);
      case Opcode.ATTACHMENT -> attachment(in, memory, checkCrc);
      case Opcode.ATTACHMENT_INDEX -> attachmentIndex(in);
      case Opcode.STATISTICS -> statistics(in);
      case Opcode.METADATA -> new McapRecord.Metadata(in.string("name"), in.stringMap("metadata"));
      case Opcode.METADATA_INDEX ->
          new McapRecord.MetadataIndex(in.u64("offset"), in.u64("length"), in.string("name"));
      case Opcode.SUMMARY_OFFSET ->
          new McapRecord.SummaryOffset(
              in.u8("group_opcode"), in.u64("group_start"), in.u64("group_length"));
      case Opcode.DATA_END -> new McapRecord.DataEnd(in.u32("data_section_crc"));
      case 0 -> throw new McapException("A record of kind 0x00, which does not exist", fileOffset);
      default -> new McapRecord.Unknown(opcode, in.bytes(length, "body"));
    };
  }

  private static McapRecord.Footer footer(RecordCursor in) throws McapException {
    return new McapRecord.Footer(
        in.u64("summary_start"), in.u64("summary_offset_start"), in.u32("summary_crc"));
  }

  private static McapRecord.Schema schema(RecordCursor in) throws McapException {
    int id = in.u16("id");
    if (id == 0) {
      throw in.wrong("the id 0 is not allowed");
    }
    String name = in.string("name");
    String encoding = in.string("encoding");
    return new McapRecord.Schema(id, name, encoding, copy(in.bytes(in.u32("data"), "data")));
  }

  private static McapRecord.Channel channel(RecordCursor in) throws McapException {
    return new McapRecord.Channel(
        in.u16("id"),
        in.u16("schema_id"),
        in.string("topic"),
        in.string("message_encoding"),
        in.stringMap("metadata"));
  }

  private static McapRecord.Message message(RecordCursor in) throws McapException {
    return new McapRecord.Message(
        in.u16("channel_id"),
        in.u32("sequence"),
        in.u64("log_time"),
        in.u64("publish_time"),
        in.rest());
  }

  private static McapRecord.Chunk chunk(RecordCursor in) throws McapException {
    long start = in.u64("message_start_time");
    long end = in.u64("message_end_time");
    long uncompressed = in.u64("uncompressed_size");
    long crc = in.u32("uncompressed_crc");
    String compression = in.string("compression");
    ByteBuffer records = in.bytes(in.u64("records"), "records");
    return new McapRecord.Chunk(start, end, uncompressed, crc, compression, records);
  }

  private static McapRecord.MessageIndex messageIndex(RecordCursor in) throws McapException {
    int channelId = in.u16("channel_id");
    RecordCursor part = in.part("records");
    List<McapRecord.MessageIndex.Entry> entries = new ArrayList<>();
    while (part.remaining() > 0) {
      entries.add(new McapRecord.MessageIndex.Entry(part.u64("log_time"), part.u64("offset")));
    }
    return new McapRecord.MessageIndex(channelId, Collections.unmodifiableList(entries));
  }

  private static McapRecord.ChunkIndex chunkIndex(RecordCursor in) throws McapException {
    return new McapRecord.ChunkIndex(
        in.u64("message_start_time"),
        in.u64("message_end_time"),
        in.u64("chunk_start_offset"),
        in.u64("chunk_length"),
        in.idMap("message_index_offsets"),
        in.u64("message_index_length"),
        in.string("compression"),
        in.u64("compressed_size"),
        in.u64("uncompressed_size"));
  }

  private static McapRecord.Attachment attachment(
      RecordCursor in, MemorySegment memory, boolean checkCrc) throws McapException {
    long start = in.position();
    long logTime = in.u64("log_time");
    long createTime = in.u64("create_time");
    String name = in.string("name");
    String mediaType = in.string("media_type");
    ByteBuffer data = in.bytes(in.u64("data"), "data");
    long covered = in.position() - start;
    long expected = in.u32("crc");
    if (checkCrc && expected != 0) {
      CRC32 crc = new CRC32();
      crc.update(memory.asSlice(start, covered).asByteBuffer());
      if (crc.getValue() != expected) {
        throw in.wrong("checksum of \"" + name + "\" does not match");
      }
    }
    return new McapRecord.Attachment(logTime, createTime, name, mediaType, data);
  }

  private static McapRecord.AttachmentIndex attachmentIndex(RecordCursor in) throws McapException {
    return new McapRecord.AttachmentIndex(
        in.u64("offset"),
        in.u64("length"),
        in.u64("log_time"),
        in.u64("create_time"),
        in.u64("data_size"),
        in.string("name"),
        in.string("media_type"));
  }

  private static McapRecord.Statistics statistics(RecordCursor in) throws McapException {
    return new McapRecord.Statistics(
        in.u64("message_count"),
        in.u16("schema_count"),
        in.u32("channel_count"),
        in.u32("attachment_count"),
        in.u32("metadata_count"),
        in.u32("chunk_count"),
        in.u64("message_start_time"),
        in.u64("message_end_time"),
        in.idMap("channel_message_counts"));
  }

  private static ByteBuffer copy(ByteBuffer source) {
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }
}
