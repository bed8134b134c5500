package dev.handloom.store.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The last steps that make a growing video an ordinary MP4 may end anywhere.
class VideoEndTest {
  private static final int PICTURES = 12;
  private static final FrameFormat FORMAT = new FrameFormat(64, 48, FrameFormat.Pixels.BGRA);

  @TempDir Path folder;

  /// Remembers what it looked like after each write, and what of that was forced.
  private static final class Remembering implements DiskFile {
    private final List<byte[]> states = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private int forcedAt = -1;

    @Override
    public void write(ByteBuffer source, long offset) {
      int end = (int) offset + source.remaining();
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length, end));
      source.get(bytes, (int) offset, source.remaining());
      states.add(bytes.clone());
    }

    @Override
    public void force() {
      forcedAt = states.size();
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void close() {}
  }

  @Test
  void allPicturesCanBeReadWhereverTheEndIsCutShort() throws Exception {
    Remembering file = new Remembering();
    int before;
    try (Arena arena = Arena.ofConfined();
        VideoEncoder encoder = VideoEncoder.open(FORMAT, 30, file)) {
      MemorySegment picture = arena.allocate(FORMAT.capacity(), 8);
      for (int i = 0; i < PICTURES; i++) {
        picture.fill((byte) (i * 20));
        encoder.encode(picture, FORMAT.capacity(), i * 33_333L);
      }
      before = file.states.size();
      encoder.finish();
    }
    assertTrue(before > 0);
    byte[] whole = file.states.getLast();
    for (int i = before; i <= file.states.size(); i++) {
      assertEquals(PICTURES, pictures(file.states.get(i - 1)), "after write " + i);
    }
    // The beginning changes in the last write alone, and then the index was forced.
    byte[] indexed = file.states.get(file.states.size() - 2);
    assertEquals(whole.length, indexed.length);
    assertEquals(file.states.size() - 1, file.forcedAt);
  }

  private int pictures(byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve("video.mp4"), bytes);
    try (VideoReader reader = VideoReader.open(path)) {
      return reader.frameCount();
    }
  }
}
