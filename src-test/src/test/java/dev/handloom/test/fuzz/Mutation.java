package dev.handloom.test.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Makes good bytes bad. All that it does follows from the random numbers it is given.
final class Mutation {
  private static final long[] INTERESTING = {
    0,
    1,
    -1,
    2,
    7,
    8,
    9,
    0x7F,
    0x80,
    0xFF,
    0x100,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x10000,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xFFFF_FFFFL,
    1L << 32,
    1L << 40,
    200L << 20,
    64L << 20,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MAX_VALUE - 8
  };
  private static final int[] WIDTHS = {1, 2, 4, 8};
  private static final int MOST_AT_ONCE = 5;

  /// Inputs do not grow beyond this by being bitten.
  private static final int MOST_BYTES = 1 << 20;

  private final Random random;
  private final Shape shape;

  Mutation(Random random, Shape shape) {
    this.random = random;
    this.shape = shape;
  }

  /// @param other a good input of the same kind, to take parts from
  byte[] of(byte[] good, byte[] other) {
    byte[] bytes = good.clone();
    if (shape == Shape.JSON && random.nextInt(4) > 0) {
      bytes = new JsonMutation(random).of(bytes);
    }
    int times = 1 + random.nextInt(MOST_AT_ONCE) * random.nextInt(2);
    for (int i = 0; i < times; i++) {
      bytes = once(bytes, other);
    }
    return bytes.length > MOST_BYTES ? Arrays.copyOf(bytes, MOST_BYTES) : bytes;
  }

  private byte[] once(byte[] bytes, byte[] other) {
    if (bytes.length == 0) {
      return random.nextBoolean() ? bytes : other.clone();
    }
    return switch (random.nextInt(14)) {
      case 0 -> flipBits(bytes);
      case 1 -> setBytes(bytes);
      case 2, 3 -> number(bytes, random.nextInt(bytes.length), WIDTHS[random.nextInt(4)]);
      case 4, 5, 6 -> length(bytes);
      case 7 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 8 -> blank(bytes);
      case 9 -> cutOut(bytes);
      case 10 -> putIn(bytes, bytes);
      case 11 -> swap(bytes);
      case 12 -> splice(bytes, other);
      default -> putIn(bytes, other);
    };
  }

  private byte[] flipBits(byte[] bytes) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private byte[] setBytes(byte[] bytes) {
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private byte[] number(byte[] bytes, int at, int width) {
    if (at + width <= bytes.length) {
      long value = INTERESTING[random.nextInt(INTERESTING.length)] + random.nextInt(3) - 1;
      put(bytes, at, width, value);
    }
    return bytes;
  }

  private void put(byte[] bytes, int at, int width, long value) {
    boolean big = shape.bigEndian() != (random.nextInt(8) == 0);
    ByteBuffer out = ByteBuffer.wrap(bytes);
    out.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    switch (width) {
      case 1 -> out.put(at, (byte) value);
      case 2 -> out.putShort(at, (short) value);
      case 4 -> out.putInt(at, (int) value);
      default -> out.putLong(at, value);
    }
  }

  /// A part says that it is longer or shorter than it is.
  private byte[] length(byte[] bytes) {
    List<Shape.Part> parts = shape.parts(bytes);
    if (parts.isEmpty()) {
      return number(bytes, random.nextInt(bytes.length), 4);
    }
    Shape.Part part = parts.get(random.nextInt(parts.size()));
    if (part.lengthWidth() == 0 || part.lengthAt() + part.lengthWidth() > bytes.length) {
      return number(bytes, part.from(), 1);
    }
    if (random.nextBoolean()) {
      return number(bytes, part.lengthAt(), part.lengthWidth());
    }
    int near = part.to() - part.from() + random.nextInt(41) - 30;
    put(bytes, part.lengthAt(), part.lengthWidth(), near);
    return bytes;
  }

  private byte[] blank(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int to = random.nextBoolean() ? bytes.length : from + random.nextInt(bytes.length - from);
    Arrays.fill(bytes, from, to, (byte) (random.nextBoolean() ? 0 : 0xFF));
    return bytes;
  }

  /// A stretch that may be a part of the format.
  private int[] stretch(byte[] bytes) {
    List<Shape.Part> parts = shape.parts(bytes);
    if (!parts.isEmpty() && random.nextInt(4) > 0) {
      Shape.Part part = parts.get(random.nextInt(parts.size()));
      return new int[] {part.from(), part.to()};
    }
    int from = random.nextInt(bytes.length);
    return new int[] {from, from + random.nextInt(bytes.length - from) / (1 + random.nextInt(50))};
  }

  private byte[] cutOut(byte[] bytes) {
    int[] out = stretch(bytes);
    return joined(bytes, 0, out[0], bytes, out[1], bytes.length);
  }

  private byte[] putIn(byte[] bytes, byte[] source) {
    if (source.length == 0) {
      return bytes;
    }
    int[] what = stretch(source);
    int at = stretch(bytes)[0];
    byte[] start = joined(bytes, 0, at, source, what[0], what[1]);
    return joined(start, 0, start.length, bytes, at, bytes.length);
  }

  private byte[] swap(byte[] bytes) {
    int[] one = stretch(bytes);
    int[] two = stretch(bytes);
    if (one[0] > two[0]) {
      int[] first = two;
      two = one;
      one = first;
    }
    if (one[1] > two[0]) {
      return bytes;
    }
    byte[] start = joined(bytes, 0, one[0], bytes, two[0], two[1]);
    byte[] middle = joined(start, 0, start.length, bytes, one[1], two[0]);
    byte[] end = joined(bytes, one[0], one[1], bytes, two[1], bytes.length);
    return joined(middle, 0, middle.length, end, 0, end.length);
  }

  private byte[] splice(byte[] bytes, byte[] other) {
    if (other.length == 0) {
      return bytes;
    }
    return joined(bytes, 0, stretch(bytes)[0], other, stretch(other)[0], other.length);
  }

  private static byte[] joined(
      byte[] first, int from, int to, byte[] second, int secondFrom, int secondTo) {
    byte[] out =
        Arrays.copyOf(Arrays.copyOfRange(first, from, to), to - from + secondTo - secondFrom);
    System.arraycopy(second, secondFrom, out, to - from, secondTo - secondFrom);
    return out;
  }
}
