package dev.handloom.store.mcap;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// How fast files are written and read, indexes and checksums on. Arguments: a folder for the files
/// (a RAM disk, to measure this code and not the disk) and the MiB of each.
///
/// The messages are like a glove's: little-endian floats that walk slowly, of 1/1024 steps. How
/// fast and how well they pack depends on them; `repeat` as third argument writes one message again
/// and again instead, which is the most that packing can gain.
public final class McapSpeed {
  private static final int ROUNDS = 5;
  private static final int CHANNELS = 30;
  private static final int VARIANTS = 4096;

  private static boolean repeat;

  private McapSpeed() {}

  public static void main(String[] arguments) throws IOException {
    Path folder =
        Path.of(arguments.length > 0 ? arguments[0] : System.getProperty("java.io.tmpdir"));
    long bytes = (arguments.length > 1 ? Long.parseLong(arguments[1]) : 512L) << 20;
    repeat = arguments.length > 2 && arguments[2].equals("repeat");
    System.out.printf(Locale.ROOT, "best of %d, %d MiB a file%n", ROUNDS, bytes >> 20);
    for (int size : new int[] {100, 10 << 10, 1 << 20}) {
      run(
          folder,
          "none",
          McapWriterOptions.recording().withCompression(Compression.NONE),
          size,
          bytes);
      run(
          folder,
          "lz4",
          McapWriterOptions.recording().withCompression(Compression.LZ4),
          size,
          bytes);
      for (int level : new int[] {-7, -3, -1, 1, 3}) {
        McapWriterOptions options = McapWriterOptions.recording().withCompressionLevel(level);
        run(folder, "zstd " + level, options, size, bytes);
      }
    }
  }

  private static void run(
      Path folder, String name, McapWriterOptions options, int messageBytes, long bytes)
      throws IOException {
    Path file = folder.resolve("mcap-speed.mcap");
    long count = bytes / messageBytes;
    double writeSeconds = Double.MAX_VALUE;
    double streamSeconds = Double.MAX_VALUE;
    double indexedSeconds = Double.MAX_VALUE;
    long fileBytes = 0;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = walks(arena, messageBytes);
      for (int round = 0; round < ROUNDS; round++) {
        Files.deleteIfExists(file);
        writeSeconds = Math.min(writeSeconds, write(file, options, data, messageBytes, count));
        fileBytes = Files.size(file);
        streamSeconds = Math.min(streamSeconds, stream(file, count));
        indexedSeconds = Math.min(indexedSeconds, indexed(file, count));
      }
      System.out.printf(
          Locale.ROOT,
          "%8d B  %-8s write %6.2f M/s %6.2f GB/s  size %5.1f %%  stream %6.2f GB/s  indexed"
              + " %6.2f GB/s  window of 100 ms %6.2f ms  recover %5.2f s%n",
          messageBytes,
          name,
          count / writeSeconds / 1e6,
          bytes / writeSeconds / 1e9,
          100.0 * fileBytes / bytes,
          bytes / streamSeconds / 1e9,
          bytes / indexedSeconds / 1e9,
          window(file, count),
          recover(file, count));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static MemorySegment walks(Arena arena, int messageBytes) {
    Random random = new Random(7);
    int floats = messageBytes / 4;
    int variants = Math.clamp((64L << 20) / messageBytes, 8, VARIANTS);
    MemorySegment data = arena.allocate((long) variants * messageBytes);
    int[] walk = new int[floats];
    for (int i = 0; i < variants; i++) {
      for (int j = 0; j < floats; j++) {
        walk[j] += random.nextInt(3) - 1;
        data.set(
            ValueLayout.JAVA_FLOAT_UNALIGNED, (long) i * messageBytes + 4L * j, walk[j] / 1024f);
      }
    }
    return data;
  }

  private static double write(
      Path file, McapWriterOptions options, MemorySegment data, int messageBytes, long count)
      throws IOException {
    long variants = repeat ? 1 : data.byteSize() / messageBytes;
    long start = System.nanoTime();
    try (McapWriter writer = McapWriter.create(file, options)) {
      for (int i = 1; i <= CHANNELS; i++) {
        writer.channel(0, "stream/" + i, "walk", Map.of());
      }
      for (long i = 0; i < count; i++) {
        MemorySegment message = data.asSlice(i % variants * messageBytes, messageBytes);
        long nanos = i * 1_000_000 / CHANNELS;
        writer.message((int) (i % CHANNELS) + 1, i, nanos, nanos, message, messageBytes);
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double stream(Path file, long count) throws IOException {
    long start = System.nanoTime();
    long found = 0;
    try (McapReader reader = McapReader.open(file)) {
      McapRecord record;
      while ((record = reader.next()) != null) {
        found += record instanceof McapRecord.Message ? 1 : 0;
      }
    }
    check(found, count);
    return (System.nanoTime() - start) / 1e9;
  }

  private static double indexed(Path file, long count) throws IOException {
    long start = System.nanoTime();
    long found = 0;
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      MessageCursor messages = reader.messages(MessageQuery.all());
      while (messages.next() != null) {
        found++;
      }
    }
    check(found, count);
    return (System.nanoTime() - start) / 1e9;
  }

  /// Mean milliseconds for one topic's messages in windows all over an open file.
  private static double window(Path file, long count) throws IOException {
    Random random = new Random(11);
    int windows = 200;
    long found = 0;
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      long start = System.nanoTime();
      for (int i = 0; i < windows; i++) {
        long from = (long) (random.nextDouble() * count * 1_000_000 / CHANNELS);
        MessageQuery query =
            MessageQuery.all().topics("stream/1").between(from, from + 100_000_000);
        MessageCursor messages = reader.messages(query);
        while (messages.next() != null) {
          found++;
        }
      }
      double millis = (System.nanoTime() - start) / 1e6 / windows;
      if (found == 0) {
        throw new IllegalStateException("No window held a message");
      }
      return millis;
    }
  }

  /// Seconds to mend a file that lacks its last byte.
  private static double recover(Path file, long count) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 1);
    }
    long start = System.nanoTime();
    RecoveryReport report = McapRecovery.recover(file);
    check(report.messages(), count);
    return (System.nanoTime() - start) / 1e9;
  }

  private static void check(long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException("Read " + found + " of " + expected + " messages");
    }
  }
}
