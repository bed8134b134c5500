package dev.handloom.store.mcap;

/// Whole records that stand in more than one place of a file.
final class RecordEncoder {
  private RecordEncoder() {}

  static void header(RecordBuffer to, String profile, String library) {
    long body = to.begin(Opcode.HEADER);
    to.string(profile);
    to.string(library);
    to.end(body);
  }

  static void schema(RecordBuffer to, McapRecord.Schema schema) {
    long body = to.begin(Opcode.SCHEMA);
    to.u16(schema.id());
    to.string(schema.name());
    to.string(schema.encoding());
    to.u32(schema.data().remaining());
    to.bytes(schema.data());
    to.end(body);
  }

  static void channel(RecordBuffer to, McapRecord.Channel channel) {
    long body = to.begin(Opcode.CHANNEL);
    to.u16(channel.id());
    to.u16(channel.schemaId());
    to.string(channel.topic());
    to.string(channel.messageEncoding());
    to.map(channel.metadata());
    to.end(body);
  }

  static void messageIndex(RecordBuffer to, ChunkBuilder.ChannelEntries entries) {
    long body = to.begin(Opcode.MESSAGE_INDEX);
    to.u16(entries.channelId);
    to.u32(16L * entries.count);
    to.longs(entries.timesAndOffsets, 2 * entries.count);
    to.end(body);
  }
}
