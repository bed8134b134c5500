package dev.handloom.store.importer.mcap;

import dev.handloom.store.importer.mcap.RosTypes.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One message of ROS on its way into names and values.
final class RosMessage {
  /// Two bytes say the layout, two more the options.
  private static final int CDR_HEAD = 4;

  /// Extended CDR aligns to four bytes at most; its numbers begin here.
  private static final int XCDR2_FROM = 6;

  private static final int MOST_DEEP = 32;
  private static final double NANO = 1e-9;

  private final RosTypes types;
  private final ByteBuffer in;
  private final boolean cdr;
  private final int base;
  private final int mostAligned;

  RosMessage(RosTypes types, byte[] bytes, boolean cdr) throws IOException {
    this.types = types;
    this.cdr = cdr;
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (cdr) {
      if (bytes.length < CDR_HEAD) {
        throw cut();
      }
      int layout = bytes[1] & 0xFF;
      in.order((layout & 1) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      mostAligned = layout >= XCDR2_FROM ? 4 : 8;
      in.position(CDR_HEAD);
      base = CDR_HEAD;
    } else {
      mostAligned = 1;
      base = 0;
    }
  }

  private static IOException cut() {
    return new IOException("It ends within a value");
  }

  Map<String, Object> read(String type) throws IOException {
    return message(type, 0);
  }

  private Map<String, Object> message(String type, int deep) throws IOException {
    List<Field> fields = types.fields().getOrDefault(type, List.of());
    if (deep > MOST_DEEP) {
      throw new IOException("It holds itself");
    }
    Map<String, Object> map = new LinkedHashMap<>();
    if (fields.isEmpty() && cdr) {
      // An empty message is one byte there.
      need(1, 1);
      in.get();
    }
    for (Field field : fields) {
      map.put(field.name(), field.list() ? list(field, deep) : value(field.type(), deep));
    }
    return map;
  }

  private Object list(Field field, int deep) throws IOException {
    int count = field.count() >= 0 ? field.count() : length();
    if (field.type().equals("uint8") || field.type().equals("byte")) {
      need(1, count);
      byte[] bytes = new byte[count];
      in.get(bytes);
      return bytes;
    }
    if (count > in.remaining() + 1) {
      throw cut();
    }
    List<Object> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(value(field.type(), deep));
    }
    return list;
  }

  private Object value(String type, int deep) throws IOException {
    return switch (type) {
      case "bool" -> {
        need(1, 1);
        yield in.get() != 0;
      }
      case "int8" -> {
        need(1, 1);
        yield (long) in.get();
      }
      case "byte", "char", "uint8" -> {
        need(1, 1);
        yield (long) (in.get() & 0xFF);
      }
      case "int16" -> {
        need(2, 2);
        yield (long) in.getShort();
      }
      case "uint16" -> {
        need(2, 2);
        yield (long) (in.getShort() & 0xFFFF);
      }
      case "int32" -> {
        need(4, 4);
        yield (long) in.getInt();
      }
      case "uint32" -> {
        need(4, 4);
        yield in.getInt() & 0xFFFFFFFFL;
      }
      case "int64", "uint64" -> {
        need(8, 8);
        yield in.getLong();
      }
      case "float32" -> {
        need(4, 4);
        yield (double) in.getFloat();
      }
      case "float64" -> {
        need(8, 8);
        yield in.getDouble();
      }
      case "string" -> text();
      case "wstring" -> throw new IOException("It holds wide text");
      case "time", "duration" -> {
        need(4, 4);
        long seconds = type.equals("time") && !cdr ? in.getInt() & 0xFFFFFFFFL : in.getInt();
        need(4, 4);
        long nanos = in.getInt() & 0xFFFFFFFFL;
        yield type.equals("time") ? Stamp.of(seconds, nanos) : (Object) (seconds + nanos * NANO);
      }
      default -> message(type, deep + 1);
    };
  }

  private String text() throws IOException {
    int length = length();
    need(1, length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    int end = cdr && length > 0 && bytes[length - 1] == 0 ? length - 1 : length;
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private int length() throws IOException {
    need(4, 4);
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw cut();
    }
    return length;
  }

  private void need(int align, int bytes) throws IOException {
    if (cdr) {
      int to = Math.min(align, mostAligned);
      int past = (in.position() - base) % to;
      if (past > 0) {
        if (in.remaining() < to - past) {
          throw cut();
        }
        in.position(in.position() + to - past);
      }
    }
    if (in.remaining() < bytes) {
      throw cut();
    }
  }
}
