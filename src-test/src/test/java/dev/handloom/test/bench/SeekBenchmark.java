package dev.handloom.test.bench;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.video.VideoEncoder;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/// How long a picture takes to be there, in a minute of video: after a leap to any place, and after
/// a step back. Three small videos together, as in Review, and one large one; beside them the
/// `ffmpeg` program of the same library, which seeks and decodes the same pictures.
final class SeekBenchmark implements Benchmarks.Benchmark {
  private static final int PICTURES = 1800;
  private static final int LEAPS = 300;
  private static final int STEPS = 300;
  private static final int PROGRAM_LEAPS = 15;
  private static final long PERIOD_MICROS = 33_333;

  @Override
  public int run(List<String> options) throws Exception {
    Path folder = Files.createTempDirectory("handloom-bench");
    try {
      Path small = make(folder.resolve("small.mp4"), 640, 480);
      List<Path> three = List.of(small, copy(small, "small-2.mp4"), copy(small, "small-3.mp4"));
      videos("3 × 640×480 at once", three, 640, 480);
      Path large = make(folder.resolve("large.mp4"), 1280, 720);
      videos("1280×720", List.of(large), 1280, 720);
      program("1280×720", large);
    } finally {
      try (var files = Files.list(folder)) {
        files.forEach(SeekBenchmark::delete);
      }
      Files.delete(folder);
    }
    return 0;
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path copy(Path path, String name) throws IOException {
    return Files.copy(path, path.resolveSibling(name));
  }

  private static Path make(Path path, int width, int height) throws IOException {
    FrameFormat format = new FrameFormat(width, height, FrameFormat.Pixels.BGRA);
    BenchPictures painter = new BenchPictures(width, height);
    try (Arena arena = Arena.ofConfined();
        DiskFile file = Disk.ofThisMachine().create(path);
        VideoEncoder encoder = VideoEncoder.open(format, 30, file)) {
      MemorySegment picture = arena.allocate(format.capacity(), 8);
      for (int i = 0; i < PICTURES; i++) {
        painter.draw(i, picture);
        encoder.encode(picture, format.capacity(), i * PERIOD_MICROS);
      }
      encoder.finish();
    }
    return path;
  }

  private static void videos(String what, List<Path> paths, int width, int height)
      throws Exception {
    List<VideoReader> readers = new ArrayList<>();
    List<ByteBuffer> pixels = new ArrayList<>();
    for (Path path : paths) {
      readers.add(VideoReader.open(path));
      pixels.add(ByteBuffer.allocateDirect(width * height * 4));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(paths.size())) {
      Random random = new Random(7);
      // Code is compiled and the file is in memory before anything counts.
      for (int i = 0; i < 40; i++) {
        together(threads, readers, pixels, random.nextInt(PICTURES));
      }
      double[] leaps = new double[LEAPS];
      for (int i = 0; i < LEAPS; i++) {
        leaps[i] = together(threads, readers, pixels, random.nextInt(PICTURES));
      }
      line(what + ", leaps", leaps);
      double[] steps = new double[STEPS];
      for (int i = 0; i < STEPS; i++) {
        steps[i] = together(threads, readers, pixels, PICTURES - 1 - i);
      }
      line(what + ", steps back", steps);
      double[] on = new double[STEPS];
      for (int i = 0; i < STEPS; i++) {
        on[i] = together(threads, readers, pixels, 300 + i);
      }
      line(what + ", steps on", on);
    } finally {
      readers.forEach(VideoReader::close);
    }
  }

  /// Until the last of them is there.
  private static double together(
      ExecutorService threads, List<VideoReader> readers, List<ByteBuffer> pixels, int picture)
      throws Exception {
    long begun = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < readers.size(); i++) {
      VideoReader reader = readers.get(i);
      ByteBuffer into = pixels.get(i);
      running.add(
          threads.submit(() -> {
            reader.read(picture, into);
            return null;
          }));
    }
    for (Future<?> each : running) {
      each.get();
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  /// The program starts anew for each picture; what it needs to start is taken off by a run that
  /// reads nothing but the first picture of a small file.
  private static void program(String what, Path path) throws Exception {
    String program = Loader.load(ffmpeg.class);
    Random random = new Random(7);
    double[] leaps = new double[PROGRAM_LEAPS];
    double[] starts = new double[PROGRAM_LEAPS];
    for (int i = 0; i < PROGRAM_LEAPS; i++) {
      starts[i] = seek(program, path, 0);
      leaps[i] = seek(program, path, random.nextInt(PICTURES) * PERIOD_MICROS / 1e6);
    }
    line(what + ", ffmpeg's program to the first picture", starts);
    line(what + ", ffmpeg's program to any picture", leaps);
    double more = median(leaps) - median(starts);
    Benchmarks.line(what + ", ffmpeg's program, what the seek adds", "p50 %.1f ms", more);
  }

  private static double seek(String program, Path path, double seconds) throws Exception {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(
                program,
                "-v",
                "error",
                "-threads",
                "1",
                "-ss",
                String.format(Locale.ROOT, "%.6f", seconds),
                "-i",
                path.toString(),
                "-frames:v",
                "1",
                "-pix_fmt",
                "bgra",
                "-f",
                "rawvideo",
                "-")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException("ffmpeg's program ended with " + code);
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  private static double median(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void line(String what, double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    Benchmarks.line(
        what,
        "p50 %5.1f ms, p95 %5.1f ms, worst %5.1f ms",
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 0.95)],
        sorted[sorted.length - 1]);
  }
}
