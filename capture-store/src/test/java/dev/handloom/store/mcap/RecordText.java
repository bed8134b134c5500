package dev.handloom.store.mcap;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.TreeMap;

/// A record as a text that shows every byte of it, to compare and to read in a failed test.
final class RecordText {
  private RecordText() {}

  static String of(McapRecord record) {
    return switch (record) {
      case McapRecord.Schema s ->
          "Schema " + s.id() + " " + s.name() + " " + s.encoding() + " " + hex(s.data());
      case McapRecord.Channel c ->
          "Channel "
              + c.id()
              + " "
              + c.schemaId()
              + " "
              + c.topic()
              + " "
              + c.messageEncoding()
              + " "
              + new TreeMap<>(c.metadata());
      case McapRecord.Message m ->
          "Message "
              + m.channelId()
              + " "
              + m.sequence()
              + " "
              + m.logTimeNanos()
              + " "
              + m.publishTimeNanos()
              + " "
              + HexFormat.of().formatHex(m.copyData());
      case McapRecord.Attachment a ->
          "Attachment "
              + a.logTimeNanos()
              + " "
              + a.createTimeNanos()
              + " "
              + a.name()
              + " "
              + a.mediaType()
              + " "
              + hex(a.data());
      default -> record.toString();
    };
  }

  private static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
