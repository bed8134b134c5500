package dev.handloom.preview.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Numbers in rows and columns as models exchange them: the last index runs fastest.
///
/// @param shape no dimension below 0; empty for a single number
/// @param data little-endian
public record NumberArray(NumberType type, int[] shape, byte[] data) {
  public NumberArray {
    if (count(shape) * type.bytes() != data.length) {
      throw new IllegalArgumentException(
          "An array of the shape "
              + Arrays.toString(shape)
              + " and the type "
              + type.code()
              + " has "
              + count(shape) * type.bytes()
              + " bytes, not "
              + data.length);
    }
  }

  /// How many numbers a shape holds.
  ///
  /// @throws IllegalArgumentException where that is no number
  public static long count(int[] shape) {
    long count = 1;
    for (int size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("A shape of " + Arrays.toString(shape));
      }
      count = Math.multiplyExact(count, (long) size);
      if (count > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "A shape of " + Arrays.toString(shape) + " is too large");
      }
    }
    return count;
  }

  public static NumberArray of(float[] values, int... shape) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
    buffer.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return new NumberArray(
        NumberType.F32, shape.length == 0 ? new int[] {values.length} : shape, buffer.array());
  }

  public static NumberArray of(byte[] values, int... shape) {
    return new NumberArray(NumberType.U8, shape, values);
  }

  public int size() {
    return data.length / type.bytes();
  }

  /// The dimension counted from the last, 0 being the last; 1 where there is none.
  public int fromLast(int i) {
    return i < shape.length ? shape[shape.length - 1 - i] : 1;
  }

  public float[] floats() {
    float[] values = new float[size()];
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case U8 -> data[i] & 0xFF;
            case I8, BOOL -> data[i];
            case I16 -> buffer.getShort(2 * i);
            case U16 -> buffer.getShort(2 * i) & 0xFFFF;
            case I32 -> buffer.getInt(4 * i);
            case I64 -> buffer.getLong(8 * i);
            case F16 -> Float.float16ToFloat(buffer.getShort(2 * i));
            case F32 -> buffer.getFloat(4 * i);
            case F64 -> (float) buffer.getDouble(8 * i);
          };
    }
    return values;
  }

  @Override
  public String toString() {
    return type.code() + Arrays.toString(shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberArray(NumberType otherType, int[] otherShape, byte[] otherData)
        && type == otherType
        && Arrays.equals(shape, otherShape)
        && Arrays.equals(data, otherData);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shape) * 31 + Arrays.hashCode(data);
  }
}
