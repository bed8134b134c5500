package dev.handloom.device.picture;

/// Measures baseline JPEG (ITU-T T.81) without turning it into pixels: the Huffman code is read,
/// the first coefficient of a block is its brightness, the higher ones are its detail. Others than
/// baseline are not measured. Reused; belongs to one thread.
final class JpegLuma {
  /// Bits that are looked up at once.
  private static final int QUICK = 9;

  /// From here on in zigzag order coefficients are fine detail.
  private static final int FINE = 8;

  private static final int COEFFICIENTS = 64;
  private static final int LONGEST_CODE = 16;
  private static final int MOST_COMPONENTS = 3;
  private static final int MOST_SAMPLING = 4;

  /// A brightness of 128 is coded as 0, and the first coefficient is eight times the mean.
  private static final int MIDDLE = 128;

  private static final double DC_SCALE = 8;

  /// One Huffman table.
  private static final class Codes {
    final byte[] symbols = new byte[256];
    final int[] quick = new int[1 << QUICK];
    final int[] largest = new int[LONGEST_CODE + 2];
    final int[] offset = new int[LONGEST_CODE + 2];
    boolean known;
  }

  private final Codes[] first = new Codes[4];
  private final Codes[] others = new Codes[4];
  private final int[][] quantisers = new int[4][COEFFICIENTS];
  private final int[] identifier = new int[MOST_COMPONENTS];
  private final int[] perUnit = new int[MOST_COMPONENTS];
  private final int[] quantiser = new int[MOST_COMPONENTS];
  private final int[] firstTable = new int[MOST_COMPONENTS];
  private final int[] otherTable = new int[MOST_COMPONENTS];
  private final int[] predicted = new int[MOST_COMPONENTS];
  private byte[] bytes = new byte[0];
  private int end;
  private int at;
  private int components;
  private long units;
  private int restartEvery;
  private int bits;
  private int bitCount;

  JpegLuma() {
    for (int i = 0; i < 4; i++) {
      first[i] = new Codes();
      others[i] = new Codes();
    }
  }

