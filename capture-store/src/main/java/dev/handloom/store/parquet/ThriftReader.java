package dev.handloom.store.parquet;

import java.nio.charset.StandardCharsets;

/// Reads records in the compact form of Thrift. Believes no length before it is checked.
final class ThriftReader {
  private static final int DEEPEST = 64;
  private static final int LONGEST_VARINT = 10;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private int type;
  private int depth;

  ThriftReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  int position() {
    return at;
  }

  /// What is done with the fields of a record.
  interface Fields {
    /// Reads the value, or returns false so that it is passed over.
    boolean read(int field, ThriftReader in) throws ParquetException;
  }

  /// Reads one record.
  void struct(Fields fields) throws ParquetException {
    if (++depth > DEEPEST) {
      throw wrong("records within records without end");
    }
    int last = 0;
    while (true) {
      int head = u8();
      if (head == 0) {
        break;
      }
      int step = head >> 4;
      field = step == 0 ? (int) zigzag() : last + step;
      type = head & 0xF;
      last = field;
      int kind = type;
      if (!fields.read(field, this)) {
        skip(kind);
      }
    }
    depth--;
  }

  private int u8() throws ParquetException {
    if (at >= end) {
      throw wrong("it ends too early");
    }
    return bytes[at++] & 0xFF;
  }

  private long varint() throws ParquetException {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      int next = u8();
      value |= (long) (next & 0x7F) << (7 * i);
      if ((next & 0x80) == 0) {
        return value;
      }
    }
    throw wrong("a number without end");
  }

  private long zigzag() throws ParquetException {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  long whole() throws ParquetException {
    return switch (type) {
      case ThriftWriter.BYTE -> (byte) u8();
      case ThriftWriter.I16, ThriftWriter.I32, ThriftWriter.I64 -> zigzag();
      default -> throw wrong("no number where one must stand");
    };
  }

  boolean bool() throws ParquetException {
    if (type != ThriftWriter.TRUE && type != ThriftWriter.FALSE) {
      throw wrong("no yes or no where one must stand");
    }
    return type == ThriftWriter.TRUE;
  }

  String text() throws ParquetException {
    need(ThriftWriter.BINARY);
    return bareText();
  }

  private String bareText() throws ParquetException {
    int length = length();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private int length() throws ParquetException {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw wrong("a text of " + length + " bytes, and " + (end - at) + " are there");
    }
    return (int) length;
  }

  private void need(int wanted) throws ParquetException {
    if (type != wanted) {
      throw wrong("a field of another kind than the format says");
    }
  }

  /// What is done with each element of a list.
  interface Element {
    void read(ThriftReader in) throws ParquetException;
  }

  /// Reads a list; each element with [#struct], [#whole] or [#text].
  void list(Element element) throws ParquetException {
    need(ThriftWriter.LIST);
    int head = u8();
    long size = head >> 4 == 15 ? varint() : head >> 4;
    if (size < 0 || size > end - at) {
      throw wrong("a list of " + size);
    }
    for (long i = 0; i < size; i++) {
      type = head & 0xF;
      element.read(this);
    }
  }

  private void skip(int kind) throws ParquetException {
    type = kind;
    switch (kind) {
      case ThriftWriter.TRUE, ThriftWriter.FALSE -> {}
      case ThriftWriter.BYTE -> u8();
      case ThriftWriter.I16, ThriftWriter.I32, ThriftWriter.I64 -> varint();
      case ThriftWriter.DOUBLE -> {
        if (end - at < Double.BYTES) {
          throw wrong("it ends too early");
        }
        at += Double.BYTES;
      }
      case ThriftWriter.BINARY -> {
        int length = length();
        at += length;
      }
      case ThriftWriter.LIST, ThriftWriter.SET -> {
        type = ThriftWriter.LIST;
        list(in -> skipElement(in.type));
      }
      case ThriftWriter.MAP -> skipMap();
      case ThriftWriter.STRUCT -> struct((any, in) -> false);
      default -> throw wrong("a field of the unknown kind " + kind);
    }
  }

  /// In a list a yes or no takes a byte of its own.
  private void skipElement(int kind) throws ParquetException {
    if (++depth > DEEPEST) {
      throw wrong("lists within lists without end");
    }
    if (kind == ThriftWriter.TRUE || kind == ThriftWriter.FALSE) {
      u8();
    } else {
      skip(kind);
    }
    depth--;
  }

  private void skipMap() throws ParquetException {
    long size = varint();
    if (size < 0 || size > end - at) {
      throw wrong("a map of " + size);
    }
    if (size > 0) {
      int kinds = u8();
      for (long i = 0; i < size; i++) {
        skipElement(kinds >> 4);
        skipElement(kinds & 0xF);
      }
    }
  }

  ParquetException wrong(String what) {
    return new ParquetException("What the file says of itself makes no sense: " + what);
  }
}
