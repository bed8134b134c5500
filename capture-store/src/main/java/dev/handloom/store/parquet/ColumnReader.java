package dev.handloom.store.parquet;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Reads a column of a group of rows, page after page.
final class ColumnReader {
  private static final int DATA = 0;
  private static final int DICTIONARY = 2;
  private static final int DATA_2 = 3;
  private static final int LARGEST_PAGE_BYTES = 1 << 29;
  private static final int LARGEST_PAGE_ENTRIES = 1 << 25;

  /// Beyond this no method packs; what claims more is a bomb.
  private static final long LARGEST_RATIO = 1 << 15;

  private final byte[] bytes;
  private final Footer.Chunk chunk;
  private final ColumnValues values;
  private @Nullable ColumnValues dictionary;

  /// @param bytes of the chunk, all of them
  ColumnReader(byte[] bytes, Footer.Chunk chunk, Node.Leaf leaf) {
    this.bytes = bytes;
    this.chunk = chunk;
    this.values = new ColumnValues(leaf);
  }

  /// What stands before each page.
  private static final class Page {
    private long type = -1;
    private long unpacked;
    private long packed;
    private long entries;
    private int encoding;
    private long definitionBytes;
    private long repetitionBytes;
    private boolean isPacked = true;
    private @Nullable Long crc;

    private boolean read(int field, ThriftReader in) throws ParquetException {
      switch (field) {
        case 1 -> type = in.whole();
        case 2 -> unpacked = in.whole();
        case 3 -> packed = in.whole();
        case 4 -> crc = in.whole() & 0xFFFFFFFFL;
        case 5, 7 ->
            in.struct((inner, each) -> {
              switch (inner) {
                case 1 -> entries = each.whole();
                case 2 -> encoding = (int) each.whole();
                default -> {
                  return false;
                }
              }
              return true;
            });
        case 8 -> in.struct(this::second);
        default -> {
          return false;
        }
      }
      return true;
    }

