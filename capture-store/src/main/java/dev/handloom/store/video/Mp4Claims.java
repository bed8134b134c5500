package dev.handloom.store.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Looks at what an MP4 says of itself before a library believes it. FFmpeg makes an index entry
/// for every picture that a table claims: one flipped bit would cost gigabytes and minutes. A
/// picture takes at least one byte, so no file has more pictures than bytes.
public final class Mp4Claims {
  private static final int HEAD_BYTES = 8;
  private static final int LONG_HEAD_BYTES = 16;

  /// The tables of a day at 60 pictures a second.
  private static final long MOST_TABLE_BYTES = 256L << 20;

  private static final int MOST_DEPTH = 10;
  private static final Set<String> HOLDERS =
      Set.of(
          "moov", "trak", "mdia", "minf", "dinf", "stbl", "edts", "mvex", "moof", "traf", "udta");

  private final Path path;
  private final long fileBytes;
  private long pictures;

  private Mp4Claims(Path path, long fileBytes) {
    this.path = path;
    this.fileBytes = fileBytes;
  }

  /// @throws VideoException if a table claims what cannot be
  public static void check(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      Mp4Claims claims = new Mp4Claims(path, file.size());
      claims.top(file);
    }
  }

  private void top(FileChannel file) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(LONG_HEAD_BYTES);
    for (long at = 0; at + HEAD_BYTES <= fileBytes; ) {
      read(file, head.clear(), at);
      long length = Integer.toUnsignedLong(head.getInt(0));
      int headBytes = HEAD_BYTES;
      if (length == 1 && head.limit() == LONG_HEAD_BYTES) {
        length = head.getLong(8);
        headBytes = LONG_HEAD_BYTES;
      }
      if (length == 0 || length > fileBytes - at) {
        length = fileBytes - at;
      }
      if (length < headBytes) {
        return;
      }
      String name = name(head, 4);
      if (name.equals("moov") || name.equals("moof")) {
        if (length > MOST_TABLE_BYTES) {
          throw wrong("a table of " + length + " bytes");
        }
        ByteBuffer table = ByteBuffer.allocate((int) length - headBytes);
        read(file, table, at + headBytes);
        boxes(table, 0, table.limit(), 0);
      }
      at += length;
    }
  }

  private static void read(FileChannel file, ByteBuffer into, long from) throws IOException {
    while (into.hasRemaining() && file.read(into, from + into.position()) >= 0) {
      // As much as there is.
    }
    into.flip();
  }

  private void boxes(ByteBuffer in, int from, int to, int depth) throws VideoException {
    for (int at = from; at + HEAD_BYTES <= to; ) {
      long length = Integer.toUnsignedLong(in.getInt(at));
      int body = at + HEAD_BYTES;
      if (length == 1 && at + LONG_HEAD_BYTES <= to) {
        length = in.getLong(at + HEAD_BYTES);
        body = at + LONG_HEAD_BYTES;
      }
      if (length == 0 || length > to - at) {
        length = (long) to - at;
      }
      if (length < body - at) {
        return;
      }
      int end = at + (int) length;
      String name = name(in, at + 4);
      if (HOLDERS.contains(name)) {
        if (depth < MOST_DEPTH) {
          boxes(in, body, end, depth + 1);
        }
      } else {
        table(name, in, body, end);
      }
      at = end;
    }
  }

  /// A version and flags, then what the box is for.
  private void table(String name, ByteBuffer in, int body, int end) throws VideoException {
    switch (name) {
      case "stsz", "stz2" -> claim(u32(in, body + 8, end));
      case "trun" -> claim(u32(in, body + 4, end));
      case "stts", "ctts" -> {
        // Runs: how many pictures, and their common length.
        long entries = u32(in, body + 4, end);
        long sum = 0;
        for (int at = body + 8; entries-- > 0 && at + 8 <= end; at += 8) {
          sum += u32(in, at, end);
        }
        if (sum > fileBytes) {
          throw wrong(sum + " pictures in " + fileBytes + " bytes");
        }
      }
      default -> {
        // Claims no number of pictures, or one that takes its own bytes in the file.
      }
    }
  }

  private void claim(long count) throws VideoException {
    pictures += count;
    if (pictures > fileBytes) {
      throw wrong(pictures + " pictures in " + fileBytes + " bytes");
    }
  }

  private VideoException wrong(String what) {
    return new VideoException("The video is damaged, it claims " + what + ": " + path);
  }

  private static long u32(ByteBuffer in, int at, int end) {
    return at + 4 <= end ? Integer.toUnsignedLong(in.getInt(at)) : 0;
  }

  private static String name(ByteBuffer in, int at) {
    byte[] name = new byte[4];
    in.get(at, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}
