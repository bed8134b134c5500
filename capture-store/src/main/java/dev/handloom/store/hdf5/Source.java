package dev.handloom.store.hdf5;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The bytes of a file by their addresses, and how many bytes its addresses and lengths have.
final class Source implements Closeable {
  /// Stands for “nowhere”.
  static final long NOWHERE = -1;

  private static final int LARGEST_PIECE = 1 << 26;
  private static final int LONGEST_NAME = 1 << 16;

  /// A file cannot lead around more often than this; one that does leads in circles.
  private static final int MOST_READS = 4_000_000;

  private final FileChannel file;
  private final long size;
  private long base;
  private int offsets = 8;
  private int lengths = 8;
  private int reads;

  Source(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.READ);
    size = file.size();
  }

  void set(long base, int offsets, int lengths) throws Hdf5Exception {
    if (!sane(offsets) || !sane(lengths) || base < 0 || base > size) {
      throw new Hdf5Exception("Its first block is damaged.");
    }
    this.base = base;
    this.offsets = offsets;
    this.lengths = lengths;
  }

  private static boolean sane(int bytes) {
    return bytes == 2 || bytes == 4 || bytes == 8;
  }

  long size() {
    return size;
  }

  int offsets() {
    return offsets;
  }

  int lengths() {
    return lengths;
  }

  /// Bytes at an address. Fails where the file does not have them.
  Cursor at(long address, long length) throws IOException {
    if (address < 0 || length < 0 || address > size - base || length > size - base - address) {
      throw new Hdf5Exception("It is cut short or damaged: it leads beyond its end.");
    }
    if (length > LARGEST_PIECE) {
      throw new Hdf5Exception("It is damaged: a part of its index is larger than it can be.");
    }
    if (++reads > MOST_READS) {
      throw new Hdf5Exception("It is damaged: it leads in circles.");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    read(base + address, bytes);
    return new Cursor(bytes.flip().order(ByteOrder.LITTLE_ENDIAN), this);
  }

  /// The same, but no more than there is.
  Cursor upTo(long address, long most) throws IOException {
    return at(address, Math.clamp(size - base - address, 0, most));
  }

  /// Raw bytes of an array.
  void bytes(long address, byte[] into, int at, int length) throws IOException {
    if (address < 0 || address > size - base || length > size - base - address) {
      throw new Hdf5Exception("It is cut short or damaged: it leads beyond its end.");
    }
    read(base + address, ByteBuffer.wrap(into, at, length));
  }

  private void read(long from, ByteBuffer into) throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int n = file.read(into, at);
      if (n < 0) {
        throw new Hdf5Exception("It is cut short: it leads beyond its end.");
      }
      at += n;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /// Reads one thing after another; fails where the piece ends.
  static final class Cursor {
    private final ByteBuffer bytes;
    private final Source source;

    Cursor(ByteBuffer bytes, Source source) {
      this.bytes = bytes;
      this.source = source;
    }

    private void need(long count) throws Hdf5Exception {
      if (count < 0 || count > bytes.remaining()) {
        throw new Hdf5Exception("It is damaged: a part of its index ends too early.");
      }
    }

    int left() {
      return bytes.remaining();
    }

    int at() {
      return bytes.position();
    }

    int u8() throws Hdf5Exception {
      need(1);
      return bytes.get() & 0xFF;
    }

    int u16() throws Hdf5Exception {
      need(2);
      return bytes.getShort() & 0xFFFF;
    }

    long u32() throws Hdf5Exception {
      need(4);
      return bytes.getInt() & 0xFFFF_FFFFL;
    }

    long u64() throws Hdf5Exception {
      need(8);
      return bytes.getLong();
    }

    /// An unsigned number of so many bytes; all ones are −1 when there are eight.
    long sized(int count) throws Hdf5Exception {
      need(count);
      long value = 0;
      for (int i = 0; i < count; i++) {
        value |= (bytes.get() & 0xFFL) << (Byte.SIZE * i);
      }
      return value;
    }

    long length() throws Hdf5Exception {
      return sized(source.lengths);
    }

    /// An address, or [#NOWHERE].
    long address() throws Hdf5Exception {
      long value = sized(source.offsets);
      long nowhere = source.offsets == Long.BYTES ? -1 : (1L << (Byte.SIZE * source.offsets)) - 1;
      return value == nowhere ? NOWHERE : value;
    }

    void skip(long count) throws Hdf5Exception {
      need(count);
      bytes.position(bytes.position() + (int) count);
    }

    void signature(String wanted) throws Hdf5Exception {
      for (int i = 0; i < wanted.length(); i++) {
        if (u8() != wanted.charAt(i)) {
          throw new Hdf5Exception("It is damaged: a part of its index is not where it must be.");
        }
      }
    }

    byte[] take(long count) throws Hdf5Exception {
      need(count);
      byte[] taken = new byte[(int) count];
      bytes.get(taken);
      return taken;
    }

    Cursor part(long count) throws Hdf5Exception {
      need(count);
      ByteBuffer part = bytes.slice(bytes.position(), (int) count).order(ByteOrder.LITTLE_ENDIAN);
      skip(count);
      return new Cursor(part, source);
    }

    Cursor again() {
      return new Cursor(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN), source);
    }

    /// Text up to a zero byte.
    String text() throws Hdf5Exception {
      int start = bytes.position();
      int end = start;
      while (end < bytes.limit() && bytes.get(end) != 0) {
        end++;
      }
      if (end - start > LONGEST_NAME || end == bytes.limit()) {
        throw new Hdf5Exception("It is damaged: a name in it has no end.");
      }
      byte[] name = take(end - start);
      skip(1);
      return new String(name, StandardCharsets.UTF_8);
    }
  }
}
