package dev.handloom.store.export.umi;

import dev.handloom.store.zarr.ArrayHeader;
import dev.handloom.store.zarr.Packing;
import dev.handloom.store.zarr.ZarrType;
import dev.handloom.store.zarr.ZarrZipWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// An array of numbers that waits in memory until all rows are known.
final class NumberColumn {
  private final ZarrType type;
  private final int width;
  private final boolean flat;
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  /// @param width numbers in a row; 0 for one that is no list
  NumberColumn(ZarrType type, int width) {
    this.type = type;
    this.width = Math.max(1, width);
    flat = width == 0;
  }

  void add(double[] values, int from) {
    if (bytes.remaining() < width * type.bytes()) {
      bytes =
          ByteBuffer.wrap(Arrays.copyOf(bytes.array(), Math.multiplyExact(2, bytes.capacity())))
              .order(ByteOrder.LITTLE_ENDIAN)
              .position(bytes.position());
    }
    for (int i = 0; i < width; i++) {
      if (type.bytes() == Float.BYTES) {
        bytes.putFloat((float) values[from + i]);
      } else {
        bytes.putDouble(values[from + i]);
      }
    }
  }

  /// @param chunkRows wanted rows of a chunk
  /// @param most bytes of a chunk
  void write(ZarrZipWriter out, String name, int chunkRows, int most) throws IOException {
    int row = width * type.bytes();
    long rows = bytes.position() / row;
    int each = Math.clamp(chunkRows, 1, Math.max(1, most / row));
    ArrayHeader header =
        flat
            ? ArrayHeader.of(List.of(rows), List.of(each), type, Packing.NONE)
            : ArrayHeader.of(List.of(rows, (long) width), List.of(each, width), type, Packing.NONE);
    out.array(name, header, Map.of());
    for (int from = 0, chunk = 0; from < rows; from += each, chunk++) {
      // The last one is as large as the others.
      byte[] raw = new byte[each * row];
      bytes.get(from * row, raw, 0, (int) Math.min(each, rows - from) * row);
      if (flat) {
        out.chunk(name, raw, chunk);
      } else {
        out.chunk(name, raw, chunk, 0);
      }
    }
  }

  static byte[] wholes(List<Long> values) {
    ByteBuffer all = ByteBuffer.allocate(values.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(all::putLong);
    return all.array();
  }
}
