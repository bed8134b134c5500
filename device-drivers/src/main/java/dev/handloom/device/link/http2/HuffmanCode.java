package dev.handloom.device.link.http2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The fixed code of RFC 7541, appendix B. It is canonical, so the lengths say all.
final class HuffmanCode {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;
  private static final int END_OF_TEXT = 256;

  /// Bits of each symbol from 0 to 256, `A` for the shortest.
  private static final byte[] LENGTHS =
      ("ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHFIBCCCCCCCCCCCCCCCCCCCCCCDCDIO"
              + "IJBKABABABBBACCBBBABCBAABCCCCCKGJIXPRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSS"
              + "PRRRSRRSVVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWVZ")
          .getBytes(StandardCharsets.US_ASCII);

  /// Symbols by length, and within a length by value.
  private static final int[] SYMBOLS = new int[LENGTHS.length];

  private static final int[] COUNTS = new int[LONGEST + 1];

  static {
    int at = 0;
    for (int bits = SHORTEST; bits <= LONGEST; bits++) {
      for (int symbol = 0; symbol < LENGTHS.length; symbol++) {
        if (LENGTHS[symbol] - 'A' + SHORTEST == bits) {
          SYMBOLS[at++] = symbol;
          COUNTS[bits]++;
        }
      }
    }
  }

  private HuffmanCode() {}

  static String decode(byte[] bytes, int offset, int length) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(2 * length);
    int code = 0;
    int first = 0;
    int index = 0;
    int bits = 0;
    boolean ones = true;
    for (int i = 0; i < 8 * length; i++) {
      int bit = bytes[offset + i / 8] >> (7 - i % 8) & 1;
      ones &= bit == 1;
      code |= bit;
      bits++;
      int count = COUNTS[bits];
      if (code - first < count) {
        int symbol = SYMBOLS[index + code - first];
        if (symbol == END_OF_TEXT) {
          throw new IOException("A header's text holds the mark of its end");
        }
        text.write(symbol);
        code = 0;
        first = 0;
        index = 0;
        bits = 0;
        ones = true;
        continue;
      }
      if (bits == LONGEST) {
        throw new IOException("A header's text is none");
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    if (bits > 7 || !ones) {
      throw new IOException("A header's text is cut");
    }
    return text.toString(StandardCharsets.ISO_8859_1);
  }
}
