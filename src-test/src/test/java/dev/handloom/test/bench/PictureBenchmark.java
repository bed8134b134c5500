package dev.handloom.test.bench;

import dev.handloom.device.picture.PictureJudge;
import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.FrameFormat.Pixels;
import dev.handloom.device.stream.PictureSpells;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/// What it costs to judge the pictures of a camera at 30 Hz, beside what it would cost to decode
/// those that are looked at.
final class PictureBenchmark implements Benchmarks.Benchmark {
  private static final int PICTURES = 60;
  private static final int HZ = 30;
  private static final int LOOKS_A_SECOND = 4;
  private static final int ROUNDS = 9;

  private record Case(String name, FrameFormat format) {}

  @Override
  public int run(List<String> options) throws IOException {
    System.out.println("One camera at 30 Hz, of one core:");
    System.out.printf(
        Locale.ROOT, "%-18s %10s %14s %22s%n", "", "kB each", "judged", "decoded 4 times a s");
    for (Case each :
        List.of(
            new Case("JPEG 640×480", new FrameFormat(640, 480, Pixels.JPEG)),
            new Case("JPEG 1280×720", new FrameFormat(1280, 720, Pixels.JPEG)),
            new Case("BGRA 640×480", new FrameFormat(640, 480, Pixels.BGRA)))) {
      measure(each);
    }
    return 0;
  }

  private static void measure(Case each) throws IOException {
    FrameFormat format = each.format();
    PersonCamera camera = new PersonCamera(PersonCamera.Mount.HEAD, new ScriptedPerson(7), format);
    byte[] bytes = new byte[format.capacity()];
    List<byte[]> pictures = new ArrayList<>();
    long all = 0;
    for (int i = 0; i < PICTURES; i++) {
      int length = camera.take(i * 1_000_000_000L / HZ, bytes, 0);
      pictures.add(Arrays.copyOf(bytes, length));
      all += length;
    }
    double[] judged = new double[ROUNDS];
    double[] decoded = new double[ROUNDS];
    Sample sample = new Sample(StreamSpec.video("it/video", format, HZ, null));
    PictureJudge judge = new PictureJudge(format, new PictureSpells());
    long nanos = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      for (byte[] picture : pictures) {
        MemorySegment.copy(picture, 0, sample.payload, ValueLayout.JAVA_BYTE, 0, picture.length);
        sample.payloadLength = picture.length;
        sample.captureNanos = nanos;
        nanos += 1_000_000_000L / HZ;
        judge.look(sample, true);
      }
      judged[round] = (System.nanoTime() - begun) / 1e9 / (PICTURES / (double) HZ);
      if (format.pixels() == Pixels.JPEG) {
        begun = System.nanoTime();
        for (int i = 0; i < LOOKS_A_SECOND; i++) {
          var _ = ImageIO.read(new ByteArrayInputStream(pictures.get(i)));
        }
        decoded[round] = (System.nanoTime() - begun) / 1e9;
      }
    }
    Arrays.sort(judged);
    Arrays.sort(decoded);
    System.out.printf(
        Locale.ROOT,
        "%-18s %10.0f %13.2f%% %22s%n",
        each.name(),
        all / 1000.0 / PICTURES,
        100 * judged[ROUNDS / 2],
        format.pixels() == Pixels.JPEG
            ? String.format(Locale.ROOT, "%.2f%%", 100 * decoded[ROUNDS / 2])
            : "–");
  }
}
