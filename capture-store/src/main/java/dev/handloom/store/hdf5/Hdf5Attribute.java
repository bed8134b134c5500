package dev.handloom.store.hdf5;

import dev.handloom.store.hdf5.Source.Cursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What is noted of a group or an array.
///
/// @param texts its values where they are text
/// @param numbers its values where they are numbers
public record Hdf5Attribute(
    String name, ElementType type, List<Long> shape, List<String> texts, double[] numbers) {
  private static final long MOST_VALUES = 1 << 20;
  private static final int LONGEST_TEXT = 1 << 24;

  public Hdf5Attribute {
    shape = List.copyOf(shape);
    texts = List.copyOf(texts);
  }

  static Hdf5Attribute parse(Source source, Cursor said) throws IOException {
    int version = said.u8();
    if (version < 1 || version > 3) {
      throw new Hdf5Exception("It has attributes of a newer layout than is read here.");
    }
    int flags = said.u8();
    int nameBytes = said.u16();
    int typeBytes = said.u16();
    int spaceBytes = said.u16();
    said.skip(version == 3 ? 1 : 0);
    int step = version == 1 ? 8 : 1;
    String name = ElementType.text(said.take(padded(nameBytes, step)), nameBytes);
    Cursor typeSaid = said.part(padded(typeBytes, step));
    Cursor spaceSaid = said.part(padded(spaceBytes, step));
    boolean sharedType = version > 1 && (flags & 1) != 0;
    ElementType type =
        ElementType.parse(
            sharedType ? ObjectHeader.shared(source, ObjectHeader.TYPE, typeSaid) : typeSaid);
    Extent extent = Extent.parse(spaceSaid);
    long count = extent.elements(MOST_VALUES);
    if (count < 0) {
      throw new Hdf5Exception("It is damaged: an attribute has more values than it can have.");
    }
    List<Long> shape = new ArrayList<>();
    for (long length : extent.lengths()) {
      shape.add(length);
    }
    List<String> texts = new ArrayList<>();
    double[] numbers = new double[type.number() ? (int) count : 0];
    if (type.number()) {
      ByteBuffer values = ByteBuffer.wrap(said.take(count * type.bytes())).order(type.order());
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = type.value(values, i * type.bytes());
      }
    } else if (type.kind() == ElementType.Kind.TEXT) {
      for (int i = 0; i < count; i++) {
        texts.add(ElementType.text(said.take(type.bytes()), null));
      }
    } else if (type.kind() == ElementType.Kind.LONG_TEXT) {
      for (int i = 0; i < count; i++) {
        long length = said.u32();
        texts.add(longText(source, said.address(), said.u32(), length));
      }
    }
    return new Hdf5Attribute(name, type, shape, texts, numbers);
  }

  private static int padded(int bytes, int step) {
    return (bytes + step - 1) / step * step;
  }

  private static String longText(Source source, long heap, long index, long length)
      throws IOException {
    if (length == 0 || heap == 0 || heap == Source.NOWHERE) {
      return "";
    }
    Cursor head = source.at(heap, 8L + source.lengths());
    head.signature("GCOL");
    head.skip(4);
    Cursor in = source.at(heap, head.length());
    in.skip(8L + source.lengths());
    int each = 8 + source.lengths();
    while (in.left() >= each) {
      int number = in.u16();
      in.skip(2 + 4);
      long bytes = in.length();
      if (number == 0) {
        break;
      }
      if (number == index && length <= bytes && length <= LONGEST_TEXT) {
        return new String(in.take(length), StandardCharsets.UTF_8).replaceAll("\0+$", "");
      }
      in.skip(Math.min(in.left(), (bytes + 7) / 8 * 8));
    }
    throw new Hdf5Exception("It is damaged: a text in it is nowhere.");
  }
}
