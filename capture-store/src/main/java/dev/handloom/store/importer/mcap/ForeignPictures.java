package dev.handloom.store.importer.mcap;

import dev.handloom.store.importer.EpisodeDraft.Decoded;
import dev.handloom.store.importer.EpisodeDraft.From;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.video.PacketFile;
import dev.handloom.store.video.PacketFile.Coding;
import dev.handloom.store.video.StillDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pictures of a topic on their way out of a file of others. They are laid aside in a file:
/// when each of them was is known only at the end.
final class ForeignPictures implements Closeable {
  private static final long MICRO_NANOS = 1000;

  private final String name;
  private final boolean video;
  private final Path folder;
  private final Path aside;
  private final FileChannel file;
  private final List<long[]> places = new ArrayList<>();
  private final TopicTimes times = new TopicTimes();
  private @Nullable StillDecoder decoder;
  private String format = "";
  private boolean jpeg = true;

  /// @param video whether a picture may need those before it
  ForeignPictures(String name, boolean video, Path folder, int number) throws IOException {
    this.name = name;
    this.video = video;
    this.folder = folder;
    aside = folder.resolve("pictures-" + number);
    file =
        FileChannel.open(
            aside,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  TopicTimes times() {
    return times;
  }

  /// @throws IOException where it is no such picture; its message is the reason
  void add(byte[] bytes, String word) throws IOException {
    if (bytes.length == 0) {
      throw new IOException("A picture is empty");
    }
    if (video) {
      if (Coding.of(word) == null) {
        throw new IOException("Its pictures are packed as “" + word + "”");
      }
      format = word;
    } else {
      boolean own = bytes.length > 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8;
      boolean png = bytes.length > 8 && (bytes[0] & 0xFF) == 0x89 && bytes[1] == 'P';
      boolean webp = bytes.length > 12 && bytes[0] == 'R' && bytes[8] == 'W';
      if (!own && !png && !webp) {
        throw new IOException("Its pictures are neither JPEG nor PNG nor WebP");
      }
      jpeg &= own;
    }
    places.add(new long[] {file.size(), bytes.length});
    ByteBuffer from = ByteBuffer.wrap(bytes);
    long at = file.size();
    while (from.hasRemaining()) {
      at += file.write(from, at);
    }
  }

  private byte[] read(int at) throws IOException {
    ByteBuffer into = ByteBuffer.allocate((int) places.get(at)[1]);
    while (into.hasRemaining()) {
      if (file.read(into, places.get(at)[0] + into.position()) < 0) {
        throw new IOException("What was laid aside is gone: " + aside);
      }
    }
    return into.array();
  }

  /// @param chosen when each of them was, in order
  /// @param notes takes what is missing
  Pictures pictures(long[] chosen, long begunNanos, List<String> notes) throws IOException {
    Coding coding = video ? Coding.of(format) : jpeg ? Coding.MJPEG : null;
    if (coding == null) {
      return new Pictures(
          name, hz(chosen), since(chosen, 0, begunNanos), false, new From.Stills(stills()));
    }
    int first = 0;
    while (first < places.size() && !PacketFile.isKey(coding, read(first))) {
      first++;
    }
    if (first == places.size()) {
      throw new IOException("None of its pictures can be decoded by itself");
    }
    if (first > 0) {
      notes.add(
          "“" + name + "” begins with " + first + " pictures that nobody can decode; left out");
    }
    Path into = folder.resolve(aside.getFileName() + ".mp4");
    try (PacketFile packets = new PacketFile(into, coding, read(first))) {
      long last = -1;
      for (int i = first; i < places.size(); i++) {
        byte[] bytes = read(i);
        last = Math.max(last + 1, (chosen[i] - chosen[first]) / MICRO_NANOS);
        packets.add(bytes, last, PacketFile.isKey(coding, bytes));
      }
      packets.finish();
    }
    return new Pictures(
        name, hz(chosen), since(chosen, first, begunNanos), false, new From.Video(into, 0));
  }

  private static double hz(long[] chosen) {
    // A container takes no rate that is farther from usual ones.
    return Math.clamp(ForeignNumbers.hz(chosen), 0.1, 1000);
  }

  private static long[] since(long[] chosen, int first, long begunNanos) {
    long[] nanos = Arrays.copyOfRange(chosen, first, chosen.length);
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] -= begunNanos;
    }
    return nanos;
  }

  private Decoded stills() throws IOException {
    StillDecoder made = StillDecoder.create();
    decoder = made;
    made.decode(read(0));
    int width = made.width();
    int height = made.height();
    return new Decoded() {
      @Override
      public int count() {
        return places.size();
      }

      @Override
      public int width() {
        return width;
      }

      @Override
      public int height() {
        return height;
      }

      @Override
      public void read(int at, ByteBuffer bgra) throws IOException {
        made.decode(ForeignPictures.this.read(at));
        made.read(width, height, bgra);
      }
    };
  }

  @Override
  public void close() throws IOException {
    if (decoder != null) {
      decoder.close();
    }
    file.close();
  }
}
