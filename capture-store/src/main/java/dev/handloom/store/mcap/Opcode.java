package dev.handloom.store.mcap;

import java.util.Locale;

/// The record kinds and fixed sizes of the MCAP specification, major version 0.
final class Opcode {
  static final int HEADER = 0x01;
  static final int FOOTER = 0x02;
  static final int SCHEMA = 0x03;
  static final int CHANNEL = 0x04;
  static final int MESSAGE = 0x05;
  static final int CHUNK = 0x06;
  static final int MESSAGE_INDEX = 0x07;
  static final int CHUNK_INDEX = 0x08;
  static final int ATTACHMENT = 0x09;
  static final int ATTACHMENT_INDEX = 0x0A;
  static final int STATISTICS = 0x0B;
  static final int METADATA = 0x0C;
  static final int METADATA_INDEX = 0x0D;
  static final int SUMMARY_OFFSET = 0x0E;
  static final int DATA_END = 0x0F;

  /// From here up the numbers are free for private use; every reader skips them.
  static final int FIRST_PRIVATE = 0x80;

  /// Opcode and length.
  static final int HEAD_BYTES = 1 + 8;

  /// Channel, sequence, log time and publish time, in front of a message's own bytes.
  static final int MESSAGE_FIXED_BYTES = 2 + 4 + 8 + 8;

  static final int FOOTER_BODY_BYTES = 8 + 8 + 4;
  static final int DATA_END_BODY_BYTES = 4;

  private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};
  static final int MAGIC_BYTES = MAGIC.length;

  private static final String[] NAMES = {
    "Header",
    "Footer",
    "Schema",
    "Channel",
    "Message",
    "Chunk",
    "MessageIndex",
    "ChunkIndex",
    "Attachment",
    "AttachmentIndex",
    "Statistics",
    "Metadata",
    "MetadataIndex",
    "SummaryOffset",
    "DataEnd"
  };

  private Opcode() {}

  static byte[] magic() {
    return MAGIC.clone();
  }

  static String name(int opcode) {
    return opcode >= 1 && opcode <= NAMES.length
        ? NAMES[opcode - 1]
        : String.format(Locale.ROOT, "record of kind 0x%02X", opcode);
  }
}
