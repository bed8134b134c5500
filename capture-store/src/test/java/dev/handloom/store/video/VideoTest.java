package dev.handloom.store.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoTest {
  private static final int FRAMES = 95;
  private static final FrameFormat FORMAT = new FrameFormat(320, 240, FrameFormat.Pixels.BGRA);

  @TempDir Path folder;

  private final int[] crcs = new int[FRAMES];
  private final PackedPicture[] rows = new PackedPicture[FRAMES];
  private final NumberedPictures pictures = new NumberedPictures(320, 240);

  /// Uneven times, as a camera's are.
  private static long pts(int frame) {
    return frame * 33_333L + frame % 7 * 900L;
  }

  private Path record(boolean finish) throws IOException {
    Path path = folder.resolve(finish ? "whole.mp4" : "cut.mp4");
    try (DiskFile file = Disk.ofThisMachine().create(path);
        VideoEncoder encoder = VideoEncoder.open(FORMAT, 30, file)) {
      for (int i = 0; i < FRAMES; i++) {
        encoder.encode(pictures.draw(i), pictures.bytes(), pts(i));
        PackedPicture packed = Objects.requireNonNull(encoder.poll());
        assertEquals(i % 10 == 0, packed.keyFrame(), "picture " + i);
        assertEquals(pts(i), packed.ptsMicros());
        assertTrue(packed.bytes() > 0);
        rows[i] = packed;
        crcs[i] = packed.crc();
      }
      if (finish) {
        encoder.finish();
      }
    }
    return path;
  }

  /// The packed bytes stand in the file where the row says, while it grows and when it is whole.
  private void everyRowPointsAtItsBytes(Path path) throws IOException {
    byte[] whole = Files.readAllBytes(path);
    PacketChecksum checksum = new PacketChecksum(true);
    try (VideoReader reader = VideoReader.open(path)) {
      for (int i = 0; i < FRAMES; i++) {
        PackedPicture row = rows[i];
        ByteBuffer stored = ByteBuffer.wrap(whole, (int) row.byteOffset(), row.bytes()).slice();
        assertEquals(row.crc(), checksum.ofStored(stored), "picture " + i);
        assertEquals(row.byteOffset(), reader.byteOffset(i));
        assertEquals(row.bytes(), reader.packetBytes(i));
        assertEquals(row.keyFrame(), reader.keyFrame(i));
      }
    }
  }

  private void everyPictureIsThere(Path path) throws IOException {
    try (VideoReader reader = VideoReader.open(path)) {
      assertEquals(FRAMES, reader.frameCount());
      ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
      long seed = System.nanoTime();
      Random random = new Random(seed);
      for (int n = 0; n < 300; n++) {
        int frame = random.nextInt(FRAMES);
        reader.read(frame, bgra);
        assertEquals(frame, pictures.read(bgra), "seed " + seed);
        assertEquals(pts(frame), reader.ptsMicros(frame));
      }
      assertArrayEquals(crcs, reader.packetCrcs());
      for (int frame = FRAMES - 1; frame >= 0; frame--) {
        reader.read(frame, bgra);
        assertEquals(frame, pictures.read(bgra));
        assertEquals(frame, reader.frameAt(pts(frame)));
      }
      assertEquals(-1, reader.frameAt(pts(3) + 1));
    }
  }

  @Test
  void anyPictureOfAFinishedVideoComesBackExactly() throws IOException {
    Path path = record(true);
    everyPictureIsThere(path);
    everyRowPointsAtItsBytes(path);
    String head = Files.readString(path, StandardCharsets.ISO_8859_1);
    assertEquals(-1, head.indexOf("moof", 0, 4096), "a finished file has no fragments in front");
  }

  @Test
  void anyPictureOfAnUnfinishedVideoComesBackExactly() throws IOException {
    Path path = record(false);
    everyPictureIsThere(path);
    everyRowPointsAtItsBytes(path);
  }

  @Test
  void aVideoCutAnywhereGivesThePicturesBeforeTheCut() throws IOException {
    byte[] whole = Files.readAllBytes(record(false));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int readable = 0;
    ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
    for (int n = 0; n < 40; n++) {
      int length = random.nextInt(whole.length);
      Path cut = folder.resolve("cut-" + n + ".mp4");
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      try (VideoReader reader = VideoReader.open(cut)) {
        int last = reader.frameCount() - 1;
        reader.read(last, bgra);
        assertEquals(last, pictures.read(bgra), "seed " + seed);
        readable++;
      } catch (VideoException e) {
        assertTrue(String.valueOf(e.getMessage()).endsWith(cut.toString()), e.getMessage());
      }
    }
    assertTrue(readable > 20, "seed " + seed + ": only " + readable);
  }

  @Test
  void garbageIsRefusedWithItsPath() throws IOException {
    Path path = folder.resolve("garbage.mp4");
    byte[] bytes = new byte[5000];
    new Random(7).nextBytes(bytes);
    Files.write(path, bytes);
    VideoException e = assertThrows(VideoException.class, () -> VideoReader.open(path).close());
    assertTrue(String.valueOf(e.getMessage()).endsWith(path.toString()));
    assertThrows(VideoException.class, () -> VideoReader.open(folder.resolve("none.mp4")).close());
  }

  @Test
  void aFullDiskIsAnErrorAndLeavesWhatWasWritten() throws IOException {
    Path path = folder.resolve("full.mp4");
    int written = 0;
    try (DiskFile real = Disk.ofThisMachine().create(path);
        DiskFile file = new dev.handloom.store.disk.FaultyFile(real, 60_000);
        VideoEncoder encoder = VideoEncoder.open(FORMAT, 30, file)) {
      for (int i = 0; i < FRAMES; i++) {
        encoder.encode(pictures.draw(i), pictures.bytes(), pts(i));
        written++;
      }
    } catch (IOException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("No space"), e.getMessage());
    }
    assertTrue(written > 3 && written < FRAMES, "written " + written);
    try (VideoReader reader = VideoReader.open(path)) {
      assertEquals(written, reader.frameCount());
    }
  }

  @Test
  void jpegPicturesAreStoredAsTheyCame() throws IOException {
    Path path = folder.resolve("jpeg.mp4");
    FrameFormat format = new FrameFormat(320, 240, FrameFormat.Pixels.JPEG);
    byte[][] jpegs = new byte[20][];
    int[] sums = new int[jpegs.length];
    try (DiskFile file = Disk.ofThisMachine().create(path);
        VideoEncoder encoder = VideoEncoder.open(format, 30, file)) {
      for (int i = 0; i < jpegs.length; i++) {
        jpegs[i] = jpeg(i);
        MemorySegment picture = Arena.ofAuto().allocate(format.capacity());
        MemorySegment.copy(jpegs[i], 0, picture, ValueLayout.JAVA_BYTE, 0, jpegs[i].length);
        encoder.encode(picture, jpegs[i].length, pts(i));
        PackedPicture packed = Objects.requireNonNull(encoder.poll());
        assertTrue(packed.keyFrame());
        sums[i] = packed.crc();
        CRC32 crc = new CRC32();
        crc.update(jpegs[i]);
        assertEquals((int) crc.getValue(), sums[i]);
      }
      encoder.finish();
    }
    try (VideoReader reader = VideoReader.open(path)) {
      assertEquals("mjpeg", reader.codec());
      assertArrayEquals(sums, reader.packetCrcs());
      ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
      for (int i = jpegs.length - 1; i >= 0; i--) {
        reader.read(i, bgra);
        assertEquals(i, pictures.read(bgra));
      }
    }
  }

  private static byte[] jpeg(int number) throws IOException {
    MemorySegment bgra = Arena.ofAuto().allocate(320 * 240 * 4, 8);
    NumberedPictures.paint(bgra, 320, 240, number);
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 320 * 240; i++) {
      image.setRGB(i % 320, i / 320, bgra.getAtIndex(ValueLayout.JAVA_INT, i));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }
}
