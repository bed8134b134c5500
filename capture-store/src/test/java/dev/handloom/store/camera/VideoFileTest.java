package dev.handloom.store.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.video.NumberedPictures;
import dev.handloom.store.video.VideoEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoFileTest {
  private static final FrameFormat FORMAT = new FrameFormat(320, 240, FrameFormat.Pixels.BGRA);
  private static final Map<String, String> ONCE =
      Map.of("width", "320", "height", "240", "fps", "50", "loop", "false");
  private static final Map<String, String> AGAIN =
      Map.of("width", "320", "height", "240", "fps", "50");

  @TempDir Path folder;

  private final NumberedPictures pictures = new NumberedPictures(320, 240);

  private Path video(int count, long stepMicros) throws IOException {
    Path path = folder.resolve("it.mp4");
    try (DiskFile file = Disk.ofThisMachine().create(path);
        VideoEncoder encoder = VideoEncoder.open(FORMAT, 1e6 / stepMicros, file)) {
      for (int i = 0; i < count; i++) {
        encoder.encode(pictures.draw(i), pictures.bytes(), i * stepMicros);
        encoder.poll();
      }
      encoder.finish();
    }
    return path;
  }

  private List<Integer> numbers(List<Sample> samples) {
    return samples.stream().map(sample -> pictures.read(sample.payload.asByteBuffer())).toList();
  }

  @Test
  void aVideoIsPlayedAtItsOwnTimesAndSaidToBeReplayed() throws Exception {
    try (LiveRig camera = LiveRig.at("video-file", "file:" + video(15, 40_000), ONCE)) {
      assertEquals("cam/replay", camera.stream().spec().name());
      List<Sample> samples = camera.await(15);
      assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14), numbers(samples));
      double seconds = (samples.getLast().arrivalNanos - samples.getFirst().arrivalNanos) / 1e9;
      // A busy machine may be late, also with the first; without its own times it takes no time.
      assertTrue(seconds > 14 * 0.040 - 0.200, "played in " + seconds + " s");
      camera.awaitConcern("The last picture was shown");
      camera.awaitConcern("These pictures are replayed");
    }
  }

  @Test
  void itBeginsAnew() throws Exception {
    try (LiveRig camera = LiveRig.at("video-file", "file:" + video(4, 20_000), AGAIN)) {
      assertEquals(List.of(0, 1, 2, 3, 0, 1, 2, 3, 0, 1), numbers(camera.await(10)).subList(0, 10));
    }
  }

  private void png(String name, int number, int width) throws IOException {
    BufferedImage image = new BufferedImage(width, 240, BufferedImage.TYPE_INT_RGB);
    pictures.draw(number);
    var drawn = pictures.draw(number).asByteBuffer().order(java.nio.ByteOrder.nativeOrder());
    for (int y = 0; y < 240; y++) {
      for (int x = 0; x < Math.min(width, 320); x++) {
        image.setRGB(x, y, drawn.getInt(4 * (y * 320 + x)));
      }
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  @Test
  void aFolderIsPlayedByItsNumbersAndWhatIsNoPictureIsLeftOut() throws Exception {
    png("p10.png", 10, 320);
    png("p9.PNG", 9, 320);
    png("p11.png", 11, 320);
    png("p12.png", 12, 320);
    png("p13.png", 13, 300);
    byte[] whole = Files.readAllBytes(folder.resolve("p11.png"));
    Files.write(folder.resolve("p11.png"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(folder.resolve("p10a.png"), "no picture");
    Files.writeString(folder.resolve("readme.txt"), "none");
    try (LiveRig camera = LiveRig.at("video-file", "folder:" + folder, ONCE)) {
      camera.awaitConcern("The last picture was shown");
      assertEquals(List.of(9, 10, 12), numbers(camera.await(3)));
      assertEquals(3, camera.stream().health().badFrames());
    }
  }

  @Test
  void whatIsNotThereOrNoVideoIsSaid() throws Exception {
    try (LiveRig camera = LiveRig.at("video-file", "file:" + folder.resolve("no.mp4"), ONCE)) {
      camera.awaitTrouble("There is no such file");
    }
    Path text = Files.writeString(folder.resolve("it.txt"), "This is no video.\n".repeat(500));
    try (LiveRig camera = LiveRig.at("video-file", "file:" + text, ONCE)) {
      assertTrue(camera.awaitTrouble("This is no video").contains("it.txt"));
    }
    try (LiveRig camera = LiveRig.at("video-file", "folder:" + folder, ONCE)) {
      camera.awaitTrouble("There is no PNG file in this folder");
    }
  }

  /// A playlist must not make the studio fetch what it names.
  @Test
  void aFileThatNamesOthersIsNotFollowed() throws Exception {
    Path list =
        Files.writeString(
            folder.resolve("it.m3u8"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n");
    try (LiveRig camera = LiveRig.at("video-file", "file:" + list, ONCE)) {
      camera.awaitTrouble("");
      dev.handloom.store.fake.Wait.until(() -> !camera.device().trouble().isEmpty(), camera::state);
      assertEquals(0, camera.stream().health().received());
    }
  }

  @Test
  void aVideoThatIsCutIsPlayedAsFarAsItGoes() throws Exception {
    Path path = video(30, 20_000);
    byte[] whole = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(whole, whole.length / 2));
    try (LiveRig camera = LiveRig.at("video-file", "file:" + path, ONCE)) {
      dev.handloom.store.fake.Wait.until(
          () ->
              !camera.device().trouble().isEmpty()
                  || camera.device().report().concerns().size() > 1,
          camera::state);
      assertTrue(camera.stream().health().received() < 30);
    }
  }
}
