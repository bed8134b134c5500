package dev.handloom.test.bench;

import dev.handloom.store.mcap.Compression;
import dev.handloom.store.mcap.IndexedMcapReader;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.mcap.MessageCursor;
import dev.handloom.store.mcap.MessageQuery;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/// How long it takes to read all topics for 100 ms anywhere in a file of 2 GB. The file was written
/// a moment ago, so the system has it in memory.
final class McapWindows {
  private static final long FILE_BYTES = 2_000_000_000L;
  private static final int MESSAGE_BYTES = 100;
  private static final long WINDOW_NANOS = 100_000_000;
  private static final int WINDOWS = 10;
  private static final int WARM_UP = 200;

  private final Path file;
  private final McapPeers peers;

  McapWindows(Path folder, McapPeers peers) {
    file = folder.resolve("large.mcap");
    this.peers = peers;
  }

  /// @return 1 if a peer finds another number of messages
  int run() throws Exception {
    int code = 0;
    for (Compression compression : Compression.values()) {
      McapWriterOptions options = McapWriterOptions.recording().withCompression(compression);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment data = McapBenchmark.walks(arena, MESSAGE_BYTES);
        // What a small file says of the size of a large one.
        McapBenchmark.fill(file, options, data, MESSAGE_BYTES, 100_000);
        double bytesPerMessage = Files.size(file) / 100_000.0;
        Files.delete(file);
        long count = (long) (FILE_BYTES / bytesPerMessage);
        McapBenchmark.fill(file, options, data, MESSAGE_BYTES, count);
        code = Math.max(code, measure(compression, count * 1_000_000 / McapBenchmark.TOPICS));
      } finally {
        Files.deleteIfExists(file);
      }
    }
    return code;
  }

  private int measure(Compression compression, long fileNanos) throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < WARM_UP; i++) {
      try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
        read(reader, random.nextLong(fileNanos - WINDOW_NANOS));
      }
    }
    long[] from = random.longs(WINDOWS, 0, fileNanos - WINDOW_NANOS).toArray();
    long begun = System.nanoTime();
    double[] millis = new double[WINDOWS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long processorNanos = 0;
    long found = 0;
    double opening;
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      opening = (System.nanoTime() - begun) / 1e6;
      for (int i = 0; i < WINDOWS; i++) {
        long start = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        found += read(reader, from[i]);
        processorNanos = Math.max(processorNanos, threads.getCurrentThreadCpuTime() - cpu);
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    Benchmarks.line(
        String.format(
            Locale.ROOT,
            "%d windows of 100 ms in %.2f GB, %s",
            WINDOWS,
            Files.size(file) / 1e9,
            compression.name().toLowerCase(Locale.ROOT)),
        "median %.1f ms, worst %.1f ms (of the processor %.1f ms), opening %.1f ms, %d messages",
        median(millis),
        millis[WINDOWS - 1],
        processorNanos / 1e6,
        opening,
        found);
    int code = 0;
    for (McapPeers.Peer peer : peers.all()) {
      McapPeers.Peer.Windows theirs = peer.windows(file, from, WINDOW_NANOS);
      Benchmarks.line(
          "  " + peer.name(),
          "median %.1f ms, worst %.1f ms: ours is %.1f×",
          median(theirs.millis()),
          theirs.millis()[WINDOWS - 1],
          median(theirs.millis()) / median(millis));
      if (theirs.messages() != found) {
        System.out.println("  WRONG: it finds " + theirs.messages() + " messages");
        code = 1;
      }
    }
    return code;
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  private static long read(IndexedMcapReader reader, long from) throws IOException {
    long found = 0;
    MessageCursor messages = reader.messages(MessageQuery.all().between(from, from + WINDOW_NANOS));
    while (messages.next() != null) {
      found++;
    }
    return found;
  }
}
