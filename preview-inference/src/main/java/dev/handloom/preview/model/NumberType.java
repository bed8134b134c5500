package dev.handloom.preview.model;

import java.util.Optional;

/// The kinds of numbers that models exchange, by the names that NumPy gives them; little-endian.
public enum NumberType {
  U8("|u1", 1),
  I8("|i1", 1),
  BOOL("|b1", 1),
  I16("<i2", 2),
  U16("<u2", 2),
  I32("<i4", 4),
  I64("<i8", 8),
  F16("<f2", 2),
  F32("<f4", 4),
  F64("<f8", 8);

  private final String code;
  private final int bytes;

  NumberType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  public String code() {
    return code;
  }

  public int bytes() {
    return bytes;
  }

  /// By NumPy's code, or by the plain name of the type; nothing for what no model should send, as
  /// records, objects, complex and big-endian numbers.
  public static Optional<NumberType> of(String code) {
    for (NumberType type : values()) {
      // One byte has no order: all of "|u1", "<u1", ">u1", "=u1" and "u1" are said.
      boolean single =
          type.bytes == 1 && code.endsWith(type.code.substring(1)) && code.length() <= 3;
      boolean native_ = code.equals("=" + type.code.substring(1));
      if (single || native_ || code.equals(type.code) || code.equals(type.code.substring(1))) {
        return Optional.of(type);
      }
    }
    return switch (code) {
      case "uint8" -> Optional.of(U8);
      case "int8" -> Optional.of(I8);
      case "bool" -> Optional.of(BOOL);
      case "int16" -> Optional.of(I16);
      case "uint16" -> Optional.of(U16);
      case "int32" -> Optional.of(I32);
      case "int64" -> Optional.of(I64);
      case "float16" -> Optional.of(F16);
      case "float32" -> Optional.of(F32);
      case "float64" -> Optional.of(F64);
      default -> Optional.empty();
    };
  }
}
