package dev.handloom.test.bench;

import dev.handloom.store.mcap.Compression;
import dev.handloom.store.mcap.IndexedMcapReader;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.mcap.MessageCursor;
import dev.handloom.store.mcap.MessageQuery;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// How fast MCAP files are written and how soon any moment of a large one is there. 1 MiB chunks,
/// index and checksums on, thirty channels, to a RAM disk where there is one. Beside each row the
/// Python library, if this machine has it (`pip install mcap`), with the same bytes.
///
/// Options: `--python PROGRAM`, the interpreter to ask; `--window-gigabytes N`, 2 if not given.
final class McapBenchmark implements Benchmarks.Benchmark {
  private static final int ROUNDS = 3;
  private static final int CHANNELS = 30;
  private static final int WINDOWS = 10;
  private static final long WINDOW_NANOS = 100_000_000L;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// @param repeated one message over and over, or values that wander as sensors' do
  private record Row(int messageBytes, Compression compression, boolean repeated, long totalBytes) {
    String text() {
      return String.format(
          Locale.ROOT,
          "%,d B, %s, %s",
          messageBytes,
          compression == Compression.NONE ? "none" : compression.name().toLowerCase(Locale.ROOT),
          repeated ? "the same bytes again" : "wandering values");
    }
  }

  @Override
  public int run(List<String> options) throws Exception {
    Path memory = Path.of("/dev/shm");
    Path folder =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "handloom-mcap")
            : Files.createTempDirectory("handloom-mcap");
    try (Arena arena = Arena.ofConfined()) {
      String python = option(options, "--python", "python3");
      boolean peer = hasPeer(python);
      Benchmarks.line("on", "%s", folder.startsWith(memory) ? "a RAM disk" : folder);
      if (!peer) {
        Benchmarks.line("peer", "skipped: %s has no module mcap", python);
      }
      for (int bytes : new int[] {100, 10_240}) {
        MemorySegment values = wandering(arena, bytes);
        Path sample = folder.resolve("values");
        Files.write(sample, values.toArray(ValueLayout.JAVA_BYTE));
        for (Compression compression : Compression.values()) {
          for (boolean repeated : new boolean[] {false, true}) {
            Row row =
                new Row(bytes, compression, repeated, bytes == 100 ? 200_000_000L : 1_000_000_000L);
            row(row, values, folder, peer ? python : null, sample);
          }
        }
      }
      Files.delete(folder.resolve("values"));
      windows(folder, Long.parseLong(option(options, "--window-gigabytes", "2")));
    } finally {
      try (var left = Files.list(folder)) {
        for (Path file : left.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
    return 0;
  }

  private static String option(List<String> options, String name, String otherwise) {
    int at = options.indexOf(name);
    return at >= 0 && at + 1 < options.size() ? options.get(at + 1) : otherwise;
  }

  private static MemorySegment wandering(Arena arena, int messageBytes) {
    Random random = new Random(7);
    int variants = Math.clamp((64L << 20) / messageBytes, 8, 4096);
    MemorySegment out = arena.allocate((long) variants * messageBytes);
    int[] walk = new int[messageBytes / 4];
    for (int i = 0; i < variants; i++) {
      for (int j = 0; j < walk.length; j++) {
        walk[j] += random.nextInt(3) - 1;
        out.set(FLOAT, (long) i * messageBytes + 4L * j, walk[j] / 1024f);
      }
    }
    return out;
  }

  private static void row(
      Row row, MemorySegment values, Path folder, @Nullable String python, Path sample)
      throws IOException, InterruptedException {
    Path file = folder.resolve("out.mcap");
    double best = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      Files.deleteIfExists(file);
      long begun = System.nanoTime();
      write(row, values, file);
      best = Math.min(best, (System.nanoTime() - begun) / 1e9);
    }
    long fileBytes = Files.size(file);
    Files.delete(file);
    long count = row.totalBytes / row.messageBytes;
    String beside = "";
    if (python != null) {
      // A tenth: it is slow, and does the same work again and again.
      long fewer = count / 10;
      double seconds = peer(python, row, fewer, sample, file);
      beside = String.format(Locale.ROOT, ", %.0f × Python", seconds / fewer / (best / count));
    }
    Benchmarks.line(
        "write " + row.text(),
        "%.2f M messages/s, %.2f GB/s, %.0f %% of the bytes%s",
        count / best / 1e6,
        row.totalBytes / best / 1e9,
        100.0 * fileBytes / row.totalBytes,
        beside);
  }

  private static void write(Row row, MemorySegment values, Path file) throws IOException {
    long count = row.totalBytes / row.messageBytes;
    long variants = row.repeated ? 1 : values.byteSize() / row.messageBytes;
    McapWriterOptions options = McapWriterOptions.recording().withCompression(row.compression);
    try (McapWriter out = McapWriter.create(file, options)) {
      for (int i = 1; i <= CHANNELS; i++) {
        out.channel(0, "stream/" + i, "walk", Map.of());
      }
      for (long i = 0; i < count; i++) {
        long nanos = i * 1_000_000 / CHANNELS;
        out.message(
            (int) (i % CHANNELS) + 1,
            i,
            nanos,
            nanos,
            values.asSlice(i % variants * row.messageBytes, row.messageBytes),
            row.messageBytes);
      }
    }
  }

  private static boolean hasPeer(String python) throws InterruptedException {
    try {
      Process asked =
          new ProcessBuilder(python, "-c", "import mcap.writer").redirectErrorStream(true).start();
      asked.getInputStream().readAllBytes();
      return asked.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static final String PEER =
      """
      import sys, time
      from mcap.writer import Writer, CompressionType
      size, count, variants = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
      kind = {'NONE': CompressionType.NONE, 'LZ4': CompressionType.LZ4, 'ZSTD': CompressionType.ZSTD}[sys.argv[4]]
      values = open(sys.argv[5], 'rb').read()
      parts = [values[i * size:(i + 1) * size] for i in range(variants or len(values) // size)]
      begun = time.perf_counter()
      with open(sys.argv[6], 'wb') as out:
          writer = Writer(out, chunk_size=1 << 20, compression=kind)
          writer.start()
          channels = [writer.register_channel(f'stream/{i + 1}', 'walk', 0) for i in range(30)]
          for i in range(count):
              nanos = i * 1000000 // 30
              writer.add_message(channels[i % 30], log_time=nanos, publish_time=nanos, sequence=i,
                                 data=parts[i % len(parts)])
          writer.finish()
      print(time.perf_counter() - begun)
      """;

  private static double peer(String python, Row row, long count, Path sample, Path file)
      throws IOException, InterruptedException {
    Process running =
        new ProcessBuilder(
                python,
                "-c",
                PEER,
                Integer.toString(row.messageBytes),
                Long.toString(count),
                row.repeated ? "1" : "0",
                row.compression.name(),
                sample.toString(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said =
        new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (running.waitFor() != 0) {
      throw new IOException("The Python library failed");
    }
    Files.deleteIfExists(file);
    return Double.parseDouble(said);
  }

  /// Random moments in a long file of two kinds of streams, opened anew for the first.
  private static void windows(Path folder, long gigabytes) throws IOException {
    Path file = folder.resolve("long.mcap");
    byte[] noise = new byte[10_240];
    Random random = new Random(11);
    random.nextBytes(noise);
    long until = 0;
    try (McapWriter out = McapWriter.create(file, McapWriterOptions.recording())) {
      for (int i = 1; i <= CHANNELS; i++) {
        out.channel(0, "stream/" + i, "walk", Map.of());
      }
      // Noise does not shrink: the file is as large as what is put in.
      for (long put = 0, i = 0; put < gigabytes << 30; put += noise.length, i++) {
        until = i * 1_000_000;
        random.nextBytes(noise);
        out.message((int) (i % CHANNELS) + 1, i, until, until, noise, 0, noise.length);
      }
    }
    try (IndexedMcapReader in = IndexedMcapReader.open(file)) {
      Benchmarks.line(
          "read " + WINDOWS + " random windows of 100 ms",
          "of %.2f GB: %s",
          Files.size(file) / 1e9,
          windows(in, MessageQuery.all(), until, random));
      Benchmarks.line(
          "the same, one topic",
          "%s",
          windows(in, MessageQuery.all().topics("stream/1"), until, random));
    }
  }

  private static String windows(IndexedMcapReader in, MessageQuery query, long until, Random random)
      throws IOException {
    double[] millis = new double[WINDOWS];
    double worstCpu = 0;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long found = 0;
    for (int i = 0; i < WINDOWS; i++) {
      long from = (long) (random.nextDouble() * (until - WINDOW_NANOS));
      long begunCpu = threads.getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      MessageCursor messages = in.messages(query.between(from, from + WINDOW_NANOS));
      while (messages.next() != null) {
        found++;
      }
      millis[i] = (System.nanoTime() - begun) / 1e6;
      worstCpu = Math.max(worstCpu, (threads.getCurrentThreadCpuTime() - begunCpu) / 1e6);
    }
    Arrays.sort(millis);
    return String.format(
        Locale.ROOT,
        "median %.1f ms, worst %.1f ms (of CPU %.1f ms), %,d messages",
        millis[WINDOWS / 2],
        millis[WINDOWS - 1],
        worstCpu,
        found);
  }
}
