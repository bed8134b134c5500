package dev.handloom.store.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoJoinTest {
  private static final int WIDTH = 288;
  private static final int HEIGHT = 64;
  private static final int PICTURES = 60;
  private static final FrameFormat FORMAT = new FrameFormat(WIDTH, HEIGHT, FrameFormat.Pixels.BGRA);

  @TempDir Path folder;

  private static long pts(int picture) {
    // Uneven, as capture times are.
    return picture == 0 ? 0 : picture * 33_333L + picture % 7 * 500L;
  }

  private static List<Packet> packets(PacketEncoder encoder) throws Exception {
    NumberedPictures pictures = new NumberedPictures(WIDTH, HEIGHT);
    List<Packet> out = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      if (i == 25) {
        encoder.keyFrameNext();
      }
      encoder.encode(pictures.draw(i), pictures.bytes(), pts(i));
      Packet packet;
      while ((packet = encoder.poll()) != null) {
        out.add(packet);
      }
    }
    return out;
  }

  private Path write(
      PacketEncoder encoder, List<Packet> packets, String name, int from, int to, boolean end)
      throws Exception {
    Path path = folder.resolve(name);
    try (DiskFile file = Disk.ofThisMachine().create(path);
        VideoFile video = encoder.newFile(file, pts(from))) {
      for (int i = from; i < to; i++) {
        video.write(packets.get(i), pts(i));
      }
      if (end) {
        video.finish();
      }
    }
    return path;
  }

  private static void holds(Path path, int from, int to) throws Exception {
    NumberedPictures pictures = new NumberedPictures(WIDTH, HEIGHT);
    ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
    try (VideoReader video = VideoReader.open(path)) {
      assertEquals(to - from, video.frameCount(), path.toString());
      for (int i = to - 1; i >= from; i--) {
        assertEquals(pts(i) - pts(from), video.ptsMicros(i - from), path + " picture " + i);
        video.read(i - from, bgra);
        assertEquals(i, pictures.read(bgra), path.toString());
      }
    }
  }

  @Test
  void partsThatOverlapBecomeOneVideoWithEveryPictureAtItsTime() throws Exception {
    try (PacketEncoder encoder = new PacketEncoder(VideoEncoder::open, FORMAT, 30)) {
      List<Packet> packets = packets(encoder);
      assertEquals(PICTURES, packets.size());
      assertTrue(packets.get(25).key(), "a key frame where one was asked for");
      Path whole = write(encoder, packets, "whole.mp4", 0, PICTURES, true);
      holds(whole, 0, PICTURES);
      // A part begins with a key frame, at its own time, ended or not.
      Path first = write(encoder, packets, "first.mp4", 0, 33, false);
      holds(first, 0, 33);
      Path second = write(encoder, packets, "second.mp4", 25, 50, false);
      holds(second, 25, 50);
      Path third = write(encoder, packets, "third.mp4", 45, PICTURES, true);
      holds(third, 45, PICTURES);
      Path joined = folder.resolve("joined.mp4");
      try (DiskFile into = Disk.ofThisMachine().create(joined)) {
        assertEquals(PICTURES, VideoJoin.join(List.of(first, second, third), into));
      }
      holds(joined, 0, PICTURES);
      try (VideoReader a = VideoReader.open(whole);
          VideoReader b = VideoReader.open(joined)) {
        for (int i = 0; i < PICTURES; i++) {
          assertEquals(a.packetCrcs()[i], b.packetCrcs()[i]);
          assertEquals(a.keyFrame(i), b.keyFrame(i));
          assertEquals(a.byteOffset(i), b.byteOffset(i), "as if nothing had happened");
        }
      }
    }
  }
}
