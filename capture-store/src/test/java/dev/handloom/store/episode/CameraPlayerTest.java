package dev.handloom.store.episode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.video.NumberedPictures;
import dev.handloom.store.video.VideoReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraPlayerTest {
  private static final int WIDTH = 288;
  private static final int HEIGHT = 64;

  @TempDir Path folder;

  @Test
  void theLatestWishIsShownAndIsThePictureThatHeldThen() throws Exception {
    CameraFrames frames;
    try (FakeRig rig = new FakeRig(FakeRig.camera("camera", WIDTH, HEIGHT, 100))) {
      frames =
          EpisodeReader.open(Takes.record(rig, folder, 70)).camera("camera/picture").orElseThrow();
    }
    NumberedPictures pictures = new NumberedPictures(WIDTH, HEIGHT);
    AtomicLong shownNanos = new AtomicLong();
    AtomicReference<String> wrong = new AtomicReference<>("");
    CameraPlayer player =
        CameraPlayer.start(
            "test",
            frames,
            (bgra, width, height, capture) -> {
              int index = frames.indexAt(capture);
              if (pictures.read(bgra) != (frames.times().sequence(index) & 0xFFFF)) {
                wrong.set("the picture of " + index + " is another");
              }
              shownNanos.set(capture);
            });
    try (player) {
      long first = frames.times().captureNanos(0);
      assertFalse(player.wish(first - 1), "no picture yet");
      long seed = System.nanoTime();
      Random random = new Random(seed);
      for (int n = 0; n < 60; n++) {
        int index = 0;
        // A person scrubs: only the last of these counts.
        for (int burst = random.nextInt(4); burst >= 0; burst--) {
          index = random.nextInt(frames.size());
          assertTrue(player.wish(frames.times().captureNanos(index) + random.nextInt(1000)));
        }
        long want = frames.times().captureNanos(index);
        Wait.until(() -> shownNanos.get() == want, () -> "seed " + seed + player.trouble());
        assertEquals("", wrong.get(), "seed " + seed);
      }
    }
    assertTrue(player.awaitEnd(Duration.ofSeconds(60)));
  }

  @Test
  void aGroupBehindIsMadeReadyOnePictureAtATime() throws Exception {
    CameraFrames frames;
    try (FakeRig rig = new FakeRig(FakeRig.camera("camera", WIDTH, HEIGHT, 100))) {
      frames =
          EpisodeReader.open(Takes.record(rig, folder, 40)).camera("camera/picture").orElseThrow();
    }
    ByteBuffer bgra = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 4);
    NumberedPictures pictures = new NumberedPictures(WIDTH, HEIGHT);
    try (VideoReader video = frames.open()) {
      video.read(35, bgra);
      assertTrue(video.atHand(30) && video.atHand(34), "its own group was decoded for it");
      assertFalse(video.atHand(29));
      int steps = 1;
      while (!video.prepare(29)) {
        steps++;
      }
      assertEquals(10, steps);
      for (int i = 34; i >= 20; i--) {
        assertTrue(video.atHand(i), "picture " + i);
        video.read(i, bgra);
        assertEquals(frames.times().sequence(i) & 0xFFFF, pictures.read(bgra));
      }
    }
  }
}
