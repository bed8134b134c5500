package dev.handloom.store.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts a video that was never ended after its last picture that is whole.
///
/// While it grows the file is a row of boxes: the header, the first picture, and for every further
/// one its description and its bytes. A loss of power may leave zeros, or old bytes, anywhere after
/// the last force: so each picture is held against its record, down to its checksum, and what comes
/// after the last that fits is cut off.
public final class VideoTail {
  /// A description of one picture is a hundred bytes; a header some hundreds.
  private static final int MOST_HEAD_BYTES = 1 << 16;

  /// Each description says in which place it comes.
  private static final int SEQUENCE_AT = 20;

  private final Path path;
  private final FileChannel file;
  private final long size;
  private boolean units;
  private long at;
  private byte[] payload = new byte[0];
  private int payloadLength;

  private VideoTail(Path path, FileChannel file) throws IOException {
    this.path = path;
    this.file = file;
    size = file.size();
  }

  /// What a record says of a picture.
  public record Expected(long ptsMicros, boolean keyFrame, int packetCrc) {}

  /// What was found and done.
  ///
  /// @param growing whether the video was never ended; one that was is not touched
  /// @param pictures that are whole and fit their records, from the first on
  /// @param unrecorded whole pictures that were cut off because no record tells their times
  /// @param lastPtsMicros of all whole pictures, those without a record too; -1 without any
  /// @param cutBytes how many bytes are gone
  public record Cut(
      boolean growing, int pictures, int unrecorded, long lastPtsMicros, long cutBytes) {}

