package dev.handloom.store.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvenVideoTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  @TempDir Path folder;

  private static ByteBuffer picture(int grey) {
    ByteBuffer bgra = ByteBuffer.allocateDirect(4 * WIDTH * HEIGHT);
    while (bgra.hasRemaining()) {
      bgra.put((byte) grey).put((byte) grey).put((byte) grey).put((byte) 255);
    }
    return bgra.flip();
  }

  private Path video(String name, int first, int count) throws Exception {
    Path file = folder.resolve(name);
    try (EvenVideo out =
        EvenVideo.create(
            file, WIDTH, HEIGHT, WIDTH, HEIGHT, PictureRate.of(30), EvenVideo.Coding.H264)) {
      for (int i = 0; i < count; i++) {
        out.add(picture(60 + 8 * ((first + i) % 16)));
      }
      out.finish();
    }
    return file;
  }

  @Test
  void pictureNStandsAtNOverTheRateAlsoBehindOtherVideos() throws Exception {
    Path joined = folder.resolve("joined.mp4");
    long[] counts =
        EvenJoin.join(
            List.of(video("a.mp4", 0, 7), video("b.mp4", 7, 1), video("c.mp4", 8, 12)),
            joined,
            PictureRate.of(30));
    assertArrayEquals(new long[] {7, 1, 12}, counts);
    try (VideoReader reader = VideoReader.open(joined)) {
      assertEquals(20, reader.frameCount());
      ByteBuffer bgra = ByteBuffer.allocateDirect(4 * WIDTH * HEIGHT);
      for (int i = 0; i < 20; i++) {
        assertEquals(i * 1e6 / 30, (double) reader.ptsMicros(i), 1, "picture " + i);
        reader.read(i, bgra.clear());
        int grey = bgra.get(4 * (WIDTH * HEIGHT / 2 + WIDTH / 2) + 1) & 0xFF;
        assertEquals(60 + 8 * (i % 16), grey, 4, "picture " + i);
      }
      assertTrue(reader.keyFrame(0) && reader.keyFrame(7) && reader.keyFrame(8));
    }
  }

  @Test
  void thePictureBeforeCanComeAgain() throws Exception {
    Path file = folder.resolve("again.mp4");
    try (EvenVideo out =
        EvenVideo.create(
            file, WIDTH, HEIGHT, 32, 24, PictureRate.of(29.97), EvenVideo.Coding.H264)) {
      out.add(picture(100));
      out.again();
      out.again();
      out.finish();
    }
    try (VideoReader reader = VideoReader.open(file)) {
      assertEquals(3, reader.frameCount());
      assertEquals(32, reader.width());
      assertEquals(2e6 / 29.97, (double) reader.ptsMicros(2), 1);
    }
  }

  @Test
  void whatCannotBeJoinedIsSaid() throws Exception {
    Path good = video("good.mp4", 0, 2);
    Path none = folder.resolve("none.mp4");
    VideoException said =
        assertThrows(
            VideoException.class,
            () -> EvenJoin.join(List.of(good, none), folder.resolve("x.mp4"), PictureRate.of(30)));
    assertTrue(String.valueOf(said.getMessage()).contains("none.mp4"), said.getMessage());
  }
}
