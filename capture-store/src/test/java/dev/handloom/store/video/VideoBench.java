package dev.handloom.store.video;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// What a picture costs to encode, and how long it takes to find one again.
public final class VideoBench {
  private static final int FRAMES = 300;

  private VideoBench() {}

  public static void main(String[] args) throws Exception {
    run(640, 480);
    run(640, 480);
    run(1280, 720);
  }

  private static void run(int width, int height) throws Exception {
    Path path = Files.createTempDirectory("video").resolve("bench.mp4");
    NumberedPictures pictures = new NumberedPictures(width, height);
    long cpu = 0;
    try (DiskFile file = Disk.ofThisMachine().create(path);
        VideoEncoder encoder =
            VideoEncoder.open(new FrameFormat(width, height, FrameFormat.Pixels.BGRA), 30, file)) {
      for (int i = 0; i < FRAMES; i++) {
        var picture = pictures.draw(i);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        encoder.encode(picture, pictures.bytes(), i * 33_333L);
        cpu += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      }
      encoder.finish();
    }
    double[] millis = new double[200];
    ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
    Random random = new Random(1);
    try (VideoReader reader = VideoReader.open(path)) {
      for (int i = 0; i < millis.length; i++) {
        long begun = System.nanoTime();
        reader.read(random.nextInt(FRAMES), bgra);
        millis[i] = (System.nanoTime() - begun) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "MEASURE %dx%d: encode %.2f ms of CPU a picture, %.0f KB a picture; random picture p50"
            + " %.1f ms, p95 %.1f ms, worst %.1f ms%n",
        width,
        height,
        cpu / 1e6 / FRAMES,
        Files.size(path) / 1e3 / FRAMES,
        millis[100],
        millis[190],
        millis[199]);
    Files.delete(path);
  }
}
