package dev.handloom.store.parquet;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a Parquet file: rows, groups of rows as the caller ends them, and at last what the file
/// says of itself. Without [#close] it is no Parquet file.
public final class ParquetWriter implements Closeable {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final String MAKER = "handloom version 0.1.0 (build 0)";

  private final OutputStream out;
  private final Node schema;
  private final List<Node.Leaf> leaves;
  private final Packing packing;
  private final Map<String, String> notes = new LinkedHashMap<>();
  private final List<Written> groups = new ArrayList<>();
  private List<ColumnShredder> shredders;
  private long at;
  private long rows;
  private long groupRows;
  private boolean closed;

  private record Written(long rows, long bytes, long from, List<ColumnPages> columns) {}

  public ParquetWriter(OutputStream out, Node schema, Packing packing) throws IOException {
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.schema = schema;
    this.packing = packing;
    leaves = schema.leaves();
    shredders = shredders();
    put(MAGIC);
  }

  private List<ColumnShredder> shredders() {
    return schema.children().stream().map(ColumnShredder::new).toList();
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    at += bytes.length;
  }

  /// Notes something besides; may be called until the end.
  public void note(String key, String value) {
    notes.put(key, value);
  }

  /// Adds a row, its cells in the order of the columns.
  public void row(@Nullable Object... cells) {
    if (cells.length != shredders.size()) {
      throw new IllegalArgumentException(
          "A row of " + cells.length + " cells in a table of " + shredders.size() + " columns");
    }
    for (int i = 0; i < cells.length; i++) {
      shredders.get(i).add(cells[i]);
    }
    groupRows++;
  }

  /// Bytes that the file has by now, without the rows that wait.
  public long bytes() {
    return at;
  }

  public long rows() {
    return rows + groupRows;
  }

  /// Ends a group: what was added since the last one is written together.
  public void endGroup() throws IOException {
    if (groupRows == 0) {
      return;
    }
    long from = at;
    long bytes = 0;
    List<ColumnPages> columns = new ArrayList<>();
    for (ColumnShredder shredder : shredders) {
      for (ColumnValues values : shredder.columns()) {
        ColumnPages pages = ColumnPages.of(values, packing, at);
        put(pages.bytes());
        bytes += pages.unpackedBytes();
        columns.add(pages.placed());
      }
    }
    groups.add(new Written(groupRows, bytes, from, columns));
    rows += groupRows;
    groupRows = 0;
    shredders = shredders();
  }

  /// Ends the last group and the file.
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      endGroup();
      byte[] footer = footer();
      put(footer);
      put(
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(footer.length)
              .array());
      put(MAGIC);
    }
  }

  private byte[] footer() {
    ThriftWriter thrift = new ThriftWriter();
    thrift.begin();
    thrift.i32(1, 1);
    List<Node> nodes = new ArrayList<>();
    flatten(schema, nodes);
    thrift.list(2, ThriftWriter.STRUCT, nodes.size());
    boolean first = true;
    for (Node node : nodes) {
      node(thrift, node, first);
      first = false;
    }
    thrift.i64(3, rows);
    thrift.list(4, ThriftWriter.STRUCT, groups.size());
    for (int i = 0; i < groups.size(); i++) {
      group(thrift, groups.get(i), i);
    }
    if (!notes.isEmpty()) {
      thrift.list(5, ThriftWriter.STRUCT, notes.size());
      notes.forEach((key, value) -> {
        thrift.begin();
        thrift.text(1, key);
        thrift.text(2, value);
        thrift.end();
      });
    }
    thrift.text(6, MAKER);
    thrift.end();
    return thrift.bytes();
  }

  private static void flatten(Node node, List<Node> into) {
    into.add(node);
    node.children().forEach(child -> flatten(child, into));
  }

  private static void node(ThriftWriter thrift, Node node, boolean root) {
    thrift.begin();
    Physical type = node.type();
    if (type != null) {
      thrift.i32(1, type.ordinal());
      if (node.length() > 0) {
        thrift.i32(2, node.length());
      }
    }
    if (!root) {
      thrift.i32(
          3,
          switch (node.repeats()) {
            case ONCE -> 0;
            case AT_MOST_ONCE -> 1;
            case ANY -> 2;
          });
    }
    thrift.text(4, node.name());
    if (type == null) {
      thrift.i32(5, node.children().size());
    }
    // Said twice: readers of before 2018 know the first way only.
    int converted =
        switch (node.meaning()) {
          case TEXT -> 0;
          case LIST -> 3;
          case JSON -> 19;
          default -> -1;
        };
    int logical =
        switch (node.meaning()) {
          case TEXT -> 1;
          case LIST -> 3;
          case JSON -> 12;
          default -> -1;
        };
    if (converted >= 0) {
      thrift.i32(6, converted);
      thrift.struct(10);
      thrift.struct(logical);
      thrift.end();
      thrift.end();
    }
    thrift.end();
  }

  private void group(ThriftWriter thrift, Written group, int ordinal) {
    thrift.begin();
    thrift.list(1, ThriftWriter.STRUCT, group.columns.size());
    long packed = 0;
    for (int i = 0; i < group.columns.size(); i++) {
      ColumnPages pages = group.columns.get(i);
      packed += pages.packedBytes();
      column(thrift, leaves.get(i), pages);
    }
    thrift.i64(2, group.bytes);
    thrift.i64(3, group.rows);
    thrift.i64(5, group.from);
    thrift.i64(6, packed);
    thrift.i32(7, ordinal);
    thrift.end();
  }

  private void column(ThriftWriter thrift, Node.Leaf leaf, ColumnPages pages) {
    thrift.begin();
    thrift.i64(2, 0);
    thrift.struct(3);
    thrift.i32(1, leaf.type().ordinal());
    int[] encodings = pages.encodings();
    thrift.list(2, ThriftWriter.I32, encodings.length);
    for (int encoding : encodings) {
      thrift.bareInt(encoding);
    }
    thrift.list(3, ThriftWriter.BINARY, leaf.path().size());
    leaf.path().forEach(thrift::bareText);
    thrift.i32(4, packing.code());
    thrift.i64(5, pages.entries());
    thrift.i64(6, pages.unpackedBytes());
    thrift.i64(7, pages.packedBytes());
    thrift.i64(9, pages.dataFrom());
    if (pages.dictionaryFrom() > 0) {
      thrift.i64(11, pages.dictionaryFrom());
    }
    thrift.end();
    thrift.end();
  }

  @Override
  public String toString() {
    return new String(MAGIC, StandardCharsets.US_ASCII) + " of " + rows() + " rows";
  }
}
