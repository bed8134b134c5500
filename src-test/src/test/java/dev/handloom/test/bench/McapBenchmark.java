package dev.handloom.test.bench;

import dev.handloom.store.mcap.Compression;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// How fast our MCAP library writes, and how soon a stretch of a large file is read; beside it the
/// official TypeScript and Python libraries, which get the same bytes in the same run. Chunks of 1
/// MiB, every index and checksum on.
final class McapBenchmark implements Benchmarks.Benchmark {
  static final int TOPICS = 30;

  /// What the official libraries call fastest.
  static final int FASTEST_ZSTD = -5;

  private static final int ROUNDS = 5;
  private static final long FILE_BYTES = 256L << 20;
  private static final int VARIANTS = 4096;

  /// A peer's rate does not hang on the number, and its patience does.
  private static final long PEER_BYTES = 16L << 20;

  private static final Path RAM_DISK = Path.of("/dev/shm");
  private static final long ROOM_BYTES = 4L << 30;

  @Override
  public int run(List<String> options) throws Exception {
    if (!List.of("write", "read").containsAll(options)) {
      System.out.println("  Options: write, read; both without any");
      return 2;
    }
    Path folder = Files.createTempDirectory(parent(), "handloom-bench");
    int code = 0;
    try {
      McapPeers peers = McapPeers.fetch(folder);
      if (options.isEmpty() || options.contains("write")) {
        for (int messageBytes : new int[] {100, 10 << 10}) {
          write(folder, messageBytes, peers);
        }
      }
      if (options.isEmpty() || options.contains("read")) {
        code = new McapWindows(folder, peers).run();
      }
    } finally {
      delete(folder);
    }
    return code;
  }

  private static Path parent() throws IOException {
    boolean room =
        Files.isWritable(RAM_DISK) && Files.getFileStore(RAM_DISK).getUsableSpace() > ROOM_BYTES;
    Path parent = room ? RAM_DISK : Path.of(System.getProperty("java.io.tmpdir"));
    Benchmarks.line("files", room ? "on a RAM disk, %s" : "no RAM disk with room here: %s", parent);
    return parent;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(path -> {
            try {
              Files.delete(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static void write(Path folder, int messageBytes, McapPeers peers) throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment walks = walks(arena, messageBytes);
      Path payload = folder.resolve("payload");
      Files.write(payload, walks.toArray(ValueLayout.JAVA_BYTE));
      for (boolean repeated : new boolean[] {true, false}) {
        MemorySegment data = repeated ? walks.asSlice(0, messageBytes) : walks;
        for (Compression compression : Compression.values()) {
          McapWriterOptions options =
              McapWriterOptions.recording()
                  .withCompression(compression)
                  .withCompressionLevel(FASTEST_ZSTD);
          Rate ours = ours(folder.resolve("ours.mcap"), options, data, messageBytes);
          String what =
              String.format(
                  Locale.ROOT,
                  "%d B, %s, %s",
                  messageBytes,
                  compression.name().toLowerCase(Locale.ROOT),
                  repeated ? "one message repeated" : "slow walks");
          Benchmarks.line(
              what,
              "best %.2f, median %.2f M/s; %.2f, %.2f GB/s; %.2f GB/s of processor time; %.0f %%",
              ours.best / 1e6,
              ours.median / 1e6,
              ours.best * messageBytes / 1e9,
              ours.median * messageBytes / 1e9,
              ours.perProcessorSecond * messageBytes / 1e9,
              100 * ours.fileBytesPerByte);
          for (McapPeers.Peer peer : peers.writers(compression)) {
            double theirs =
                peer.write(
                    payload,
                    messageBytes,
                    PEER_BYTES / messageBytes,
                    compression,
                    repeated,
                    folder.resolve("theirs.mcap"));
            Benchmarks.line(
                "  " + peer.name(),
                "best %.3f M/s: ours is %.1f×",
                theirs / 1e6,
                ours.best / theirs);
          }
        }
      }
    }
  }

  /// In messages a second.
  ///
  /// @param perProcessorSecond of the best round: other programs can take time from a round, not
  ///   processor time
  private record Rate(
      double best, double median, double perProcessorSecond, double fileBytesPerByte) {}

  private static Rate ours(
      Path file, McapWriterOptions options, MemorySegment data, int messageBytes)
      throws IOException {
    long count = FILE_BYTES / messageBytes;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] seconds = new double[ROUNDS];
    double processorSeconds = Double.MAX_VALUE;
    long bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long cpu = threads.getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      fill(file, options, data, messageBytes, count);
      seconds[round] = (System.nanoTime() - begun) / 1e9;
      processorSeconds =
          Math.min(processorSeconds, (threads.getCurrentThreadCpuTime() - cpu) / 1e9);
      bytes = Files.size(file);
      Files.delete(file);
    }
    Arrays.sort(seconds);
    return new Rate(
        count / seconds[0],
        count / seconds[ROUNDS / 2],
        count / processorSeconds,
        (double) bytes / (count * messageBytes));
  }

  /// Messages of [#TOPICS] streams at 1 kHz each.
  static void fill(
      Path file, McapWriterOptions options, MemorySegment data, int messageBytes, long count)
      throws IOException {
    long variants = data.byteSize() / messageBytes;
    try (McapWriter writer = McapWriter.create(file, options)) {
      for (int i = 1; i <= TOPICS; i++) {
        writer.channel(0, "stream/" + i, "walk", Map.of());
      }
      for (long i = 0; i < count; i++) {
        MemorySegment message = data.asSlice(i % variants * messageBytes, messageBytes);
        long nanos = i * 1_000_000 / TOPICS;
        writer.message((int) (i % TOPICS) + 1, i, nanos, nanos, message, messageBytes);
      }
    }
  }

  /// Messages like a glove's: little-endian floats that walk slowly, in steps of 1/1024.
  static MemorySegment walks(Arena arena, int messageBytes) {
    Random random = new Random(7);
    MemorySegment data = arena.allocate((long) VARIANTS * messageBytes);
    int[] walk = new int[messageBytes / 4];
    for (int i = 0; i < VARIANTS; i++) {
      for (int j = 0; j < walk.length; j++) {
        walk[j] += random.nextInt(3) - 1;
        data.set(
            ValueLayout.JAVA_FLOAT_UNALIGNED, (long) i * messageBytes + 4L * j, walk[j] / 1024f);
      }
    }
    return data;
  }
}
