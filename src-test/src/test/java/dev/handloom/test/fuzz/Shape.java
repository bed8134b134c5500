package dev.handloom.test.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Knows the parts of a format, as far as a mutation needs it.
enum Shape {
  /// Records of an opcode, a length of 8 bytes and a body; chunks hold records themselves.
  MCAP,
  /// Boxes of a length of 4 bytes, big end first, and a name; some hold boxes themselves.
  MP4,
  /// A value in braces.
  JSON,
  /// One thing a line.
  LINES,
  /// Nothing is known.
  BYTES;

  /// A part, and where its length stands.
  ///
  /// @param lengthWidth bytes of the length; 0 if it has none
  record Part(int from, int to, int lengthAt, int lengthWidth) {}

  private static final int MAGIC = 8;
  private static final int RECORD_HEAD = 9;
  private static final int CHUNK = 6;
  private static final int BOX_HEAD = 8;
  private static final List<String> HOLDERS =
      List.of("moov", "trak", "mdia", "minf", "stbl", "moof", "traf", "mvex", "edts", "dinf");

  List<Part> parts(byte[] bytes) {
    List<Part> parts = new ArrayList<>();
    switch (this) {
      case MCAP -> records(bytes, MAGIC, bytes.length, parts, true);
      case MP4 -> boxes(bytes, 0, bytes.length, parts);
      case LINES, JSON -> lines(bytes, parts);
      case BYTES -> {}
    }
    return parts;
  }

  boolean bigEndian() {
    return this == MP4;
  }

  private static void records(byte[] bytes, int from, int to, List<Part> parts, boolean top) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = from;
    while (at + RECORD_HEAD <= to) {
      long length = in.getLong(at + 1);
      if (length < 0 || length > to - at - RECORD_HEAD) {
        return;
      }
      int end = at + RECORD_HEAD + (int) length;
      parts.add(new Part(at, end, at + 1, 8));
      if (top && bytes[at] == CHUNK) {
        chunk(bytes, at + RECORD_HEAD, end, parts, in);
      }
      at = end;
    }
  }

  private static void chunk(byte[] bytes, int body, int end, List<Part> parts, ByteBuffer in) {
    // Times, the unpacked size, its checksum, the name of the compression, the length of it all.
    int nameAt = body + 8 + 8 + 8 + 4;
    if (nameAt + 4 > end) {
      return;
    }
    parts.add(new Part(body, end, body + 16, 8));
    int name = in.getInt(nameAt);
    int recordsAt = nameAt + 4 + name + 8;
    if (name < 0 || name > 8 || recordsAt > end) {
      return;
    }
    parts.add(new Part(recordsAt, end, recordsAt - 8, 8));
    if (name == 0) {
      records(bytes, recordsAt, end, parts, false);
    }
  }

  private static void boxes(byte[] bytes, int from, int to, List<Part> parts) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int at = from;
    while (at + BOX_HEAD <= to) {
      long length = Integer.toUnsignedLong(in.getInt(at));
      if (length < BOX_HEAD || length > to - at) {
        return;
      }
      int end = at + (int) length;
      parts.add(new Part(at, end, at, 4));
      String name = new String(bytes, at + 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
      if (HOLDERS.contains(name)) {
        boxes(bytes, at + BOX_HEAD, end, parts);
      }
      at = end;
    }
  }

  private static void lines(byte[] bytes, List<Part> parts) {
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        parts.add(new Part(from, i + 1, from, 0));
        from = i + 1;
      }
    }
    if (from < bytes.length) {
      parts.add(new Part(from, bytes.length, from, 0));
    }
  }
}
