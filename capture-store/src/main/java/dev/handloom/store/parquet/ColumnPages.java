package dev.handloom.store.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A column of a group as it lies in the file: perhaps a page with the words that repeat, then
/// pages of values.
///
/// @param entries with and without a value
/// @param unpackedBytes heads of pages and what they unpack to
/// @param packedBytes as it lies there
/// @param dataFrom byte of the file at which the first page of values begins
/// @param dictionaryFrom byte of the file at which the words begin; 0 for none
record ColumnPages(
    byte[] bytes,
    long entries,
    long unpackedBytes,
    long packedBytes,
    long dataFrom,
    long dictionaryFrom) {
  /// Readers unpack a page at once; the usual size.
  private static final int PAGE_BYTES = 1 << 20;

  /// With more words than this, a list of them saves nothing.
  private static final int MOST_WORDS = 1 << 15;

  private static final int[] PLAIN_ENCODINGS = {PageBytes.PLAIN, PageBytes.RLE};
  private static final int[] WORD_ENCODINGS = {
    PageBytes.PLAIN, PageBytes.RLE, PageBytes.RLE_DICTIONARY
  };

  /// Without the bytes, once they are written.
  ColumnPages placed() {
    return new ColumnPages(
        new byte[0], entries, unpackedBytes, packedBytes, dataFrom, dictionaryFrom);
  }

  int[] encodings() {
    return dictionaryFrom > 0 ? WORD_ENCODINGS : PLAIN_ENCODINGS;
  }

  static ColumnPages of(ColumnValues values, Packing packing, long from) {
    return new Maker(values, packing, from).make();
  }

  /// A value that can be looked up.
  private record Word(byte[] bytes) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Word(byte[] others) && Arrays.equals(bytes, others);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  private static final class Maker {
    private final ColumnValues values;
    private final Node.Leaf leaf;
    private final Packing packing;
    private final long from;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long unpacked;

    private Maker(ColumnValues values, Packing packing, long from) {
      this.values = values;
      this.leaf = values.leaf();
      this.packing = packing;
      this.from = from;
    }

    private ColumnPages make() {
      int @Nullable [] numbers = null;
      long dictionaryFrom = 0;
      if (leaf.type() == Physical.BYTE_ARRAY) {
        Map<Word, Integer> words = new LinkedHashMap<>();
        numbers = numbered(words);
        if (numbers != null) {
          dictionaryFrom = from;
          words(words);
        }
      }
      long dataFrom = from + out.size();
      int entry = 0;
      int value = 0;
      do {
        int lastEntry = end(entry, value);
        int lastValue = value + there(entry, lastEntry);
        page(entry, lastEntry, value, lastValue, numbers);
        entry = lastEntry;
        value = lastValue;
      } while (entry < values.entries());
      return new ColumnPages(
          out.toByteArray(), values.entries(), unpacked, out.size(), dataFrom, dictionaryFrom);
    }

    /// The number of each value among the words; nothing where there are too many for it to help.
    private int @Nullable [] numbered(Map<Word, Integer> words) {
      int[] numbers = new int[values.size()];
      for (int i = 0; i < numbers.length; i++) {
        Integer known = words.putIfAbsent(new Word(values.bytes(i)), words.size());
        numbers[i] = known == null ? words.size() - 1 : known;
        if (words.size() > MOST_WORDS) {
          return null;
        }
      }
      return numbers.length == 0 || words.size() > numbers.length / 2 ? null : numbers;
    }

    private void words(Map<Word, Integer> words) {
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      for (Word word : words.keySet()) {
        bytes(page, word.bytes);
      }
      byte[] packed = packing.pack(page.toByteArray());
      ThriftWriter head = head(2, page.size(), packed);
      head.struct(7);
      head.i32(1, words.size());
      head.i32(2, PageBytes.PLAIN);
      head.end();
      put(head, packed, page.size());
    }

    /// Where a page ends that begins there: never within a row.
    private int end(int entry, int value) {
      long size = 0;
      int at = entry;
      int next = value;
      while (at < values.entries()) {
        if (at > entry && values.repeated(at) == 0 && size >= PAGE_BYTES) {
          return at;
        }
        size += 1;
        if (values.has(at)) {
          size +=
              switch (leaf.type()) {
                case BOOLEAN -> 1;
                case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY, INT96 ->
                    Integer.BYTES + values.bytes(next).length;
                default -> leaf.type().bytes();
              };
          next++;
        }
        at++;
      }
      return at;
    }

    private int there(int entry, int end) {
      int there = 0;
      for (int i = entry; i < end; i++) {
        there += values.has(i) ? 1 : 0;
      }
      return there;
    }

    private void page(
        int entry, int lastEntry, int value, int lastValue, int @Nullable [] numbers) {
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      int count = lastEntry - entry;
      int[] levels = new int[count];
      if (leaf.repeated() > 0) {
        for (int i = 0; i < count; i++) {
          levels[i] = values.repeated(entry + i);
        }
        bytes(page, RunLengths.write(levels, count, RunLengths.bits(leaf.repeated())));
      }
      if (leaf.defined() > 0) {
        for (int i = 0; i < count; i++) {
          levels[i] = values.defined(entry + i);
        }
        bytes(page, RunLengths.write(levels, count, RunLengths.bits(leaf.defined())));
      }
      if (numbers != null) {
        int[] part = Arrays.copyOfRange(numbers, value, lastValue);
        int bits = RunLengths.bits(Arrays.stream(numbers).max().orElse(0));
        page.write(bits);
        page.writeBytes(RunLengths.write(part, part.length, bits));
      } else {
        plain(page, value, lastValue);
      }
      byte[] packed = packing.pack(page.toByteArray());
      ThriftWriter head = head(0, page.size(), packed);
      head.struct(5);
      head.i32(1, count);
      head.i32(2, numbers != null ? PageBytes.RLE_DICTIONARY : PageBytes.PLAIN);
      head.i32(3, PageBytes.RLE);
      head.i32(4, PageBytes.RLE);
      head.end();
      put(head, packed, page.size());
    }

    private static ThriftWriter head(int type, int unpackedBytes, byte[] packed) {
      CRC32 crc = new CRC32();
      crc.update(packed);
      ThriftWriter head = new ThriftWriter();
      head.begin();
      head.i32(1, type);
      head.i32(2, unpackedBytes);
      head.i32(3, packed.length);
      // The format has 32 bits with a sign for it.
      head.i32(4, (crc.getValue() << Integer.SIZE) >> Integer.SIZE);
      return head;
    }

    private void put(ThriftWriter head, byte[] packed, int unpackedBytes) {
      head.end();
      byte[] bytes = head.bytes();
      out.writeBytes(bytes);
      out.writeBytes(packed);
      unpacked += bytes.length + unpackedBytes;
    }

    private static void bytes(ByteArrayOutputStream page, byte[] bytes) {
      page.writeBytes(
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(bytes.length)
              .array());
      page.writeBytes(bytes);
    }

    private void plain(ByteArrayOutputStream page, int from, int to) {
      Physical type = leaf.type();
      if (type == Physical.BOOLEAN) {
        byte[] bits = new byte[(to - from + 7) >> 3];
        for (int i = from; i < to; i++) {
          bits[(i - from) >> 3] |= (byte) (values.whole(i) << ((i - from) & 7));
        }
        page.writeBytes(bits);
        return;
      }
      if (type == Physical.BYTE_ARRAY) {
        for (int i = from; i < to; i++) {
          bytes(page, values.bytes(i));
        }
        return;
      }
      ByteBuffer buffer =
          ByteBuffer.allocate((to - from) * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = from; i < to; i++) {
        switch (type) {
          case INT32 -> buffer.putInt((int) values.whole(i));
          case INT64 -> buffer.putLong(values.whole(i));
          case FLOAT -> buffer.putFloat((float) values.number(i));
          case DOUBLE -> buffer.putDouble(values.number(i));
          default -> buffer.put(values.bytes(i));
        }
      }
      page.writeBytes(buffer.array());
    }
  }
}
