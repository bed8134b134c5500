package dev.handloom.store.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Parquet file that is read: rows lie in groups, and in each group column by column.
public final class ParquetFile implements Closeable {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final byte[] SECRET = {'P', 'A', 'R', 'E'};
  private static final int TAIL = Integer.BYTES + MAGIC.length;

  /// Of a column in a group: each takes up to a dozen bytes of memory, and in the file nearly none.
  private static final long MOST_ENTRIES = 1L << 26;

  private static final int LARGEST_CHUNK_BYTES = Integer.MAX_VALUE - 64;

  private final FileChannel channel;
  private final Footer footer;
  private final List<Node.Leaf> leaves;

  private ParquetFile(FileChannel channel, Footer footer) {
    this.channel = channel;
    this.footer = footer;
    leaves = footer.schema().leaves();
  }

  public static ParquetFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new ParquetFile(channel, Footer.read(footer(channel)));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static byte[] footer(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < MAGIC.length + TAIL) {
      throw new ParquetException("It is no Parquet file: it has only " + size + " bytes");
    }
    byte[] head = bytes(channel, 0, MAGIC.length);
    byte[] tail = bytes(channel, size - TAIL, TAIL);
    byte[] magic = Arrays.copyOfRange(tail, Integer.BYTES, TAIL);
    if (!Arrays.equals(head, MAGIC) && !Arrays.equals(head, SECRET)) {
      throw new ParquetException("It is no Parquet file: it does not begin like one");
    }
    if (Arrays.equals(magic, SECRET)) {
      throw new ParquetException("The file is encrypted");
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw new ParquetException(
          "The file has no end: what wrote it was stopped, or it was not copied whole");
    }
    long length =
        Integer.toUnsignedLong(ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt());
    if (length > size - TAIL - MAGIC.length) {
      throw new ParquetException("The file's end is damaged");
    }
    return bytes(channel, size - TAIL - length, (int) length);
  }

  private static byte[] bytes(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new ParquetException("The file ends too early");
      }
    }
    return buffer.array();
  }

  /// Its columns.
  public Node schema() {
    return footer.schema();
  }

  public List<Node.Leaf> leaves() {
    return leaves;
  }

  /// The column of that name that is neither group nor list.
  public Optional<Node.Leaf> leaf(String name) {
    return leaves.stream().filter(leaf -> leaf.name().equals(name)).findFirst();
  }

  /// As the file states it.
  public long rows() {
    return footer.rows();
  }

  public int groups() {
    return footer.groups().size();
  }

  public long rows(int group) {
    return footer.groups().get(group).rows();
  }

  /// How a column is packed in a group.
  public Packing packing(int group, Node.Leaf leaf) {
    return footer.groups().get(group).chunks().get(leaves.indexOf(leaf)).packing();
  }

  /// What its maker noted besides.
  public Map<String, String> notes() {
    return footer.notes();
  }

  /// Which program made it, as it says.
  public String maker() {
    return footer.maker();
  }

  public ColumnValues read(int group, Node.Leaf leaf) throws IOException {
    Footer.Chunk chunk = footer.groups().get(group).chunks().get(leaves.indexOf(leaf));
    if (chunk.from() < MAGIC.length
        || chunk.packedBytes() < 0
        || chunk.packedBytes() > LARGEST_CHUNK_BYTES
        || chunk.from() > channel.size() - chunk.packedBytes()
        || chunk.entries() < 0) {
      throw new ParquetException(
          "The column “" + leaf.name() + "” lies where the file has no bytes");
    }
    if (chunk.entries() > MOST_ENTRIES) {
      throw new ParquetException(
          "The column “"
              + leaf.name()
              + "” has "
              + chunk.entries()
              + " values in one piece, more than can be read at once");
    }
    byte[] bytes = bytes(channel, chunk.from(), (int) chunk.packedBytes());
    return new ColumnReader(bytes, chunk, leaf).read();
  }

  /// A column of a group by its rows.
  public FlatColumn flat(int group, Node.Leaf leaf) throws IOException {
    return FlatColumn.of(read(group, leaf));
  }

  /// The rows of a group, of some of its columns.
  ///
  /// @param columns names of columns of the table; null for all
  public RowAssembler assemble(
      int group, java.util.@org.jspecify.annotations.Nullable Set<String> columns)
      throws IOException {
    List<Node> wanted = new ArrayList<>();
    for (Node column : footer.schema().children()) {
      if (columns == null || columns.contains(column.name())) {
        wanted.add(column);
      }
    }
    List<ColumnValues> values = new ArrayList<>();
    for (Node.Leaf leaf : leaves) {
      if (columns == null || columns.contains(leaf.path().getFirst())) {
        values.add(read(group, leaf));
      }
    }
    return new RowAssembler(wanted, values, rows(group));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
