package dev.handloom.preview.wire;

import dev.handloom.preview.model.NumberArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An array as NumPy keeps it in a file. What holds objects is refused: they are pickles.
public final class NumpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNED = 64;
  private static final int VERSION_END = 8;
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([^']{1,8})'");
  private static final Pattern COLUMNS_FIRST = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");

  private NumpyFile() {}

  public static byte[] write(NumberArray array) {
    StringBuilder shape = new StringBuilder();
    for (int size : array.shape()) {
      shape.append(shape.isEmpty() ? "" : " ").append(size).append(',');
    }
    // NumPy writes no comma after the last of several.
    String sizes =
        array.shape().length > 1 ? shape.substring(0, shape.length() - 1) : shape.toString();
    String header =
        "{'descr': '"
            + array.type().code()
            + "', 'fortran_order': False, 'shape': ("
            + sizes
            + "), }";
    int before = VERSION_END + Short.BYTES + header.length() + 1;
    int padded = (before + ALIGNED - 1) / ALIGNED * ALIGNED;
    ByteBuffer out =
        ByteBuffer.allocate(padded + array.data().length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) 1).put((byte) 0);
    out.putShort((short) (padded - VERSION_END - Short.BYTES));
    out.put(header.getBytes(StandardCharsets.US_ASCII));
    while (out.position() < padded - 1) {
      out.put((byte) ' ');
    }
    return out.put((byte) '\n').put(array.data()).array();
  }

  public static NumberArray read(byte[] file) throws WireException {
    if (file.length < VERSION_END + Integer.BYTES
        || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new WireException("An array is no NumPy file");
    }
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    boolean wide = file[MAGIC.length] >= 2;
    in.position(VERSION_END);
    long length = wide ? in.getInt() & 0xFFFFFFFFL : in.getShort() & 0xFFFF;
    if (length > in.remaining()) {
      throw new WireException("A NumPy file ends in its header");
    }
    byte[] text = new byte[(int) length];
    in.get(text);
    String header = new String(text, StandardCharsets.US_ASCII);
    int[] shape = shape(found(SHAPE, header));
    byte[] data = new byte[in.remaining()];
    in.get(data);
    NumberArray array = ArrayParts.make(found(TYPE, header), shape, data);
    return found(COLUMNS_FIRST, header).equals("True") ? rowsFirst(array) : array;
  }

  private static String found(Pattern pattern, String header) throws WireException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new WireException("A NumPy file of a kind that is refused: " + header.strip());
    }
    return matcher.group(1);
  }

  private static int[] shape(String sizes) throws WireException {
    String plain = sizes.replace(" ", "");
    if (plain.isEmpty()) {
      return new int[0];
    }
    try {
      return Arrays.stream(plain.split(",")).mapToInt(Integer::parseInt).toArray();
    } catch (NumberFormatException e) {
      throw new WireException("A NumPy file has the impossible shape " + sizes);
    }
  }

  /// Fortran lets the first index run fastest.
  private static NumberArray rowsFirst(NumberArray array) {
    int[] shape = array.shape();
    int bytes = array.type().bytes();
    byte[] data = new byte[array.data().length];
    int[] at = new int[shape.length];
    for (int i = 0; i < array.size(); i++) {
      int to = 0;
      for (int d = 0; d < shape.length; d++) {
        to = to * shape[d] + at[d];
      }
      System.arraycopy(array.data(), i * bytes, data, to * bytes, bytes);
      for (int d = 0; d < shape.length && ++at[d] == shape[d]; d++) {
        at[d] = 0;
      }
    }
    return new NumberArray(array.type(), shape, data);
  }
}
