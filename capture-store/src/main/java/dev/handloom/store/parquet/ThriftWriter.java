package dev.handloom.store.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Records in the compact form of Thrift, in which a Parquet file describes itself.
final class ThriftWriter {
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int BYTE = 3;
  static final int I16 = 4;
  static final int I32 = 5;
  static final int I64 = 6;
  static final int DOUBLE = 7;
  static final int BINARY = 8;
  static final int LIST = 9;
  static final int SET = 10;
  static final int MAP = 11;
  static final int STRUCT = 12;
  private static final int SHORT_LIST = 15;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  private void head(int field, int type) {
    int step = field - last;
    if (step > 0 && step <= SHORT_LIST) {
      out.write((step << 4) | type);
    } else {
      out.write(type);
      varint(zigzag(field));
    }
    last = field;
  }

  void i32(int field, long value) {
    head(field, I32);
    varint(zigzag(value));
  }

  void i64(int field, long value) {
    head(field, I64);
    varint(zigzag(value));
  }

  void bool(int field, boolean value) {
    head(field, value ? TRUE : FALSE);
  }

  void text(int field, String value) {
    head(field, BINARY);
    bareText(value);
  }

  void binary(int field, byte[] value) {
    head(field, BINARY);
    varint(value.length);
    out.writeBytes(value);
  }

  void bareText(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    varint(bytes.length);
    out.writeBytes(bytes);
  }

  void bareInt(long value) {
    varint(zigzag(value));
  }

  /// Its elements follow, bare; records as [#begin] to [#end].
  void list(int field, int type, int size) {
    head(field, LIST);
    if (size < SHORT_LIST) {
      out.write((size << 4) | type);
    } else {
      out.write((SHORT_LIST << 4) | type);
      varint(size);
    }
  }

  void struct(int field) {
    head(field, STRUCT);
    begin();
  }

  void begin() {
    outer.push(last);
    last = 0;
  }

  void end() {
    out.write(0);
    last = outer.isEmpty() ? 0 : outer.pop();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