    private boolean second(int field, ThriftReader in) throws ParquetException {
      switch (field) {
        case 1 -> entries = in.whole();
        case 4 -> encoding = (int) in.whole();
        case 5 -> definitionBytes = in.whole();
        case 6 -> repetitionBytes = in.whole();
        case 7 -> isPacked = in.bool();
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  ColumnValues read() throws ParquetException {
    int at = 0;
    while (values.entries() < chunk.entries()) {
      if (at >= bytes.length) {
        throw new ParquetException(
            "The column “"
                + values.leaf().name()
                + "” has "
                + values.entries()
                + " of its "
                + chunk.entries()
                + " entries");
      }
      Page page = new Page();
      ThriftReader head = new ThriftReader(bytes, at, bytes.length);
      head.struct(page::read);
      at = head.position();
      if (page.packed < 0 || page.packed > bytes.length - at) {
        throw new ParquetException(
            "A page of the column “" + values.leaf().name() + "” reaches beyond its end");
      }
      if (page.unpacked < 0
          || page.unpacked > LARGEST_PAGE_BYTES
          || page.unpacked > (page.packed + 1) * LARGEST_RATIO
          || page.entries < 0
          || page.entries > LARGEST_PAGE_ENTRIES) {
        throw new ParquetException(
            "A page of the column “" + values.leaf().name() + "” claims what cannot be");
      }
      check(page, at);
      switch ((int) page.type) {
        case DATA -> data(page, at);
        case DATA_2 -> dataTwo(page, at);
        case DICTIONARY -> {
          ColumnValues words = new ColumnValues(values.leaf());
          byte[] unpacked = unpack(page, at, (int) page.packed, (int) page.unpacked);
          new PageBytes(unpacked, 0, unpacked.length)
              .read(PageBytes.PLAIN, (int) page.entries, words);
          dictionary = words;
        }
        default -> {} // an index, which nobody needs here
      }
      at += (int) page.packed;
    }
    return values;
  }

  private void check(Page page, int at) throws ParquetException {
    if (page.crc == null) {
      return;
    }
    CRC32 crc = new CRC32();
    crc.update(bytes, at, (int) page.packed);
    if (crc.getValue() != page.crc) {
      throw new ParquetException(
          "A page of the column “" + values.leaf().name() + "” is damaged: its checksum is wrong");
    }
  }

  private byte[] unpack(Page page, int from, int length, int unpacked) throws ParquetException {
    return page.isPacked
        ? chunk.packing().unpack(bytes, from, length, unpacked)
        : Packing.NONE.unpack(bytes, from, length, unpacked);
  }

  private int entries(Page page) throws ParquetException {
    long left = chunk.entries() - values.entries();
    if (page.entries > left) {
      throw new ParquetException(
          "The column “" + values.leaf().name() + "” has more entries than it should");
    }
    return (int) page.entries;
  }

  private void data(Page page, int at) throws ParquetException {
    int count = entries(page);
    byte[] unpacked = unpack(page, at, (int) page.packed, (int) page.unpacked);
    Node.Leaf leaf = values.leaf();
    int from = 0;
    int[] repeated = null;
    int[] defined = null;
    if (leaf.repeated() > 0) {
      repeated = new int[count];
      from = levels(unpacked, from, leaf.repeated(), repeated);
    }
    if (leaf.defined() > 0) {
      defined = new int[count];
      from = levels(unpacked, from, leaf.defined(), defined);
    }
    fill(count, repeated, defined, unpacked, from, page.encoding);
  }

  private static int levels(byte[] in, int from, int largest, int[] into) throws ParquetException {
    if (in.length - from < Integer.BYTES) {
      throw new ParquetException("A page ends too early");
    }
    int length =
        (in[from] & 0xFF)
            | ((in[from + 1] & 0xFF) << 8)
            | ((in[from + 2] & 0xFF) << 16)
            | ((in[from + 3] & 0xFF) << 24);
    int begin = from + Integer.BYTES;
    if (length < 0 || length > in.length - begin) {
      throw new ParquetException("A page ends too early");
    }
    RunLengths.read(in, begin, begin + length, RunLengths.bits(largest), into);
    return begin + length;
  }

  private void dataTwo(Page page, int at) throws ParquetException {
    int count = entries(page);
    long levels = page.repetitionBytes + page.definitionBytes;
    if (page.repetitionBytes < 0
        || page.definitionBytes < 0
        || levels > page.packed
        || levels > page.unpacked) {
      throw new ParquetException("A page ends too early");
    }
    Node.Leaf leaf = values.leaf();
    int from = at + (int) page.repetitionBytes;
    int begin = from + (int) page.definitionBytes;
    int[] repeated = null;
    int[] defined = null;
    if (leaf.repeated() > 0) {
      repeated = new int[count];
      RunLengths.read(bytes, at, from, RunLengths.bits(leaf.repeated()), repeated);
    }
    if (leaf.defined() > 0) {
      defined = new int[count];
      RunLengths.read(bytes, from, begin, RunLengths.bits(leaf.defined()), defined);
    }
    byte[] unpacked =
        unpack(page, begin, (int) (page.packed - levels), (int) (page.unpacked - levels));
    fill(count, repeated, defined, unpacked, 0, page.encoding);
  }

  private void fill(
      int count,
      int @Nullable [] repeated,
      int @Nullable [] defined,
      byte[] unpacked,
      int from,
      int encoding)
      throws ParquetException {
    Node.Leaf leaf = values.leaf();
    int there = 0;
    for (int i = 0; i < count; i++) {
      int repetition = repeated == null ? 0 : repeated[i];
      int definition = defined == null ? 0 : defined[i];
      if (repetition > leaf.repeated() || definition > leaf.defined()) {
        throw new ParquetException("The column “" + leaf.name() + "” is nested as it cannot be");
      }
      values.entry(repetition, definition);
      there += definition == leaf.defined() ? 1 : 0;
    }
    PageBytes page = new PageBytes(unpacked, from, unpacked.length);
    if (encoding == PageBytes.PLAIN_DICTIONARY || encoding == PageBytes.RLE_DICTIONARY) {
      if (dictionary == null) {
        throw new ParquetException("The column “" + leaf.name() + "” has lost its dictionary");
      }
      page.readNumbers(there, dictionary, values);
    } else {
      page.read(encoding, there, values);
    }
  }
}
