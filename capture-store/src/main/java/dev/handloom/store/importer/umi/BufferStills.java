package dev.handloom.store.importer.umi;

import dev.handloom.store.importer.EpisodeDraft.Decoded;
import dev.handloom.store.zarr.ZarrArray;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The pictures of an episode, row by row.
record BufferStills(ZarrArray column, long from, int count) implements Decoded {
  private static final int COLOURS = 3;
  private static final int BYTES_PER_PIXEL = 4;

  @Override
  public int width() {
    return Math.toIntExact(column.header().shape().get(2));
  }

  @Override
  public int height() {
    return Math.toIntExact(column.header().shape().get(1));
  }

  @Override
  public void read(int at, ByteBuffer bgra) throws IOException {
    ByteBuffer rgb = column.rows(from + at, 1);
    int pixels = width() * height();
    for (int i = 0; i < pixels; i++) {
      for (int c = 0; c < COLOURS; c++) {
        bgra.put(i * BYTES_PER_PIXEL + 2 - c, rgb.get(i * COLOURS + c));
      }
      bgra.put(i * BYTES_PER_PIXEL + COLOURS, (byte) -1);
    }
  }
}
