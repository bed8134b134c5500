package dev.handloom.device.driver.picture;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/// Makes whole JPEG files of what cameras send: the standard code tables that many leave out are
/// put in, the padding behind the end is left out. The picture's own bytes stay as they came.
/// Allocates nothing.
public final class JpegTables {
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int FILL = 0xFF;

  private static final MemorySegment STANDARD = MemorySegment.ofArray(standard());

  private JpegTables() {}

  /// One segment with the four tables of the JPEG standard's annex K.3.
  private static byte[] standard() {
    ByteArrayOutputStream tables = new ByteArrayOutputStream();
    table(0x00, JPEGHuffmanTable.StdDCLuminance, tables);
    table(0x10, JPEGHuffmanTable.StdACLuminance, tables);
    table(0x01, JPEGHuffmanTable.StdDCChrominance, tables);
    table(0x11, JPEGHuffmanTable.StdACChrominance, tables);
    byte[] body = tables.toByteArray();
    int length = body.length + 2;
    ByteArrayOutputStream segment = new ByteArrayOutputStream();
    segment.write(FILL);
    segment.write(HUFFMAN_TABLES);
    segment.write(length >> 8);
    segment.write(length);
    segment.writeBytes(body);
    return segment.toByteArray();
  }

  private static void table(int kind, JPEGHuffmanTable table, ByteArrayOutputStream into) {
    into.write(kind);
    short[] lengths = table.getLengths();
    for (int i = 0; i < 16; i++) {
      into.write(i < lengths.length ? lengths[i] : 0);
    }
    for (short value : table.getValues()) {
      into.write(value);
    }
  }

  /// Copies a picture, made whole.
  ///
  /// @return its length; -1 if this is no JPEG, or not all of one
  public static int copy(MemorySegment from, int length, MemorySegment into) {
    int scan = 2;
    boolean tables = false;
    if (length < 4 || at(from, 0) != FILL || at(from, 1) != START_OF_IMAGE) {
      return -1;
    }
    while (true) {
      // A marker may be preceded by any number of fill bytes.
      while (scan + 1 < length && at(from, scan) == FILL && at(from, scan + 1) == FILL) {
        scan++;
      }
      if (scan + 4 > length || at(from, scan) != FILL) {
        return -1;
      }
      int marker = at(from, scan + 1);
      if (marker == START_OF_SCAN) {
        break;
      }
      tables |= marker == HUFFMAN_TABLES;
      int segment = at(from, scan + 2) << 8 | at(from, scan + 3);
      if (segment < 2) {
        return -1;
      }
      scan += 2 + segment;
    }
    int end = length;
    while (end - 2 > scan && (at(from, end - 2) != FILL || at(from, end - 1) != END_OF_IMAGE)) {
      end--;
    }
    int more = tables ? 0 : (int) STANDARD.byteSize();
    if (end - 2 <= scan || (long) end + more > into.byteSize()) {
      return -1;
    }
    MemorySegment.copy(from, 0, into, 0, scan);
    if (more > 0) {
      MemorySegment.copy(STANDARD, 0, into, scan, more);
    }
    MemorySegment.copy(from, scan, into, scan + more, end - scan);
    return end + more;
  }

  private static int at(MemorySegment bytes, int offset) {
    return bytes.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
  }
}
