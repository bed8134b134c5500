package dev.handloom.store.video;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// H.264 units as a stream has them: a start code in front of each, and both parameter sets in
/// front of every key frame. In a file lengths stand in place of the codes, and the sets only at
/// its head.
public final class AnnexB {
  private static final byte[] START_CODE = {0, 0, 0, 1};

  // Unit types of ITU-T H.264, table 7-1.
  private static final int KEY_SLICE = 5;
  private static final int SEQUENCE_SET = 7;
  private static final int PICTURE_SET = 8;
  private static final int DELIMITER = 9;

  private final Path path;
  private final List<byte[]> sequenceSets = new ArrayList<>();
  private final List<byte[]> pictureSets = new ArrayList<>();
  private final int lengthBytes;
  private byte[] out = new byte[64 << 10];
  private int length;

  /// @param head the decoder's configuration record, ISO 14496-15 5.3.3.1
  /// @param path for messages
  AnnexB(byte[] head, Path path) throws VideoException {
    this.path = path;
    if (head.length < 7 || head[0] != 1) {
      throw wrong("its head has no parameter sets");
    }
    lengthBytes = (head[4] & 3) + 1;
    int at = sets(head, 6, head[5] & 0x1F, sequenceSets);
    if (at < head.length) {
      sets(head, at + 1, head[at] & 0xFF, pictureSets);
    }
    if (sequenceSets.isEmpty() || pictureSets.isEmpty()) {
      throw wrong("its head has no parameter sets");
    }
  }

  private int sets(byte[] head, int from, int count, List<byte[]> into) throws VideoException {
    int at = from;
    for (int i = 0; i < count; i++) {
      int size = at + 2 <= head.length ? ((head[at] & 0xFF) << 8) | (head[at + 1] & 0xFF) : 0;
      if (size == 0 || at + 2 + size > head.length) {
        throw wrong("its head is damaged");
      }
      into.add(Arrays.copyOfRange(head, at + 2, at + 2 + size));
      at += 2 + size;
    }
    return at;
  }

  /// Makes a picture of the file one of a stream.
  void convert(byte[] packet, int size) throws VideoException {
    length = 0;
    boolean sequenceSeen = false;
    boolean pictureSeen = false;
    boolean setsGiven = false;
    int at = 0;
    while (at < size) {
      int unit = unitBytes(packet, at, size);
      at += lengthBytes;
      if (unit > 0) {
        int type = packet[at] & 0x1F;
        sequenceSeen |= type == SEQUENCE_SET;
        pictureSeen |= type == PICTURE_SET;
        if (type == KEY_SLICE && !setsGiven && !(sequenceSeen && pictureSeen)) {
          setsGiven = true;
          sequenceSets.forEach(set -> put(set, 0, set.length));
          pictureSets.forEach(set -> put(set, 0, set.length));
        }
        put(packet, at, unit);
      }
      at += unit;
    }
  }

  private int unitBytes(byte[] packet, int at, int size) throws VideoException {
    if (at + lengthBytes > size) {
      throw wrong("a picture is damaged");
    }
    int unit = 0;
    for (int i = 0; i < lengthBytes; i++) {
      unit = (unit << 8) | (packet[at + i] & 0xFF);
    }
    if (unit < 0 || unit > size - at - lengthBytes) {
      throw wrong("a picture is damaged");
    }
    return unit;
  }

  private void put(byte[] source, int from, int count) {
    int need = length + START_CODE.length + count;
    if (need > out.length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, need));
    }
    System.arraycopy(START_CODE, 0, out, length, START_CODE.length);
    System.arraycopy(source, from, out, length + START_CODE.length, count);
    length = need;
  }

  byte[] bytes() {
    return out;
  }

  int length() {
    return length;
  }

  /// A picture of a stream without the parameter sets that [#convert] put in front of it.
  ///
  /// @param crc of the picture as it stood in its file
  /// @return as it came where that is not what it was
  public static byte[] asStored(byte[] picture, int crc) {
    PacketChecksum checksum = new PacketChecksum(true);
    if (checksum.ofEncoded(ByteBuffer.wrap(picture)) == crc) {
      return picture;
    }
    ByteArrayOutputStream left = new ByteArrayOutputStream(picture.length);
    int from = -1;
    for (int i = 0; i + 3 <= picture.length; i++) {
      boolean code = picture[i] == 0 && picture[i + 1] == 0 && picture[i + 2] == 1;
      if (code || i + 3 == picture.length) {
        int to = !code ? picture.length : i > 0 && picture[i - 1] == 0 ? i - 1 : i;
        if (from >= 0 && !isSet(picture, from)) {
          left.write(picture, from, to - from);
        }
        from = code && i > 0 && picture[i - 1] == 0 ? i - 1 : i;
        i += 2;
      }
    }
    byte[] without = left.toByteArray();
    return checksum.ofEncoded(ByteBuffer.wrap(without)) == crc ? without : picture;
  }

  private static boolean isSet(byte[] picture, int code) {
    int type = picture[code + (picture[code + 2] == 1 ? 3 : 4)] & 0x1F;
    return type == SEQUENCE_SET || type == PICTURE_SET;
  }

  /// Whether a decoder can begin with this picture of a stream: both sets, then a key slice.
  public static boolean beginsWithSets(MemorySegment picture) {
    boolean sequence = false;
    boolean set = false;
    long end = picture.byteSize();
    for (long i = 0; i + 3 < end; i++) {
      if (at(picture, i) != 0 || at(picture, i + 1) != 0 || at(picture, i + 2) != 1) {
        continue;
      }
      switch (at(picture, i + 3) & 0x1F) {
        case SEQUENCE_SET -> sequence = true;
        case PICTURE_SET -> set = true;
        case KEY_SLICE -> {
          return sequence && set;
        }
        case DELIMITER, 6 -> {
          // What may stand in front: a delimiter, and words about the picture (type 6).
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  private static int at(MemorySegment bytes, long index) {
    return bytes.get(ValueLayout.JAVA_BYTE, index);
  }

  private VideoException wrong(String what) {
    return new VideoException("The video cannot be taken apart, " + what + ": " + path);
  }
}
