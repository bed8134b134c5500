package dev.handloom.store.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.Finding;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.video.NumberedPictures;
import dev.handloom.store.video.VideoReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTest {
  /// What a busy computer, or a small disk, adds to the story of a take.
  private static final Set<EventKind> OF_LOAD =
      Set.of(EventKind.SLOW_WRITE, EventKind.DEVICE_STATE, EventKind.LOW_DISK);

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  @TempDir Path folder;

  private static RecorderOptions options() {
    return RecorderOptions.standard("test");
  }

  private static EpisodeRecorder recorder(FakeRig rig, Library library, RecorderOptions options) {
    return new EpisodeRecorder(rig.rig().hub(), rig.rig().devices(), library, options);
  }

  private static TakeResult recordUntil(EpisodeRecorder recorder, long written) throws Exception {
    recorder.start(TakePlan.of("pour water"));
    Wait.until(
        () ->
            recorder.status().streams().stream().mapToLong(s -> s.written()).min().orElse(0)
                >= written,
        recorder::status);
    return recorder.stop("Stopped by the person").orElseThrow();
  }

  @Test
  void whatWasRecordedReadsBackSampleForSampleAndPictureForPicture() throws Exception {
    try (FakeRig rig =
            new FakeRig(
                FakeRig.glove("left-glove", Map.of("hz", "200", "channels", "5")),
                FakeRig.camera("head-camera", WIDTH, HEIGHT, 30));
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library, options())) {
      TakeResult result = recordUntil(recorder, 30);
      assertEquals(RecorderState.SAVED, result.state(), result.message());
      assertTrue(result.bundle().saved());
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      Manifest manifest = episode.manifest();
      assertEquals("pour water", manifest.task());
      assertEquals(0, manifest.missing());
      StreamSamples glove = episode.signal("left-glove/s0").orElseThrow();
      assertEquals(manifest.streams().getFirst().samples(), glove.size());
      assertTrue(glove.size() > 150, "size " + glove.size());
      for (int i = 0; i < glove.size(); i++) {
        assertEquals(glove.sequence(0) + i, glove.sequence(i));
        assertEquals(glove.sequence(i) * 1000.0 + 3, glove.value(i, 3));
        assertTrue(glove.captureNanos(i) >= episode.startNanos());
        assertTrue(glove.captureNanos(i) <= episode.stopNanos());
      }
      CameraFrames camera = episode.camera("head-camera/picture").orElseThrow();
      everyPictureIsItsRecords(camera);
      assertEquals(manifest.cameras().getFirst().frames(), camera.size());
      assertEquals(
          List.of(), episode.events().stream().filter(e -> !OF_LOAD.contains(e.kind())).toList());
      assertFalse(episode.clocks().isEmpty());
      assertFalse(episode.anchors().isEmpty());
      assertEquals(1, library.list().size());
    }
  }

  private static void everyPictureIsItsRecords(CameraFrames camera) throws Exception {
    NumberedPictures pictures = new NumberedPictures(WIDTH, HEIGHT);
    ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
    try (VideoReader video = camera.open()) {
      assertEquals(camera.size(), video.frameCount());
      for (int i = camera.size() - 1; i >= 0; i--) {
        video.read(video.frameAt(camera.row(i).ptsMicros()), bgra);
        assertEquals(camera.times().sequence(i) & 0xFFFF, pictures.read(bgra));
      }
    }
  }

  @Test
  void whatNeverCameIsCountedAndRecordedAsEvents() throws Exception {
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of("hz", "500", "lose", "50")));
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library, options())) {
      TakeResult result = recordUntil(recorder, 300);
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      Manifest.StreamEntry entry = episode.manifest().streams().getFirst();
      StreamSamples glove = episode.signal("glove/s0").orElseThrow();
      long missing = glove.sequence(glove.size() - 1) - glove.sequence(0) + 1 - glove.size();
      assertTrue(missing >= 5, "missing " + missing);
      assertEquals(missing, entry.lost());
      assertEquals(0, entry.overruns());
      long told =
          episode.events().stream()
              .filter(e -> e.kind() == EventKind.LOST)
              .mapToLong(e -> e.count())
              .sum();
      assertEquals(missing, told);
      assertEquals(missing, episode.manifest().missing());
    }
  }

  @Test
  void aDeviceThatIsUnpluggedIsAGapAndTheTakeGoesOn() throws Exception {
    try (FakeRig rig =
            new FakeRig(
                FakeRig.glove("left", Map.of("hz", "200")),
                FakeRig.glove("right", Map.of("hz", "200")));
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library, options())) {
      recorder.start(TakePlan.of("unplug"));
      Wait.until(() -> written(recorder, "right/s0") > 50, recorder::status);
      rig.unplug("right");
      long left = written(recorder, "left/s0");
      Wait.until(() -> written(recorder, "left/s0") > left + 60, recorder::status);
      rig.plugIn("right");
      long right = written(recorder, "right/s0");
      Wait.until(() -> written(recorder, "right/s0") > right + 50, recorder::status);
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state());
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      assertTrue(
          episode.events().stream()
              .anyMatch(e -> e.kind() == EventKind.DEVICE_STATE && e.subject().equals("right")),
          episode.events().toString());
      assertTrue(episode.events().stream().anyMatch(e -> e.kind() == EventKind.RECONNECT));
    }
  }

  private static long written(EpisodeRecorder recorder, String stream) {
    return recorder.status().streams().stream()
        .filter(s -> s.name().equals(stream))
        .mapToLong(s -> s.written())
        .sum();
  }

  @Test
  void aFullDiskEndsTheTakeAndKeepsWhatIsThere() throws Exception {
    FaultyDisk disk = new FaultyDisk();
    disk.fullAfter(".mcap", 60_000);
    failsAndKeeps(disk, "No space");
  }

  @Test
  void aFailedForceEndsTheTakeAndKeepsWhatIsThere() throws Exception {
    FaultyDisk disk = new FaultyDisk();
    disk.failForceAfter(4);
    failsAndKeeps(disk, "Input/output");
  }

  private void failsAndKeeps(FaultyDisk disk, String reason) throws Exception {
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of("hz", "500", "channels", "10")));
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            recorder(rig, library, new RecorderOptions(disk, 1 << 20, "test"))) {
      recorder.start(TakePlan.of("fail"));
      Wait.until(() -> recorder.result().isPresent(), recorder::status);
      TakeResult result = recorder.result().orElseThrow();
      assertEquals(RecorderState.FAILED, result.state());
      assertTrue(result.message().contains(reason), result.message());
      assertTrue(result.message().contains("were kept"), result.message());
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      assertEquals(Manifest.State.RECOVERED, episode.manifest().state());
      StreamSamples glove = episode.signal("glove/s0").orElseThrow();
      assertTrue(glove.size() > 100, "kept " + glove.size());
      assertEquals(1, library.list().size());
      // The next take works.
      disk.mend();
      assertEquals(RecorderState.SAVED, recordUntil(recorder, 20).state());
    }
  }

  @Test
  void aCameraWhoseVideoFailsDoesNotEndTheTake() throws Exception {
    FaultyDisk disk = new FaultyDisk();
    disk.fullAfter(".mp4", 30_000);
    try (FakeRig rig =
            new FakeRig(
                FakeRig.glove("glove", Map.of("hz", "200")),
                FakeRig.camera("camera", WIDTH, HEIGHT, 30));
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            recorder(rig, library, new RecorderOptions(disk, 1 << 20, "test"))) {
      recorder.start(TakePlan.of("camera fails"));
      Wait.until(
          () -> recorder.status().streams().stream().anyMatch(s -> !s.trouble().isEmpty()),
          recorder::status);
      long then = written(recorder, "glove/s0");
      Wait.until(() -> written(recorder, "glove/s0") > then + 50, recorder::status);
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state(), result.message());
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      assertTrue(episode.events().stream().anyMatch(e -> e.kind() == EventKind.CAMERA_FAILED));
      Manifest.CameraEntry entry = episode.manifest().cameras().getFirst();
      assertTrue(entry.trouble().contains("No space"));
      CameraFrames camera = episode.camera("camera/picture").orElseThrow();
      everyPictureIsItsRecords(camera);
      StreamSamples after = camera.notEncoded();
      assertEquals(entry.notEncoded(), after.size());
      assertTrue(after.size() > 3, "the camera's times go on");
      assertEquals(camera.times().sequence(camera.size() - 1) + 1, after.sequence(0));
      assertEquals(after.sequence(0) + after.size() - 1, after.sequence(after.size() - 1));
      assertEquals(
          List.of(),
          EpisodeCheck.check(result.bundle(), true, (_, _, _) -> {}).findings().stream()
              .filter(f -> f.severity() == Finding.Severity.ERROR)
              .toList());
    }
  }

  @Test
  void aDiskThatStallsForTwoSecondsCostsNothing() throws Exception {
    FaultyDisk disk = new FaultyDisk();
    try (FakeRig rig =
            new FakeRig(
                FakeRig.glove("glove", Map.of("hz", "1000", "streams", "4")),
                FakeRig.camera("camera", WIDTH, HEIGHT, 30));
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            recorder(rig, library, new RecorderOptions(disk, 1 << 20, "test"))) {
      recorder.start(TakePlan.of("stall"));
      Wait.until(() -> written(recorder, "glove/s0") > 200, recorder::status);
      disk.stallForce(true);
      long then = written(recorder, "glove/s0");
      Wait.until(() -> written(recorder, "glove/s0") > then + 2000, recorder::status);
      assertTrue(recorder.status().syncAgeNanos() > 1_000_000_000L);
      disk.stallForce(false);
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state(), result.message());
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      assertEquals(0, episode.manifest().missing(), episode.events().toString());
      assertTrue(episode.events().stream().anyMatch(e -> e.kind() == EventKind.SLOW_WRITE));
    }
  }

  @Test
  void aDiskThatRunsLowEndsTheTakeCleanly() throws Exception {
    FaultyDisk disk = new FaultyDisk();
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of("hz", "200")));
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            recorder(rig, library, new RecorderOptions(disk, 100 << 20, "test"))) {
      recorder.start(TakePlan.of("low"));
      Wait.until(() -> written(recorder, "glove/s0") > 50, recorder::status);
      disk.free(50 << 20);
      Wait.until(() -> recorder.result().isPresent(), recorder::status);
      TakeResult result = recorder.result().orElseThrow();
      assertEquals(RecorderState.SAVED, result.state());
      assertEquals("The disk is nearly full", result.message());
      RecordException e =
          assertThrows(RecordException.class, () -> recorder.start(TakePlan.of("again")));
      assertTrue(String.valueOf(e.getMessage()).contains("50 MiB"), e.getMessage());
    }
  }

  @Test
  void aTakeCannotBeginTwiceOrWithoutItsStreams() throws Exception {
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of()));
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library, options())) {
      TakePlan wrong = new TakePlan("t", "", "", List.of("glove/s0", "nothing/there"));
      assertThrows(RecordException.class, () -> recorder.start(wrong));
      assertEquals(RecorderState.IDLE, recorder.state().get());
      recorder.start(TakePlan.of("one"));
      assertThrows(RecordException.class, () -> recorder.start(TakePlan.of("two")));
    }
  }
}
