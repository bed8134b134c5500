package dev.handloom.store.mcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/// Puts records together byte by byte, as the specification tells it and slower than anything else:
/// what the writer is measured against, so it shares no code with it.
final class RecordAssembler {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean padded;

  RecordAssembler(boolean padded) {
    this.padded = padded;
  }

  static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  int size() {
    return out.size();
  }

  RecordAssembler number(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  RecordAssembler raw(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  RecordAssembler raw(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return raw(copy);
  }

  RecordAssembler text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return number(bytes.length, 4).raw(bytes);
  }

  RecordAssembler map(Map<String, String> entries) {
    RecordAssembler inner = new RecordAssembler(false);
    entries.forEach((key, value) -> inner.text(key).text(value));
    return number(inner.size(), 4).raw(inner.toBytes());
  }

  RecordAssembler idMap(Map<Integer, Long> entries) {
    number(10L * entries.size(), 4);
    entries.forEach((id, value) -> number(id, 2).number(value, 8));
    return this;
  }

  RecordAssembler magic() {
    return raw((byte) 0x89, (byte) 'M', (byte) 'C', (byte) 'A', (byte) 'P', (byte) 0x30)
        .raw((byte) 0x0D, (byte) 0x0A);
  }

  /// A record that may grow, and does if this assembler pads.
  RecordAssembler record(int opcode, Consumer<RecordAssembler> body) {
    RecordAssembler inner = new RecordAssembler(false);
    body.accept(inner);
    if (padded) {
      inner.raw((byte) 0x01, (byte) 0xFF, (byte) 0xFF);
    }
    return number(opcode, 1).number(inner.size(), 8).raw(inner.toBytes());
  }

  /// A record that never grows.
  RecordAssembler fixed(int opcode, Consumer<RecordAssembler> body) {
    RecordAssembler inner = new RecordAssembler(false);
    body.accept(inner);
    return number(opcode, 1).number(inner.size(), 8).raw(inner.toBytes());
  }

  RecordAssembler header(String profile, String library) {
    return record(0x01, body -> body.text(profile).text(library));
  }

  RecordAssembler schema(McapRecord.Schema schema) {
    return record(
        0x03,
        body ->
            body.number(schema.id(), 2)
                .text(schema.name())
                .text(schema.encoding())
                .number(schema.data().remaining(), 4)
                .raw(schema.data()));
  }

  RecordAssembler channel(McapRecord.Channel channel) {
    return record(
        0x04,
        body ->
            body.number(channel.id(), 2)
                .number(channel.schemaId(), 2)
                .text(channel.topic())
                .text(channel.messageEncoding())
                .map(channel.metadata()));
  }

  RecordAssembler message(McapRecord.Message message) {
    return fixed(
        0x05,
        body ->
            body.number(message.channelId(), 2)
                .number(message.sequence(), 4)
                .number(message.logTimeNanos(), 8)
                .number(message.publishTimeNanos(), 8)
                .raw(message.copyData()));
  }

  RecordAssembler chunk(long start, long end, String compression, long unpacked, byte[] records) {
    return chunk(start, end, compression, unpacked, crc(records), records);
  }

  RecordAssembler chunk(
      long start, long end, String compression, long unpacked, long crc, byte[] records) {
    return fixed(
        0x06,
        body ->
            body.number(start, 8)
                .number(end, 8)
                .number(unpacked, 8)
                .number(crc, 4)
                .text(compression)
                .number(records.length, 8)
                .raw(records));
  }

  RecordAssembler attachment(McapRecord.Attachment attachment) {
    RecordAssembler covered =
        new RecordAssembler(false)
            .number(attachment.logTimeNanos(), 8)
            .number(attachment.createTimeNanos(), 8)
            .text(attachment.name())
            .text(attachment.mediaType())
            .number(attachment.data().remaining(), 8)
            .raw(attachment.data());
    return record(0x09, body -> body.raw(covered.toBytes()).number(crc(covered.toBytes()), 4));
  }

  RecordAssembler metadata(McapRecord.Metadata metadata) {
    return record(0x0C, body -> body.text(metadata.name()).map(metadata.entries()));
  }

  RecordAssembler dataEnd(long crc) {
    return fixed(0x0F, body -> body.number(crc, 4));
  }

  RecordAssembler footer(long summaryStart, long offsetsStart, long crc) {
    return fixed(0x02, body -> body.number(summaryStart, 8).number(offsetsStart, 8).number(crc, 4));
  }
}
