package dev.handloom.device.driver.vuer;

import dev.handloom.device.driver.json.WireJson.Unexpected;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// MessagePack, as far as events need it. A message of a stranger becomes a value or an
/// [Unexpected], and never takes more memory than a multiple of its length.
public final class MessagePack {
  private static final int DEEPEST = 16;

  private final ByteBuffer in;
  private int depth;

  private MessagePack(byte[] bytes, int length) {
    in = ByteBuffer.wrap(bytes, 0, length);
  }

  /// @return of null, Boolean, Number, String, byte[], List and Map with text keys; what JavaScript
  ///   calls undefined, and all else that has a kind of its own, is null
  public static @Nullable Object read(byte[] bytes, int length) throws Unexpected {
    MessagePack reader = new MessagePack(bytes, length);
    Object value = reader.value();
    if (reader.in.hasRemaining()) {
      throw new Unexpected("a message goes on after its end");
    }
    return value;
  }

  private @Nullable Object value() throws Unexpected {
    int first = need(1).get() & 0xFF;
    if (first <= 0x7F || first >= 0xE0) {
      return (long) (byte) first;
    }
    if (first <= 0x8F) {
      return map(first & 0x0F);
    }
    if (first <= 0x9F) {
      return list(first & 0x0F);
    }
    if (first <= 0xBF) {
      return text(first & 0x1F);
    }
    return switch (first) {
      case 0xC2 -> false;
      case 0xC3 -> true;
      case 0xC4, 0xC5, 0xC6 -> bytes(length(first - 0xC4));
      case 0xC7, 0xC8, 0xC9 -> kind(length(first - 0xC7));
      case 0xCA -> (double) need(Float.BYTES).getFloat();
      case 0xCB -> need(Double.BYTES).getDouble();
      case 0xCC, 0xCD, 0xCE -> length(first - 0xCC);
      case 0xCF, 0xD3 -> need(Long.BYTES).getLong();
      case 0xD0 -> (long) need(1).get();
      case 0xD1 -> (long) need(Short.BYTES).getShort();
      case 0xD2 -> (long) need(Integer.BYTES).getInt();
      case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> kind(1L << (first - 0xD4));
      case 0xD9, 0xDA, 0xDB -> text(length(first - 0xD9));
      case 0xDC, 0xDD -> list(length(first - 0xDB));
      case 0xDE, 0xDF -> map(length(first - 0xDD));
      default -> null;
    };
  }

  private ByteBuffer need(long bytes) throws Unexpected {
    if (bytes > in.remaining()) {
      throw new Unexpected("a message is cut");
    }
    return in;
  }

  /// Of 1, 2 or 4 bytes.
  private long length(int which) throws Unexpected {
    return switch (which) {
      case 0 -> need(1).get() & 0xFFL;
      case 1 -> need(Short.BYTES).getShort() & 0xFFFFL;
      default -> need(Integer.BYTES).getInt() & 0xFFFF_FFFFL;
    };
  }

  private byte[] bytes(long length) throws Unexpected {
    byte[] bytes = new byte[(int) Math.min(length, need(length).remaining())];
    in.get(bytes);
    return bytes;
  }

  private String text(long length) throws Unexpected {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  private @Nullable Object kind(long length) throws Unexpected {
    bytes(length + 1);
    return null;
  }

  private List<@Nullable Object> list(long count) throws Unexpected {
    deeper(count);
    List<@Nullable Object> list = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      list.add(value());
    }
    depth--;
    return list;
  }

  private Map<String, @Nullable Object> map(long count) throws Unexpected {
    deeper(2 * count);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) {
      if (value() instanceof String key) {
        map.put(key, value());
      } else {
        throw new Unexpected("a name is no text");
      }
    }
    depth--;
    return map;
  }

  /// Whatever is in it takes a byte at least.
  private void deeper(long count) throws Unexpected {
    need(count);
    if (++depth > DEEPEST) {
      throw new Unexpected("a message is nested too deep");
    }
  }

  /// Writes null, Boolean, Number, String, double[], List and Map with text keys. Numbers are
  /// written as JavaScript's packer does: whole ones as such, others in double precision.
  public static byte[] write(@Nullable Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(value, out);
    return out.toByteArray();
  }

  private static void write(@Nullable Object value, ByteArrayOutputStream out) {
    switch (value) {
      case null -> out.write(0xC0);
      case Boolean yes -> out.write(yes ? 0xC3 : 0xC2);
      case Number number -> number(number.doubleValue(), out);
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(bytes.length, 0xA0, 32, 0xDA, out);
        out.writeBytes(bytes);
      }
      case double[] numbers -> {
        head(numbers.length, 0x90, 16, 0xDC, out);
        for (double number : numbers) {
          number(number, out);
        }
      }
      case List<?> list -> {
        head(list.size(), 0x90, 16, 0xDC, out);
        for (Object each : list) {
          write(each, out);
        }
      }
      case Map<?, ?> map -> {
        head(map.size(), 0x80, 16, 0xDE, out);
        map.forEach((name, each) -> {
          write(name, out);
          write(each, out);
        });
      }
      default -> throw new IllegalArgumentException("Cannot be packed: " + value.getClass());
    }
  }

  private static void number(double number, ByteArrayOutputStream out) {
    if (number == Math.rint(number) && number >= 0 && number < 128) {
      out.write((int) number);
    } else {
      out.write(0xCB);
      out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
    }
  }

  private static void head(int count, int small, int below, int large, ByteArrayOutputStream out) {
    if (count < below) {
      out.write(small | count);
    } else {
      out.write(large);
      out.write(count >> 8);
      out.write(count);
    }
  }
}
