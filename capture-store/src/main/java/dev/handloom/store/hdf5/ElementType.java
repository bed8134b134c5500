package dev.handloom.store.hdf5;

import dev.handloom.store.hdf5.Source.Cursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What the elements of an array or of an attribute are.
///
/// @param bytes of one element
public record ElementType(Kind kind, int bytes, boolean signed, ByteOrder order) {
  /// Kinds that are told apart; of others only the size is known.
  public enum Kind {
    WHOLE,
    FRACTION,
    /// Text of a fixed length.
    TEXT,
    /// Text of any length, which lies elsewhere.
    LONG_TEXT,
    /// True or false, as h5py writes them: an enumeration of two.
    CHOICE,
    OTHER
  }

  private static final int WHOLE = 0;
  private static final int FRACTION = 1;
  private static final int TEXT = 3;
  private static final int ENUMERATION = 8;
  private static final int ANY_LENGTH = 9;
  private static final int MOST_BYTES = 1 << 24;
  private static final int SINGLE_EXPONENT = 8;
  private static final int DOUBLE_EXPONENT = 11;
  private static final int HALF_EXPONENT = 5;

  static ElementType parse(Cursor said) throws IOException {
    int kind = said.u8() & 0xF;
    int bits = (int) said.sized(3);
    long bytes = said.u32();
    if (bytes > MOST_BYTES) {
      throw new Hdf5Exception("It is damaged: an element in it is too large.");
    }
    int size = (int) bytes;
    ByteOrder order = (bits & 1) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return switch (kind) {
      case WHOLE -> {
        boolean plain = size == 1 || size == 2 || size == 4 || size == 8;
        yield new ElementType(plain ? Kind.WHOLE : Kind.OTHER, size, (bits & 8) != 0, order);
      }
      case FRACTION -> {
        said.skip(2 + 2 + 1);
        int exponent = said.u8();
        boolean plain =
            (size == 2 && exponent == HALF_EXPONENT)
                || (size == 4 && exponent == SINGLE_EXPONENT)
                || (size == 8 && exponent == DOUBLE_EXPONENT);
        yield new ElementType(plain ? Kind.FRACTION : Kind.OTHER, size, true, order);
      }
      case TEXT -> new ElementType(Kind.TEXT, size, false, order);
      case ENUMERATION -> {
        ElementType of = parse(said);
        yield new ElementType(
            of.kind == Kind.WHOLE && of.bytes == size ? Kind.CHOICE : Kind.OTHER,
            size,
            of.signed,
            of.order);
      }
      case ANY_LENGTH ->
          new ElementType((bits & 0xF) == 1 ? Kind.LONG_TEXT : Kind.OTHER, size, false, order);
      default -> new ElementType(Kind.OTHER, size, false, order);
    };
  }

  public boolean number() {
    return kind == Kind.WHOLE || kind == Kind.FRACTION || kind == Kind.CHOICE;
  }

  double value(ByteBuffer in, int at) {
    if (kind == Kind.FRACTION) {
      return switch (bytes) {
        case 2 -> Float.float16ToFloat(in.getShort(at));
        case 4 -> in.getFloat(at);
        default -> in.getDouble(at);
      };
    }
    return switch (bytes) {
      case 1 -> signed ? in.get(at) : in.get(at) & 0xFF;
      case 2 -> signed ? in.getShort(at) : in.getShort(at) & 0xFFFF;
      case 4 -> signed ? in.getInt(at) : in.getInt(at) & 0xFFFF_FFFFL;
      default -> in.getLong(at);
    };
  }

  /// Text of a fixed length ends at its first zero.
  static String text(byte[] bytes, @Nullable Integer most) {
    int end = 0;
    int limit = most == null ? bytes.length : Math.min(most, bytes.length);
    while (end < limit && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
