package dev.handloom.preview.wire;

import dev.handloom.preview.model.NumberArray;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes MessagePack.
public final class MessageWriter {
  // First bytes, from the MessagePack specification.
  private static final int NIL = 0xC0;
  private static final int FALSE = 0xC2;
  private static final int TRUE = 0xC3;
  private static final int BIN_8 = 0xC4;
  private static final int FLOAT_64 = 0xCB;
  private static final int UINT_8 = 0xCC;
  private static final int INT_64 = 0xD3;
  private static final int STR_8 = 0xD9;
  private static final int ARRAY_16 = 0xDC;
  private static final int MAP_16 = 0xDE;
  private static final int FIX_MAP = 0x80;
  private static final int FIX_ARRAY = 0x90;
  private static final int FIX_STR = 0xA0;
  private static final int MOST_FIX = 15;
  private static final int MOST_FIX_STR = 31;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ArrayStyle style;

  private MessageWriter(ArrayStyle style) {
    this.style = style;
  }

  /// @param value of null, Boolean, whole and broken numbers, String, byte[], [NumberArray], List
  ///   and Map with text keys
  public static byte[] write(@Nullable Object value, ArrayStyle style) {
    MessageWriter writer = new MessageWriter(style);
    writer.value(value);
    return writer.out.toByteArray();
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case null -> out.write(NIL);
      case Boolean truth -> out.write(truth ? TRUE : FALSE);
      case Integer number -> whole(number);
      case Long number -> whole(number);
      case Float number -> broken(number);
      case Double number -> broken(number);
      case String text -> text(text);
      case byte[] bytes -> binary(bytes);
      case NumberArray array -> array(array);
      case List<?> list -> {
        begin(list.size(), FIX_ARRAY, ARRAY_16);
        list.forEach(this::value);
      }
      case Map<?, ?> map -> {
        begin(map.size(), FIX_MAP, MAP_16);
        map.forEach((key, item) -> {
          text(String.valueOf(key));
          value(item);
        });
      }
      default -> throw new IllegalArgumentException("No MessagePack for " + value.getClass());
    }
  }

  private void array(NumberArray array) {
    switch (style) {
      case MARKED -> {
        begin(4, FIX_MAP, MAP_16);
        key("__ndarray__");
        out.write(TRUE);
        key("data");
        binary(array.data());
        key("dtype");
        text(array.type().code());
        key("shape");
        shape(array);
      }
      case NUMPY -> {
        begin(5, FIX_MAP, MAP_16);
        key("nd");
        out.write(TRUE);
        key("type");
        text(array.type().code());
        key("kind");
        binary(new byte[0]);
        key("shape");
        shape(array);
        key("data");
        binary(array.data());
      }
      case FILE -> {
        begin(2, FIX_MAP, MAP_16);
        text("__ndarray_class__");
        out.write(TRUE);
        text("as_npy");
        binary(NumpyFile.write(array));
      }
    }
  }

  private void shape(NumberArray array) {
    begin(array.shape().length, FIX_ARRAY, ARRAY_16);
    for (int size : array.shape()) {
      whole(size);
    }
  }

  private void key(String name) {
    binary(name.getBytes(StandardCharsets.US_ASCII));
  }

  private void begin(int size, int fix, int wide) {
    if (size <= MOST_FIX) {
      out.write(fix | size);
    } else if (size <= 0xFFFF) {
      out.write(wide);
      big(size, Short.BYTES);
    } else {
      out.write(wide + 1);
      big(size, Integer.BYTES);
    }
  }

  private void whole(long number) {
    if (number >= -32 && number <= Byte.MAX_VALUE) {
      out.write((int) number);
    } else if (number >= 0 && number <= 0xFF) {
      out.write(UINT_8);
      big(number, 1);
    } else if (number >= 0 && number <= 0xFFFF) {
      out.write(UINT_8 + 1);
      big(number, Short.BYTES);
    } else if (number >= 0 && number <= 0xFFFFFFFFL) {
      out.write(UINT_8 + 2);
      big(number, Integer.BYTES);
    } else {
      out.write(INT_64);
      big(number, Long.BYTES);
    }
  }

  private void broken(double number) {
    out.write(FLOAT_64);
    big(Double.doubleToRawLongBits(number), Long.BYTES);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MOST_FIX_STR) {
      out.write(FIX_STR | bytes.length);
    } else {
      length(bytes.length, STR_8);
    }
    out.writeBytes(bytes);
  }

  private void binary(byte[] bytes) {
    length(bytes.length, BIN_8);
    out.writeBytes(bytes);
  }

  /// The first byte of the narrowest of three kinds, and the length.
  private void length(int length, int narrowest) {
    if (length <= 0xFF) {
      out.write(narrowest);
      big(length, 1);
    } else if (length <= 0xFFFF) {
      out.write(narrowest + 1);
      big(length, Short.BYTES);
    } else {
      out.write(narrowest + 2);
      big(length, Integer.BYTES);
    }
  }

  private void big(long value, int bytes) {
    out.write(ByteBuffer.allocate(Long.BYTES).putLong(value).array(), Long.BYTES - bytes, bytes);
  }
}
