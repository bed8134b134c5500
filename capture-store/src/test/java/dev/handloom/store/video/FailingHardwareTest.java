package dev.handloom.store.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// There is no hardware on every machine: a software encoder of another profile stands in for it,
/// calls itself hardware, holds pictures back, and fails when it is told to.
class FailingHardwareTest {
  private static final FrameFormat FORMAT = new FrameFormat(320, 240, FrameFormat.Pixels.BGRA);
  private static final int FRAMES = 65;
  private static final int FAILS_AT = 33;

  @TempDir Path folder;

  private final NumberedPictures pictures = new NumberedPictures(320, 240);

  private static long pts(int frame) {
    return frame * 33_333L;
  }

  private static FfmpegCodec software(String options) throws VideoException {
    return FfmpegCodec.open(EncoderKind.OPENH264, FORMAT, 30, options);
  }

  private static final class Hardware implements PictureCodec {
    private final PictureCodec real;
    private final int heldBack;
    private final int failsAt;
    private final boolean failsOnReceive;
    private final ArrayDeque<AVPacket> held = new ArrayDeque<>();
    private int sent;
    private boolean ended;

    Hardware(int heldBack, int failsAt, boolean failsOnReceive) throws VideoException {
      real = software("profile=high:coder=cabac");
      this.heldBack = heldBack;
      this.failsAt = failsAt;
      this.failsOnReceive = failsOnReceive;
    }

    @Override
    public EncoderKind kind() {
      return EncoderKind.NVENC;
    }

    @Override
    public void describe(AVCodecParameters parameters) {
      real.describe(parameters);
    }

    @Override
    public byte[] parameterSets() {
      return real.parameterSets();
    }

    @Override
    public void send(MemorySegment picture, int length, long ptsMicros) throws VideoException {
      if (sent == failsAt && !failsOnReceive) {
        throw new VideoException("The driver is gone");
      }
      real.send(picture, length, ptsMicros);
      sent++;
      AVPacket packet = avcodec.av_packet_alloc();
      assertTrue(real.receive(packet));
      held.add(packet);
    }

    @Override
    public void sendEnd() {
      ended = true;
    }

    @Override
    public boolean receive(AVPacket packet) throws VideoException {
      if (sent > failsAt && failsOnReceive) {
        throw new VideoException("The driver is gone");
      }
      if (held.isEmpty() || (!ended && held.size() <= heldBack)) {
        return false;
      }
      AVPacket first = held.remove();
      avcodec.av_packet_move_ref(packet, first);
      avcodec.av_packet_free(first);
      return true;
    }

    @Override
    public void close() {
      held.forEach(avcodec::av_packet_free);
      real.close();
    }
  }

  private List<PackedPicture> record(Path path, Hardware hardware, boolean changes)
      throws IOException {
    List<PackedPicture> rows = new ArrayList<>();
    try (DiskFile file = Disk.ofThisMachine().create(path);
        PictureEncoder encoder =
            new PictureEncoder(hardware, () -> software(""), FORMAT, VideoTarget.file(file))) {
      for (int i = 0; i < FRAMES; i++) {
        encoder.encode(pictures.draw(i), pictures.bytes(), pts(i));
        take(encoder, rows);
      }
      encoder.finish();
      take(encoder, rows);
      assertEquals(changes, encoder.changed().contains("The driver is gone"), encoder.changed());
      assertEquals(changes ? "OpenH264" : "NVENC (NVIDIA)", encoder.title());
    }
    assertEquals(FRAMES, rows.size(), "one row for every picture that went in");
    for (int i = 0; i < FRAMES; i++) {
      assertEquals(pts(i), rows.get(i).ptsMicros());
    }
    return rows;
  }

  private static void take(PictureEncoder encoder, List<PackedPicture> rows) {
    PackedPicture row;
    while ((row = encoder.poll()) != null) {
      rows.add(row);
    }
  }

  private void everyRowIsInTheVideo(Path path, List<PackedPicture> rows) throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (VideoReader video = VideoReader.open(path)) {
      List<PackedPicture> kept = rows.stream().filter(r -> !r.lost()).toList();
      assertEquals(kept.size(), video.frameCount());
      ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
      for (int n = 0; n < 200; n++) {
        PackedPicture row = kept.get(random.nextInt(kept.size()));
        int frame = video.frameAt(row.ptsMicros());
        video.read(frame, bgra);
        assertEquals(row.ptsMicros() / 33_333L, pictures.read(bgra), "seed " + seed);
        assertEquals(row.byteOffset(), video.byteOffset(frame));
        assertEquals(row.keyFrame(), video.keyFrame(frame));
      }
    }
  }

  @Test
  void softwareTakesOverInTheSameFileAndEveryPictureIsThere() throws Exception {
    Path path = folder.resolve("over.mp4");
    List<PackedPicture> rows = record(path, new Hardware(0, FAILS_AT, false), true);
    assertTrue(rows.stream().noneMatch(PackedPicture::lost));
    assertTrue(rows.get(FAILS_AT).keyFrame(), "the new encoder begins with a key frame");
    everyRowIsInTheVideo(path, rows);
  }

  @Test
  void whatTheHardwareHadHeldBackIsToldOfAsLost() throws Exception {
    Path path = folder.resolve("held.mp4");
    List<PackedPicture> rows = record(path, new Hardware(2, FAILS_AT, true), true);
    assertEquals(2, rows.stream().filter(PackedPicture::lost).count());
    assertTrue(rows.get(FAILS_AT - 2).lost() && rows.get(FAILS_AT - 1).lost());
    everyRowIsInTheVideo(path, rows);
  }

  @Test
  void picturesThatAreHeldBackComeAtTheEnd() throws Exception {
    Path path = folder.resolve("late.mp4");
    List<PackedPicture> rows = record(path, new Hardware(3, Integer.MAX_VALUE, false), false);
    assertTrue(rows.stream().noneMatch(PackedPicture::lost));
    everyRowIsInTheVideo(path, rows);
  }

  @Test
  void withoutASuccessorTheFailureIsTold() throws Exception {
    try (DiskFile file = Disk.ofThisMachine().create(folder.resolve("alone.mp4"));
        PictureEncoder encoder =
            new PictureEncoder(
                new Hardware(0, 3, false),
                () -> {
                  throw new VideoException("There is none");
                },
                FORMAT,
                VideoTarget.file(file))) {
      for (int i = 0; i < 3; i++) {
        encoder.encode(pictures.draw(i), pictures.bytes(), pts(i));
        assertNotNull(encoder.poll());
      }
      assertThrows(
          VideoException.class, () -> encoder.encode(pictures.draw(3), pictures.bytes(), pts(3)));
    }
  }
}