  /// Cuts a video after its last whole picture that has a record. Doing it again changes nothing.
  public static Cut cut(Path path, List<Expected> records) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      VideoTail tail = new VideoTail(path, file);
      if (!tail.header()) {
        return new Cut(false, tail.readable(records), 0, -1, 0);
      }
      return tail.pictures(records);
    }
  }

  private Cut pictures(List<Expected> records) throws IOException {
    int pictures = 0;
    long lastPts = -1;
    PacketChecksum checksum = new PacketChecksum(units);
    while (pictures < records.size()) {
      Expected expected = records.get(pictures);
      long before = at;
      if (!picture(pictures, expected.ptsMicros(), expected.keyFrame())
          || checksum.ofStored(ByteBuffer.wrap(payload, 0, payloadLength))
              != expected.packetCrc()) {
        at = before;
        break;
      }
      lastPts = expected.ptsMicros();
      pictures++;
    }
    long end = at;
    int unrecorded = 0;
    if (pictures == records.size()) {
      long pts;
      while ((pts = described(pictures + unrecorded)) > lastPts
          && picture(pictures + unrecorded, pts, null)) {
        lastPts = pts;
        unrecorded++;
      }
    }
    if (pictures < records.size()) {
      int readable = readable(records);
      if (readable > pictures) {
        // Laid out in a way that is not known here: better garbage at the end than good pictures
        // gone.
        return new Cut(false, readable, 0, -1, 0);
      }
    }
    if (pictures > 0 && end < size) {
      file.truncate(end);
      file.force(true);
    }
    return new Cut(true, pictures, unrecorded, lastPts, pictures > 0 ? size - end : 0);
  }

  /// How many pictures from the first on a reader finds to be those of the records.
  private int readable(List<Expected> records) throws IOException {
    try (VideoReader video = VideoReader.open(path)) {
      int[] crcs = video.packetCrcs();
      int count = 0;
      for (Expected record : records) {
        int frame = video.frameAt(record.ptsMicros());
        if (frame < 0 || crcs[frame] != record.packetCrc()) {
          break;
        }
        count++;
      }
      return count;
    } catch (VideoException e) {
      // What no reader opens holds no good pictures but those that were found.
      return 0;
    }
  }

  /// Goes to the first picture; false if this is no video that was left while it grew.
  private boolean header() throws IOException {
    for (int boxes = 0; boxes < 4; boxes++) {
      Box box = box();
      if (box == null || box.bytes > MOST_HEAD_BYTES) {
        return false;
      }
      at += box.bytes;
      if (box.type.equals("moov")) {
        String header = new String(bytes(at - box.bytes, box.bytes), StandardCharsets.ISO_8859_1);
        units = header.contains("avcC");
        return true;
      }
      if (!box.type.equals("ftyp") && !box.type.equals("free")) {
        return false;
      }
    }
    return false;
  }

  private record Box(String type, long bytes) {}

  private @Nullable Box box() throws IOException {
    if (size - at < 8) {
      return null;
    }
    byte[] head = bytes(at, 8);
    long bytes = Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt());
    String type = new String(head, 4, 4, StandardCharsets.ISO_8859_1);
    return bytes < 8 || bytes > size - at ? null : new Box(type, bytes);
  }

  private byte[] bytes(long from, long length) throws IOException {
    byte[] out = new byte[(int) length];
    read(out, from, out.length);
    return out;
  }

  private void read(byte[] into, long from, int length) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(into, 0, length);
    while (target.hasRemaining()) {
      if (file.read(target, from + target.position()) < 0) {
        throw new VideoException("The video became shorter while it was read");
      }
    }
  }

  /// Reads the next picture into `payload` and goes behind it; false if it is not whole, or not
  /// what its description says.
  ///
  /// @param key whether it must be a key frame; null if that is not known
  private boolean picture(int number, long pts, @Nullable Boolean key) throws IOException {
    long moof = 0;
    int stated = -1;
    // The header describes the first.
    if (number > 0) {
      Box box = box();
      if (box == null || !box.type.equals("moof") || box.bytes > MOST_HEAD_BYTES) {
        return false;
      }
      Description description = Description.of(bytes(at, box.bytes));
      if (description == null
          || description.number != number
          || description.pts != pts
          || (key != null && description.key != key)) {
        return false;
      }
      stated = description.bytes;
      moof = box.bytes;
    }
    long start = at;
    at += moof;
    Box box = box();
    if (box == null
        || !box.type.equals("mdat")
        || box.bytes > Integer.MAX_VALUE - 64
        || (stated >= 0 && box.bytes - 8 != stated)) {
      at = start;
      return false;
    }
    payloadLength = (int) box.bytes - 8;
    if (payload.length < payloadLength) {
      payload = new byte[Math.max(payloadLength, 2 * payload.length)];
    }
    read(payload, at + 8, payloadLength);
    at += box.bytes;
    return true;
  }

  /// The time that the next description states; negative if there is none.
  private long described(int number) throws IOException {
    if (number == 0) {
      return 0;
    }
    Box box = box();
    if (box == null || !box.type.equals("moof") || box.bytes > MOST_HEAD_BYTES) {
      return -1;
    }
    Description description = Description.of(bytes(at, box.bytes));
    return description == null ? -1 : description.pts;
  }

  /// What a `moof` box says of its one picture.
  private record Description(int number, long pts, int bytes, boolean key) {
    private static final byte[] TFHD = {'t', 'f', 'h', 'd'};
    private static final byte[] TFDT = {'t', 'f', 'd', 't'};
    private static final byte[] TRUN = {'t', 'r', 'u', 'n'};

    /// Flags of a sample that needs no other.
    private static final int INDEPENDENT = 0x02000000;

    private static final int HAS_FIRST_FLAGS = 0x4;

    static @Nullable Description of(byte[] moof) {
      int header = find(moof, TFHD);
      int time = find(moof, TFDT);
      int run = find(moof, TRUN);
      if (header < 0 || time < 0 || run < 0 || run + 16 > moof.length) {
        return null;
      }
      ByteBuffer box = ByteBuffer.wrap(moof);
      boolean one = box.getInt(run + 8) == 1;
      boolean inPlace = box.getInt(run + 12) == moof.length + 8;
      if (!one || !inPlace || header + 28 > moof.length || time + 16 > moof.length) {
        return null;
      }
      boolean flags = (box.getInt(run + 4) & HAS_FIRST_FLAGS) != 0 && run + 20 <= moof.length;
      // Sequence numbers count from the second picture on.
      return new Description(
          box.getInt(SEQUENCE_AT),
          box.getLong(time + 8),
          box.getInt(header + 24),
          flags && box.getInt(run + 16) == INDEPENDENT);
    }

    private static int find(byte[] in, byte[] type) {
      for (int i = 0; i + type.length <= in.length; i++) {
        if (Arrays.equals(in, i, i + type.length, type, 0, type.length)) {
          return i;
        }
      }
      return -1;
    }
  }
}
