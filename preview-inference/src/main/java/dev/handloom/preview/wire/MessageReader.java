package dev.handloom.preview.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads MessagePack of strangers, with arrays in any of their styles. Keys may be text or binary:
/// servers differ.
public final class MessageReader {
  private static final int DEEPEST = 32;

  private final ByteBuffer in;
  private int depth;

  private MessageReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  /// @return of null, Boolean, Long, Double, String, byte[], [NumberArray], List and Map with text
  ///   keys
  public static @Nullable Object read(byte[] bytes) throws WireException {
    MessageReader reader = new MessageReader(bytes);
    Object value = reader.value();
    if (reader.in.hasRemaining()) {
      throw new WireException("A message ends with " + reader.in.remaining() + " bytes too many");
    }
    return value;
  }

  private @Nullable Object value() throws WireException {
    int first = byteAt();
    if (first <= 0x7F) {
      return (long) first;
    }
    if (first >= 0xE0) {
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
      case 0xC0 -> null;
      case 0xC2 -> false;
      case 0xC3 -> true;
      case 0xC4, 0xC5, 0xC6 -> bytes(length(first - 0xC4));
      case 0xC7, 0xC8, 0xC9 -> {
        long length = length(first - 0xC7);
        need(1);
        in.get();
        yield bytes(length);
      }
      case 0xCA -> {
        need(Float.BYTES);
        yield (double) in.getFloat();
      }
      case 0xCB -> {
        need(Double.BYTES);
        yield in.getDouble();
      }
      case 0xCC, 0xCD, 0xCE -> length(first - 0xCC);
      case 0xCF, 0xD3 -> {
        need(Long.BYTES);
        yield in.getLong();
      }
      case 0xD0 -> (long) (byte) byteAt();
      case 0xD1 -> {
        need(Short.BYTES);
        yield (long) in.getShort();
      }
      case 0xD2 -> {
        need(Integer.BYTES);
        yield (long) in.getInt();
      }
      case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> {
        need(1);
        in.get();
        yield bytes(1L << (first - 0xD4));
      }
      case 0xD9, 0xDA, 0xDB -> text(length(first - 0xD9));
      case 0xDC, 0xDD -> list(length(first - 0xDC + 1));
      case 0xDE, 0xDF -> map(length(first - 0xDE + 1));
      default -> throw new WireException("No MessagePack begins with the byte " + first);
    };
  }

  private List<@Nullable Object> list(long size) throws WireException {
    enter(size);
    List<@Nullable Object> list = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      list.add(value());
    }
    depth--;
    return list;
  }

  private Object map(long size) throws WireException {
    enter(size);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (long i = 0; i < size; i++) {
      map.put(key(value()), value());
    }
    depth--;
    return unpacked(map);
  }

  /// What holds others holds no more of them than there are bytes left.
  private void enter(long size) throws WireException {
    if (++depth > DEEPEST) {
      throw new WireException("A message is more than " + DEEPEST + " levels deep");
    }
    need(size);
  }

  private static String key(@Nullable Object key) throws WireException {
    return switch (key) {
      case String text -> text;
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      case Long number -> number.toString();
      case null, default -> throw new WireException("A key is neither text nor number");
    };
  }

  private static Object unpacked(Map<String, @Nullable Object> map) throws WireException {
    if (Boolean.TRUE.equals(map.get("__ndarray__"))) {
      return ArrayParts.of(map.get("dtype"), map.get("shape"), map.get("data"));
    }
    if (Boolean.TRUE.equals(map.get("nd"))) {
      return ArrayParts.of(map.get("type"), map.get("shape"), map.get("data"));
    }
    if (Boolean.TRUE.equals(map.get("__ndarray_class__"))
        && map.get("as_npy") instanceof byte[] file) {
      return NumpyFile.read(file);
    }
    boolean single =
        Boolean.TRUE.equals(map.get("__npgeneric__")) || Boolean.FALSE.equals(map.get("nd"));
    Object data = map.get("data");
    if (single && data != null) {
      return data instanceof byte[]
          ? ArrayParts.of(map.getOrDefault("dtype", map.get("type")), List.of(), data)
          : data;
    }
    return Collections.unmodifiableMap(map);
  }

  private String text(long length) throws WireException {
    byte[] bytes = bytes(length);
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return text.toString();
    } catch (CharacterCodingException e) {
      throw new WireException("A text of the message is no UTF-8");
    }
  }

  private byte[] bytes(long length) throws WireException {
    need(length);
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  /// Of one, two or four bytes.
  private long length(int width) throws WireException {
    return switch (width) {
      case 0 -> byteAt();
      case 1 -> {
        need(Short.BYTES);
        yield in.getShort() & 0xFFFF;
      }
      default -> {
        need(Integer.BYTES);
        yield in.getInt() & 0xFFFFFFFFL;
      }
    };
  }

  private int byteAt() throws WireException {
    need(1);
    return in.get() & 0xFF;
  }

  private void need(long bytes) throws WireException {
    if (in.remaining() < bytes) {
      throw new WireException("A message ends in the middle");
    }
  }
}
