package dev.handloom.test.bench;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.video.EncoderKind;
import dev.handloom.store.video.EncoderTrial;
import dev.handloom.store.video.Encoders;
import dev.handloom.store.video.VideoEncoder;
import dev.handloom.store.video.VideoTarget;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a picture costs: processor time of the encoding thread with all that a take does to it,
/// conversion, encoding and writing, for every encoder that works here.
final class EncodeBenchmark implements Benchmarks.Benchmark {
  private static final int PICTURES = 150;
  private static final int DISTINCT = 30;
  private static final double HZ = 30;

  @Override
  public int run(List<String> options) throws Exception {
    Path folder = Files.createTempDirectory("handloom-bench");
    try {
      for (int[] size : new int[][] {{640, 480}, {1280, 720}}) {
        size(size[0], size[1], folder.resolve("bench.mp4"));
      }
    } finally {
      Files.deleteIfExists(folder.resolve("bench.mp4"));
      Files.delete(folder);
    }
    return 0;
  }

  private static void size(int width, int height, Path path) throws Exception {
    FrameFormat format = new FrameFormat(width, height, FrameFormat.Pixels.BGRA);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment[] pictures = new MemorySegment[DISTINCT];
      BenchPictures painter = new BenchPictures(width, height);
      for (int i = 0; i < DISTINCT; i++) {
        pictures[i] = arena.allocate(format.capacity(), 8);
        painter.draw(i, pictures[i]);
      }
      for (EncoderTrial trial : Encoders.shared().tryAll(format)) {
        if (trial.works()) {
          EncoderKind kind = trial.kind();
          one(
              kind.title() + " " + width + "×" + height,
              (f, hz, file) -> VideoEncoder.open(kind, f, hz, file),
              format,
              pictures,
              path);
        } else {
          Benchmarks.line(trial.kind().title(), "%s", trial.reason());
        }
      }
      MemorySegment[] jpegs = new MemorySegment[DISTINCT];
      for (int i = 0; i < DISTINCT; i++) {
        jpegs[i] = Jpegs.of(pictures[i], width, height, arena);
      }
      one(
          "JPEG as it comes " + width + "×" + height,
          VideoEncoder::open,
          new FrameFormat(width, height, FrameFormat.Pixels.JPEG),
          jpegs,
          path);
    }
  }

  private static void one(
      String what,
      VideoEncoder.Opener opener,
      FrameFormat format,
      MemorySegment[] pictures,
      Path path)
      throws Exception {
    long cpu = 0;
    long wall = 0;
    try (DiskFile file = Disk.ofThisMachine().create(path);
        VideoEncoder encoder = opener.open(format, HZ, VideoTarget.file(file))) {
      for (int i = 0; i < PICTURES; i++) {
        MemorySegment picture = pictures[i % DISTINCT];
        long begun = System.nanoTime();
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        encoder.encode(picture, (int) picture.byteSize(), i * 33_333L);
        cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        wall += System.nanoTime() - begun;
      }
      encoder.finish();
    }
    Benchmarks.line(
        what,
        "%6.2f ms of a processor a picture, %6.2f ms by the clock, %5.1f Mbit/s at 30 Hz",
        cpu / 1e6 / PICTURES,
        wall / 1e6 / PICTURES,
        Files.size(path) * 8 / 1e6 / (PICTURES / HZ));
    Files.delete(path);
  }
}
