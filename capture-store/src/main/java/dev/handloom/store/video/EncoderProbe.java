package dev.handloom.store.video;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avutil;

/// Tries encoders in a program of its own, which a driver may crash or hang: encodes some pictures
/// the way a take does and reads them back.
public final class EncoderProbe {
  /// One more than a group, so that the second key frame is seen.
  static final int PICTURES = FfmpegCodec.GROUP_FRAMES + 2;

  /// Lines of the answer begin with this; everything else is a driver talking.
  static final String ANSWER = "@handloom ";

  private static final double HZ = 30;
  private static final long PERIOD_MICROS = 33_333;

  private EncoderProbe() {}

  /// @param args width, height, and the kinds to try
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Ffmpeg.load();
    // What a driver has to say comes out between the lines of the answer.
    avutil.av_log_set_level(avutil.AV_LOG_WARNING);
    int width = Integer.parseInt(args[0]);
    int height = Integer.parseInt(args[1]);
    for (int i = 2; i < args.length; i++) {
      EncoderKind kind = EncoderKind.valueOf(args[i]);
      out.println(ANSWER + "BEGIN " + kind);
      out.println(ANSWER + tried(kind, width, height));
    }
  }

  private static String tried(EncoderKind kind, int width, int height) {
    try {
      Path folder = Files.createTempDirectory("handloom-encoder");
      Path file = folder.resolve("trial.mp4");
      try {
        return trial(kind, width, height, file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      return "NO " + kind + " " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }

  private static String trial(EncoderKind kind, int width, int height, Path path)
      throws IOException {
    TrialPictures pictures = new TrialPictures(width, height);
    FrameFormat format = new FrameFormat(width, height, FrameFormat.Pixels.BGRA);
    int heldBack = 0;
    long nanos = 0;
    try (Arena arena = Arena.ofConfined();
        DiskFile file = Disk.ofThisMachine().create(path);
        PictureEncoder encoder = PictureEncoder.open(kind, format, HZ, VideoTarget.file(file))) {
      MemorySegment picture = arena.allocate(pictures.bytes(), 8);
      int out = 0;
      for (int i = 0; i < PICTURES; i++) {
        pictures.paint(picture, i);
        long begun = System.nanoTime();
        encoder.encode(picture, pictures.bytes(), i * PERIOD_MICROS);
        nanos += System.nanoTime() - begun;
        while (encoder.poll() != null) {
          out++;
        }
        heldBack = Math.max(heldBack, i + 1 - out);
      }
      encoder.finish();
      if (!encoder.changed().isEmpty()) {
        throw new VideoException(encoder.changed());
      }
    }
    double worst = verify(path, pictures);
    return String.format(
        Locale.ROOT, "OK %s %d %.3f %.1f", kind, heldBack, nanos / 1e6 / PICTURES, worst);
  }

  private static double verify(Path path, TrialPictures pictures) throws IOException {
    try (VideoReader video = VideoReader.open(path)) {
      if (video.frameCount() != PICTURES) {
        throw new VideoException(
            "Of " + PICTURES + " pictures " + video.frameCount() + " came back");
      }
      int sinceKey = 0;
      for (int i = 0; i < PICTURES; i++) {
        sinceKey = video.keyFrame(i) ? 0 : sinceKey + 1;
        if (!video.keyFrame(0) || sinceKey >= FfmpegCodec.GROUP_FRAMES) {
          throw new VideoException("Its key frames are too far apart");
        }
      }
      ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
      double worst = Double.MAX_VALUE;
      // Backwards: every picture must be found from its own key frame.
      for (int i = PICTURES - 1; i >= 0; i--) {
        video.read(i, bgra);
        worst = Math.min(worst, pictures.decibel(bgra, i));
      }
      if (worst < TrialPictures.LEAST_DECIBEL) {
        throw new VideoException(
            String.format(
                Locale.ROOT,
                "Its pictures come back wrong: %.1f dB and not %.0f",
                worst,
                TrialPictures.LEAST_DECIBEL));
      }
      return worst;
    }
  }
}
