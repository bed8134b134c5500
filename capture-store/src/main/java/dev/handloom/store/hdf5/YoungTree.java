package dev.handloom.store.hdf5;

import dev.handloom.store.hdf5.Source.Cursor;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// The index of newer files: a tree of records of equal length.
final class YoungTree {
  /// Hears a record.
  interface Reader {
    void read(Cursor entry) throws IOException;
  }

  private static final int NODE_HEAD = 6;
  private static final int CHECKSUM = 4;
  private static final int DEEPEST = 32;

  private final Source source;
  private final Reader reader;
  private final int record;
  private final int node;
  private final int[] totalBytes;
  private final int countBytes;
  private final Set<Long> seen = new HashSet<>();

  private YoungTree(Source source, Reader reader, int record, int node, int depth)
      throws Hdf5Exception {
    this.source = source;
    this.reader = reader;
    this.record = record;
    this.node = node;
    if (record <= 0 || node <= NODE_HEAD + CHECKSUM + record || depth > DEEPEST) {
      throw new Hdf5Exception("It is damaged: an index in it cannot be read.");
    }
    long most = ((long) node - NODE_HEAD - CHECKSUM) / record;
    countBytes = FractalHeap.bytesFor(most);
    totalBytes = new int[depth + 1];
    long total = most;
    for (int level = 1; level <= depth; level++) {
      int pointer = source.offsets() + countBytes + totalBytes[level - 1];
      long here = ((long) node - NODE_HEAD - CHECKSUM - pointer) / (record + pointer);
      total = Math.min(Long.MAX_VALUE / 2 / (here + 2), total) * (here + 1) + here;
      totalBytes[level] = FractalHeap.bytesFor(total);
    }
  }

  /// @return the type of the records
  static int read(Source source, long address, Reader reader) throws IOException {
    Cursor head =
        source.at(address, 4 + 1 + 1 + 4 + 2 + 2 + 1 + 1 + source.offsets() + 2 + source.lengths());
    head.signature("BTHD");
    head.skip(1);
    int type = head.u8();
    long node = head.u32();
    int record = head.u16();
    int depth = head.u16();
    head.skip(2);
    long root = head.address();
    int count = head.u16();
    if (root != Source.NOWHERE && count > 0) {
      YoungTree tree = new YoungTree(source, reader, record, (int) Math.min(node, 1 << 24), depth);
      tree.node(root, count, depth);
    }
    return type;
  }

  private void node(long address, int count, int level) throws IOException {
    if (!seen.add(address)) {
      throw new Hdf5Exception("It is damaged: an index in it leads in circles.");
    }
    Cursor in = source.at(address, node);
    in.signature(level == 0 ? "BTLF" : "BTIN");
    in.skip(2);
    for (int i = 0; i < count; i++) {
      reader.read(in.part(record));
    }
    if (level == 0) {
      return;
    }
    for (int i = 0; i <= count; i++) {
      long child = in.address();
      int records = (int) in.sized(countBytes);
      in.skip(level > 1 ? totalBytes[level - 1] : 0);
      node(child, records, level - 1);
    }
  }
}
