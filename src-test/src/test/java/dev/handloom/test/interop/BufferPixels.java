package dev.handloom.test.interop;

import dev.handloom.store.umi.UmiBuffer;
import dev.handloom.store.zarr.ZarrArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// `BUFFER FOLDER` writes the pictures of each camera of a replay buffer into a file of its name,
/// nothing but their colours, row by row. See `src-test/interop/cubes.sh`.
public final class BufferPixels {
  private BufferPixels() {}

  public static void main(String[] arguments) throws IOException {
    try (UmiBuffer buffer = UmiBuffer.open(Path.of(arguments[0]))) {
      for (String name : buffer.columns()) {
        ZarrArray column = buffer.column(name);
        if (UmiBuffer.pictures(column.header())) {
          write(column, Path.of(arguments[1], name));
        }
      }
    }
  }

  private static void write(ZarrArray column, Path file) throws IOException {
    long began = System.nanoTime();
    long rows = column.header().rows();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long row = 0; row < rows; row++) {
        ByteBuffer picture = column.rows(row, 1);
        byte[] colours = new byte[picture.remaining()];
        picture.get(colours);
        out.write(colours);
      }
    }
    double millis = (System.nanoTime() - began) / 1e6;
    System.out.printf("%s: %d pictures, %.1f ms each%n", file.getFileName(), rows, millis / rows);
  }
}
