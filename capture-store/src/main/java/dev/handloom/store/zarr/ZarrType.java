package dev.handloom.store.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/// What the elements of an array are.
///
/// @param bytes of one element
public record ZarrType(Kind kind, int bytes, ByteOrder order) {
  public static final ZarrType UINT8 = new ZarrType(Kind.UNSIGNED, 1, ByteOrder.LITTLE_ENDIAN);
  public static final ZarrType INT64 = new ZarrType(Kind.SIGNED, 8, ByteOrder.LITTLE_ENDIAN);
  public static final ZarrType FLOAT32 = new ZarrType(Kind.FLOAT, 4, ByteOrder.LITTLE_ENDIAN);
  public static final ZarrType FLOAT64 = new ZarrType(Kind.FLOAT, 8, ByteOrder.LITTLE_ENDIAN);

  private static final int LONGEST_ELEMENT = 1 << 16;

  /// Kinds of elements; text and others can be described but not read.
  public enum Kind {
    BOOL('b'),
    SIGNED('i'),
    UNSIGNED('u'),
    FLOAT('f'),
    TEXT('S'),
    OTHER('V');

    private final char sign;

    Kind(char sign) {
      this.sign = sign;
    }
  }

  /// Reads NumPy's spelling, as `<f4`.
  static ZarrType parse(String text) throws ZarrException {
    if (!text.matches("[<>|=][a-zA-Z][0-9]{0,6}(\\[.*])?")) {
      throw new ZarrException("It has elements of an unknown type: " + shortened(text));
    }
    ByteOrder order = text.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    String digits = text.substring(2).replaceAll("[^0-9].*", "");
    int bytes = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    Kind kind =
        switch (text.charAt(1)) {
          case 'b' -> Kind.BOOL;
          case 'i' -> Kind.SIGNED;
          case 'u' -> Kind.UNSIGNED;
          case 'f' -> Kind.FLOAT;
          case 'S' -> Kind.TEXT;
          default -> Kind.OTHER;
        };
    boolean known =
        switch (kind) {
          case BOOL -> bytes == 1;
          case SIGNED, UNSIGNED -> bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
          case FLOAT -> bytes == 2 || bytes == 4 || bytes == 8;
          case TEXT, OTHER -> bytes <= LONGEST_ELEMENT;
        };
    if (!known) {
      throw new ZarrException("It has elements of an unknown type: " + shortened(text));
    }
    return new ZarrType(kind, bytes, order);
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  /// NumPy's spelling.
  public String text() {
    String mark = bytes == 1 ? "|" : order == ByteOrder.BIG_ENDIAN ? ">" : "<";
    return String.format(Locale.ROOT, "%s%c%d", mark, kind.sign, bytes);
  }

  /// Whether its elements are numbers that can be read here.
  public boolean number() {
    return kind != Kind.TEXT && kind != Kind.OTHER;
  }

  double value(ByteBuffer buffer, int at) {
    return switch (kind) {
      case FLOAT ->
          switch (bytes) {
            case 2 -> Float.float16ToFloat(buffer.getShort(at));
            case 4 -> buffer.getFloat(at);
            default -> buffer.getDouble(at);
          };
      case BOOL, UNSIGNED, SIGNED -> whole(buffer, at);
      case TEXT, OTHER -> throw new IllegalStateException("Not a number: " + text());
    };
  }

  long whole(ByteBuffer buffer, int at) {
    boolean signed = kind == Kind.SIGNED;
    return switch (bytes) {
      case 1 -> signed ? buffer.get(at) : buffer.get(at) & 0xFF;
      case 2 -> signed ? buffer.getShort(at) : buffer.getShort(at) & 0xFFFF;
      case 4 -> signed ? buffer.getInt(at) : buffer.getInt(at) & 0xFFFF_FFFFL;
      default -> buffer.getLong(at);
    };
  }

  void put(ByteBuffer buffer, int at, double value) {
    switch (kind) {
      case FLOAT -> {
        switch (bytes) {
          case 2 -> buffer.putShort(at, Float.floatToFloat16((float) value));
          case 4 -> buffer.putFloat(at, (float) value);
          default -> buffer.putDouble(at, value);
        }
      }
      case BOOL, SIGNED, UNSIGNED -> {
        switch (bytes) {
          case 1 -> buffer.put(at, (byte) (long) value);
          case 2 -> buffer.putShort(at, (short) (long) value);
          case 4 -> buffer.putInt(at, (int) (long) value);
          default -> buffer.putLong(at, (long) value);
        }
      }
      case TEXT, OTHER -> throw new IllegalStateException("Not a number: " + text());
    }
  }
}
