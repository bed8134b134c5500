package dev.handloom.test.bench;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.SampleRing;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// One writer and three readers on a stream of 16 channels: how fast, and how many bytes of heap a
/// sample costs on each side.
final class RingBenchmark implements Benchmarks.Benchmark {
  private static final int SAMPLES = 20_000_000;
  private static final int READERS = 3;

  @Override
  public int run(List<String> options) throws Exception {
    round(SAMPLES / 10);
    Round round = round(SAMPLES);
    Benchmarks.line(
        "one writer, three readers, 16 channels",
        "%.1f M samples/s written",
        round.writtenPerSecond() / 1e6);
    Benchmarks.line(
        "read by each reader, on average",
        "%.1f M samples/s, %.1f %% overrun at full speed",
        round.readPerSecond() / 1e6,
        100 * round.overrunShare());
    Benchmarks.line(
        "heap allocated per sample",
        "%.6f bytes by the writer, %.6f by a reader",
        round.writerBytes(),
        round.readerBytes());
    return 0;
  }

  private record Round(
      double writtenPerSecond,
      double readPerSecond,
      double overrunShare,
      double writerBytes,
      double readerBytes) {}

  private static Round round(int samples) throws InterruptedException {
    StreamSpec spec =
        StreamSpec.signal(
            "bench/values",
            IntStream.range(0, 16)
                .mapToObj(i -> new Channel("c" + i, Unit.COUNT, 0, 4095))
                .toList(),
            1000,
            null);
    SampleRing ring = new SampleRing(spec, 1 << 14);
    AtomicLong read = new AtomicLong();
    AtomicLong overrun = new AtomicLong();
    AtomicLong readerBytes = new AtomicLong();
    List<Thread> readers = new ArrayList<>();
    for (int r = 0; r < READERS; r++) {
      RingReader reader = ring.reader();
      readers.add(
          Thread.ofPlatform()
              .start(() -> {
                Sample into = new Sample(spec);
                long before = allocated();
                long mine = 0;
                while (mine + reader.overruns() < samples) {
                  if (reader.poll(into)) {
                    mine++;
                  } else {
                    Thread.onSpinWait();
                  }
                }
                readerBytes.addAndGet(allocated() - before);
                read.addAndGet(mine);
                overrun.addAndGet(reader.overruns());
              }));
    }
    Sample sample = new Sample(spec);
    long beforeBytes = allocated();
    long begun = System.nanoTime();
    for (int i = 0; i < samples; i++) {
      sample.sequence = i;
      sample.values[0] = i;
      ring.publish(sample);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    long writerBytes = allocated() - beforeBytes;
    for (Thread reader : readers) {
      reader.join();
    }
    double all = (double) samples * READERS;
    double readSeconds = (System.nanoTime() - begun) / 1e9;
    return new Round(
        samples / seconds,
        read.get() / readSeconds / READERS,
        overrun.get() / all,
        (double) writerBytes / samples,
        readerBytes.get() / all);
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
