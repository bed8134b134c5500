package dev.handloom.store.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Figures on the disk, so that an interrupted run need not count again. Only the same version
/// reads them.
public final class FiguresFile {
  private static final int MARK = 0x484C4631;

  private FiguresFile() {}

  public static void write(Path file, List<ColumnFigures> columns) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(MARK);
      out.writeInt(columns.size());
      for (ColumnFigures column : columns) {
        column.write(out);
      }
    }
  }

  public static List<ColumnFigures> read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MARK) {
        throw new IOException("These are no figures: " + file);
      }
      int count = in.readInt();
      List<ColumnFigures> columns = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        columns.add(ColumnFigures.read(in));
      }
      return columns;
    }
  }
}
