package dev.handloom.store.gopro;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One item of GPMF: a key of four letters, a type, and values of that type; or, of the type 0,
/// items of its own. Big-endian, padded to four bytes.
///
/// @param size bytes of one structure
/// @param repeat how many structures
record GpmfItem(String key, char type, int size, int repeat, ByteBuffer data) {
  private static final int HEADER = 8;
  private static final char NEST = 0;
  private static final int DEEPEST = 8;
  private static final int MOST_ITEMS = 100_000;

  /// Takes a payload apart.
  static List<GpmfItem> read(byte[] bytes) throws GpmfException {
    return read(ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN));
  }

  private static List<GpmfItem> read(ByteBuffer bytes) throws GpmfException {
    List<GpmfItem> items = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= bytes.limit()) {
      String key = text(bytes, at, 4);
      if (key.equals("\0\0\0\0")) {
        // Cameras fill up with zeros.
        break;
      }
      if (!key.matches("[ -~]{4}") || items.size() == MOST_ITEMS) {
        throw new GpmfException("A key is none at byte " + at);
      }
      int size = bytes.get(at + 5) & 0xFF;
      int repeat = bytes.getShort(at + 6) & 0xFFFF;
      int length = size * repeat;
      if (length > bytes.limit() - at - HEADER) {
        throw new GpmfException(key + " is longer than its payload");
      }
      ByteBuffer data = bytes.slice(at + HEADER, length).order(ByteOrder.BIG_ENDIAN);
      items.add(new GpmfItem(key, (char) (bytes.get(at + 4) & 0xFF), size, repeat, data));
      at += HEADER + (length + 3) / 4 * 4;
    }
    return items;
  }

  private static String text(ByteBuffer bytes, int at, int length) {
    byte[] text = new byte[length];
    bytes.get(at, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  boolean nested() {
    return type == NEST;
  }

  /// The items within.
  ///
  /// @param depth how deep this one lies
  List<GpmfItem> children(int depth) throws GpmfException {
    if (depth > DEEPEST) {
      throw new GpmfException(key + " lies too deep");
    }
    return read(data.duplicate().order(ByteOrder.BIG_ENDIAN));
  }

  /// As text, without what fills it up.
  String text() {
    return text(data, 0, data.limit()).replace('\0', ' ').replaceAll("[^ -~²°µ]", "?").strip();
  }

  /// Numbers in one structure; 0 if they are none.
  int perStructure() {
    int width = width(type);
    return width == 0 ? 0 : size / width;
  }

  /// All numbers, structure after structure.
  double[] numbers() throws GpmfException {
    int width = width(type);
    if (width == 0 || size % width != 0) {
      throw new GpmfException(key + " has no numbers");
    }
    double[] numbers = new double[data.limit() / width];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(i * width);
    }
    return numbers;
  }

  private static int width(char type) {
    return switch (type) {
      case 'b', 'B' -> 1;
      case 's', 'S' -> 2;
      case 'l', 'L', 'f', 'q' -> 4;
      case 'j', 'J', 'd', 'Q' -> 8;
      default -> 0;
    };
  }

  private double number(int at) {
    return switch (type) {
      case 'b' -> data.get(at);
      case 'B' -> data.get(at) & 0xFF;
      case 's' -> data.getShort(at);
      case 'S' -> data.getShort(at) & 0xFFFF;
      case 'l' -> data.getInt(at);
      case 'L' -> Integer.toUnsignedLong(data.getInt(at));
      case 'f' -> data.getFloat(at);
      // Fixed point: 15.16 and 31.32.
      case 'q' -> data.getInt(at) / 65_536.0;
      case 'j', 'J' -> (double) data.getLong(at);
      case 'Q' -> data.getLong(at) / 4_294_967_296.0;
      default -> data.getDouble(at);
    };
  }

  /// The first of this key; null without.
  static @Nullable GpmfItem first(List<GpmfItem> items, String key) {
    return items.stream().filter(item -> item.key().equals(key)).findFirst().orElse(null);
  }
}