  /// @return false if it cannot be measured
  boolean measure(byte[] jpeg, int length, Luma into) {
    bytes = jpeg;
    end = length;
    at = 2;
    components = 0;
    restartEvery = 0;
    into.begin();
    for (int i = 0; i < 4; i++) {
      first[i].known = false;
      others[i].known = false;
    }
    while (at + 4 <= end) {
      if ((bytes[at] & 0xFF) != 0xFF) {
        return false;
      }
      int marker = bytes[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      int size = word(at + 2);
      int from = at + 4;
      int to = at + 2 + size;
      if (size < 2 || to > end) {
        return false;
      }
      boolean good =
          switch (marker) {
            case 0xDB -> quantisers(from, to, into);
            case 0xC4 -> codes(from, to);
            case 0xC0, 0xC1 -> frame(from, to);
            case 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF -> false;
            case 0xDD -> restarts(from, to);
            case 0xDA -> {
              at = to;
              yield scanHeader(from, to) && scan(into) && into.end();
            }
            default -> true;
          };
      if (!good || marker == 0xDA) {
        return good;
      }
      at = to;
    }
    return false;
  }

  private int word(int where) {
    return (bytes[where] & 0xFF) << 8 | (bytes[where + 1] & 0xFF);
  }

  private boolean quantisers(int from, int to, Luma into) {
    int here = from;
    while (here < to) {
      int head = bytes[here++] & 0xFF;
      int wide = head >> 4;
      if ((head & 0xF) > 3 || wide > 1 || here + COEFFICIENTS * (wide + 1) > to) {
        return false;
      }
      int[] table = quantisers[head & 0xF];
      for (int i = 0; i < COEFFICIENTS; i++) {
        table[i] = wide == 1 ? word(here + 2 * i) : bytes[here + i] & 0xFF;
        into.packing = 31 * into.packing + table[i];
      }
      here += COEFFICIENTS * (wide + 1);
    }
    return true;
  }

  private boolean codes(int from, int to) {
    int here = from;
    while (here + 1 + LONGEST_CODE <= to) {
      int head = bytes[here++] & 0xFF;
      if ((head & 0xF) > 3 || head >> 4 > 1) {
        return false;
      }
      Codes codes = (head >> 4 == 0 ? first : others)[head & 0xF];
      java.util.Arrays.fill(codes.quick, 0);
      int symbols = here + LONGEST_CODE;
      int code = 0;
      int count = 0;
      for (int length = 1; length <= LONGEST_CODE; length++) {
        int many = bytes[here + length - 1] & 0xFF;
        if (count + many > 256 || symbols + count + many > to || code + many > 1 << length) {
          return false;
        }
        codes.offset[length] = count - code;
        for (int i = 0; i < many; i++, code++, count++) {
          byte symbol = bytes[symbols + count];
          codes.symbols[count] = symbol;
          if (length <= QUICK) {
            int shift = QUICK - length;
            for (int k = 0; k < 1 << shift; k++) {
              codes.quick[(code << shift) + k] = length << 8 | (symbol & 0xFF);
            }
          }
        }
        codes.largest[length] = many == 0 ? -1 : code - 1;
        code <<= 1;
      }
      codes.known = true;
      here = symbols + count;
    }
    return here == to;
  }

  private boolean frame(int from, int to) {
    if (to - from < 6 || (bytes[from] & 0xFF) != 8) {
      return false;
    }
    int height = word(from + 1);
    int width = word(from + 3);
    components = bytes[from + 5] & 0xFF;
    if ((components != 1 && components != MOST_COMPONENTS) || to - from < 6 + 3 * components) {
      return false;
    }
    int mostAcross = 1;
    int mostDown = 1;
    for (int i = 0; i < components; i++) {
      int here = from + 6 + 3 * i;
      identifier[i] = bytes[here] & 0xFF;
      int across = (bytes[here + 1] & 0xFF) >> 4;
      int down = bytes[here + 1] & 0xF;
      quantiser[i] = bytes[here + 2] & 0xFF;
      if (across < 1
          || down < 1
          || across > MOST_SAMPLING
          || down > MOST_SAMPLING
          || quantiser[i] > 3) {
        return false;
      }
      mostAcross = Math.max(mostAcross, across);
      mostDown = Math.max(mostDown, down);
      // A picture of one component is never interleaved.
      perUnit[i] = components == 1 ? 1 : across * down;
    }
    int side = components == 1 ? 1 : mostAcross;
    int tall = components == 1 ? 1 : mostDown;
    units = ((width + 8L * side - 1) / (8L * side)) * ((height + 8L * tall - 1) / (8L * tall));
    return units > 0;
  }

  private boolean restarts(int from, int to) {
    restartEvery = to - from >= 2 ? word(from) : 0;
    return true;
  }

  private boolean scanHeader(int from, int to) {
    if (components == 0 || to - from < 1 + 2 * components || bytes[from] != components) {
      return false;
    }
    for (int i = 0; i < components; i++) {
      int tables = bytes[from + 2 + 2 * i] & 0xFF;
      firstTable[i] = tables >> 4;
      otherTable[i] = tables & 0xF;
      if (bytes[from + 1 + 2 * i] != (byte) identifier[i]
          || firstTable[i] > 3
          || otherTable[i] > 3
          || !first[firstTable[i]].known
          || !others[otherTable[i]].known) {
        return false;
      }
    }
    return true;
  }

  private boolean scan(Luma into) {
    restart();
    for (long unit = 0; unit < units; unit++) {
      if (restartEvery > 0 && unit > 0 && unit % restartEvery == 0 && !nextInterval()) {
        return false;
      }
      for (int c = 0; c < components; c++) {
        for (int block = 0; block < perUnit[c]; block++) {
          if (!block(c, into)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private void restart() {
    bits = 0;
    bitCount = 0;
    java.util.Arrays.fill(predicted, 0);
  }

  private boolean nextInterval() {
    restart();
    while (at + 2 <= end) {
      int next = bytes[at + 1] & 0xFF;
      if ((bytes[at] & 0xFF) == 0xFF && next >= 0xD0 && next <= 0xD7) {
        at += 2;
        return true;
      }
      at++;
    }
    return false;
  }

  private boolean block(int component, Luma into) {
    int size = symbol(first[firstTable[component]]);
    if (size < 0 || size > 11) {
      return false;
    }
    predicted[component] += value(size);
    Codes codes = others[otherTable[component]];
    int[] table = quantisers[quantiser[component]];
    long detail = 0;
    for (int k = 1; k < COEFFICIENTS; k++) {
      int symbol = symbol(codes);
      if (symbol < 0) {
        return false;
      }
      int run = symbol >> 4;
      int length = symbol & 0xF;
      if (length == 0) {
        if (run != 15) {
          break;
        }
        k += 15;
        continue;
      }
      k += run;
      if (k >= COEFFICIENTS) {
        return false;
      }
      int value = value(length);
      if (k >= FINE) {
        detail += (long) Math.abs(value) * table[k];
      }
    }
    if (component == 0) {
      double mean = predicted[0] * (double) table[0] / DC_SCALE + MIDDLE;
      into.block(Math.clamp(mean, 0, 255), (double) detail);
    }
    return true;
  }

  /// -1 at the end of the picture, or at a code that there is not.
  private int symbol(Codes codes) {
    fill();
    int quick = codes.quick[bits >>> (32 - QUICK)];
    if (quick != 0) {
      int length = quick >> 8;
      if (length > bitCount) {
        return -1;
      }
      drop(length);
      return quick & 0xFF;
    }
    for (int length = QUICK + 1; length <= LONGEST_CODE && length <= bitCount; length++) {
      int code = bits >>> (32 - length);
      if (codes.largest[length] >= 0
          && code <= codes.largest[length]
          && code + codes.offset[length] >= 0) {
        drop(length);
        return codes.symbols[(code + codes.offset[length]) & 0xFF] & 0xFF;
      }
    }
    return -1;
  }

  /// A signed number of so many bits, as JPEG writes it; bits that are missing are 0.
  private int value(int length) {
    if (length == 0) {
      return 0;
    }
    fill();
    int value = bits >>> (32 - length);
    drop(Math.min(length, bitCount));
    return value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }

  private void drop(int length) {
    bits <<= length;
    bitCount -= length;
  }

  private void fill() {
    while (bitCount <= 24 && at < end) {
      int next = bytes[at] & 0xFF;
      if (next == 0xFF) {
        if (at + 1 >= end || bytes[at + 1] != 0) {
          return;
        }
        at++;
      }
      at++;
      bits |= next << (24 - bitCount);
      bitCount += 8;
    }
  }
}
