package dev.handloom.store.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.StampSource;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.video.Packet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What was in memory before a take began.
class ArmTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration KEEP = Duration.ofSeconds(3);

  @TempDir Path folder;

  private static FakeRig rig() throws Exception {
    return new FakeRig(
        FakeRig.glove("glove", Map.of("hz", "500", "channels", "5")),
        FakeRig.camera("camera", 160, 128, 30),
        FakeRig.camera("other", 160, 128, 30));
  }

  private static EpisodeRecorder recorder(FakeRig rig, Library library) {
    return recorder(rig, library, Disk.ofThisMachine());
  }

  private static EpisodeRecorder recorder(FakeRig rig, Library library, Disk disk) {
    RecorderOptions options =
        new RecorderOptions(disk, RecorderOptions.DEFAULT_RESERVE_BYTES, "test");
    return new EpisodeRecorder(rig.rig().hub(), rig.rig().devices(), library, options);
  }

  private static void armFor(EpisodeRecorder recorder, Duration held, boolean again)
      throws Exception {
    recorder.arm(TakePlan.of("late"), KEEP, again);
    assertEquals(RecorderState.ARMED, recorder.state().get());
    Wait.until(() -> recorder.status().heldNanos() >= held.toNanos(), recorder::status);
  }

  private static void whole(TakeResult result) throws Exception {
    assertEquals(RecorderState.SAVED, result.state(), result.message());
    var report = EpisodeCheck.check(result.bundle(), true, CheckProgress.none());
    assertTrue(report.good(), () -> report.findings().toString());
  }

  private static void contiguous(StreamSamples samples) {
    for (int i = 1; i < samples.size(); i++) {
      assertEquals(samples.sequence(0) + i, samples.sequence(i), "at " + i);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aTakeBeginsBeforeItWasStartedAndNothingIsLostOrDoubledAtTheSeam() throws Exception {
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      armFor(recorder, Duration.ofSeconds(2), false);
      assertEquals(List.of(), library.bundles(), "nothing on the disk yet");
      recorder.start(TakePlan.of("late").withPreRoll(Duration.ofSeconds(2)));
      Wait.until(() -> recorder.status().elapsedNanos() > 4 * SECOND, recorder::status);
      TakeResult result = recorder.stop("").orElseThrow();
      whole(result);
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      assertEquals(0, episode.manifest().missing(), episode.events().toString());
      EpisodeEvent started =
          episode.events().stream()
              .filter(e -> e.kind() == EventKind.STARTED)
              .findFirst()
              .orElseThrow();
      long preRoll = started.studioNanos() - episode.startNanos();
      // As long as was wanted, and at most one group of pictures longer.
      assertTrue(preRoll >= 2 * SECOND && preRoll < 3.5 * SECOND, "pre-roll " + preRoll);
      StreamSamples glove = episode.signal("glove/s0").orElseThrow();
      contiguous(glove);
      assertTrue(glove.captureNanos(0) - episode.startNanos() < SECOND);
      assertTrue(glove.size() > 1500, "size " + glove.size());
      for (String name : List.of("camera/picture", "other/picture")) {
        CameraFrames frames = episode.camera(name).orElseThrow();
        contiguous(frames.times());
        assertTrue(frames.row(0).keyFrame());
        assertTrue(
            frames.times().captureNanos(0) <= started.studioNanos() - 2 * SECOND + SECOND / 10,
            "a camera covers all that was wanted");
        assertEquals(frames.size(), frames.row(frames.size() - 1).index() + 1);
      }
    }
  }

  /// A disk that takes its time before it opens a file.
  private record LateDisk(Disk disk, long nanos) implements Disk {
    @Override
    public DiskFile create(Path path) throws IOException {
      if (path.toString().endsWith(".mcap")) {
        LockSupport.parkNanos(nanos);
      }
      return disk.create(path);
    }

    @Override
    public long freeBytes(Path path) throws IOException {
      return disk.freeBytes(path);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatBelongsToATakeStaysInMemoryHoweverLateItsFilesAreOpen() throws Exception {
    Disk late = new LateDisk(Disk.ofThisMachine(), 3 * SECOND);
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library, late)) {
      armFor(recorder, KEEP, false);
      recorder.start(TakePlan.of("late").withPreRoll(KEEP));
      Wait.until(() -> recorder.status().elapsedNanos() > 8 * SECOND, recorder::status);
      TakeResult result = recorder.stop("").orElseThrow();
      whole(result);
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      for (String name : List.of("camera/picture", "other/picture")) {
        CameraFrames frames = episode.camera(name).orElseThrow();
        contiguous(frames.times());
        long after = frames.times().captureNanos(0) - episode.startNanos();
        assertTrue(after < SECOND / 2, name + " begins " + after + " ns after the take");
      }
    }
  }

  @Test
  void ofPicturesForWhichThereIsNoRoomTheTimesStay() {
    PacketSpool spool = new PacketSpool(SECOND, 1000);
    spool.add(held(1, 300), SECOND);
    spool.promise(2 * SECOND);
    for (int second = 2; second <= 9; second++) {
      spool.add(held(second, 300), second * SECOND);
    }
    List<PacketSpool.Held> taken = spool.takeFrom(2 * SECOND);
    assertEquals(
        List.of(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L),
        taken.stream().map(each -> each.picture().captureNanos() / SECOND).toList());
    assertEquals(
        List.of(false, false, false, false, false, true, true, true),
        taken.stream().map(each -> each.packet() != null).toList());
    assertEquals(0, spool.bytes());
  }

  private static PacketSpool.Held held(int second, int bytes) {
    return new PacketSpool.Held(
        new Picture(
            second * SECOND, 0, second * SECOND, 0, StampSource.ARRIVAL, 0, new double[0], 0),
        new Packet(new byte[bytes], true));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void memoryIsBoundedAndShown() throws Exception {
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      recorder.arm(TakePlan.of("long"), Duration.ofSeconds(1), false);
      Wait.until(() -> recorder.status().heldNanos() == SECOND, recorder::status);
      long held = recorder.status().heldBytes();
      // 500 Hz × 1.25 × (1 + 2 + 4) s × 11 longs, and seconds of packed pictures, not of raw ones.
      assertTrue(held < 500_000 + 2_000_000, "held " + held);
      long until = System.nanoTime() + 2 * SECOND;
      Wait.until(() -> System.nanoTime() > until, recorder::status);
      assertTrue(recorder.status().heldBytes() < 500_000 + 2_000_000);
      assertEquals(SECOND, recorder.status().heldNanos());
      recorder.disarm();
      assertEquals(RecorderState.IDLE, recorder.state().get());
      assertEquals(0, library.list().size());
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theLastSecondsBecomeAnEpisodeWithoutEverHavingStarted() throws Exception {
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      assertThrows(
          RecordException.class,
          () -> recorder.keepLast(TakePlan.of("nothing"), Duration.ofSeconds(1)));
      armFor(recorder, Duration.ofSeconds(2), true);
      recorder.keepLast(TakePlan.of("that was good"), Duration.ofSeconds(1));
      TakeResult result = recorder.await(Duration.ofSeconds(60)).orElseThrow();
      whole(result);
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      assertEquals("that was good", episode.manifest().task());
      double seconds = episode.manifest().times().durationNanos() / 1e9;
      // It begins with a picture that needs no other one before it; on a slow machine that is
      // older.
      double most = KEEP.toSeconds() + 1.5;
      assertTrue(seconds >= 1 && seconds < most, "seconds " + seconds);
      StreamSamples glove = episode.signal("glove/s0").orElseThrow();
      contiguous(glove);
      assertTrue(glove.size() >= 100 && glove.size() < 500 * most, "size " + glove.size());
      assertTrue(episode.camera("camera/picture").orElseThrow().size() >= 5);
      // And it is armed again by itself; the next one works as well.
      Wait.until(
          () ->
              recorder.state().get() == RecorderState.ARMED
                  && recorder.status().heldNanos() >= SECOND,
          recorder::status);
      recorder.keepLast(TakePlan.of("and again"), Duration.ofSeconds(1));
      whole(recorder.await(Duration.ofSeconds(60)).orElseThrow());
      assertEquals(2, library.list().size());
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void duringATakeTheLastSecondsAreMarkedForUseAndTheRestIsKept() throws Exception {
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      recorder.start(TakePlan.of("all of it"));
      Wait.until(() -> recorder.status().elapsedNanos() > 2 * SECOND, recorder::status);
      recorder.keepLast(TakePlan.of("ignored"), Duration.ofSeconds(1));
      TakeResult result = recorder.await(Duration.ofSeconds(60)).orElseThrow();
      whole(result);
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      assertTrue(episode.manifest().times().durationNanos() > 2 * SECOND);
      Review review = new ReviewJournal(result.bundle().review()).read();
      long length = episode.manifest().times().durationNanos();
      assertEquals(new Review.Stretch(length - SECOND, length), review.use());
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void anArmedRecorderTakesInWhatJoinsAndFollowsAnUnpluggedDevice() throws Exception {
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      armFor(recorder, Duration.ofMillis(500), false);
      rig.unplug("other");
      Wait.until(
          () ->
              rig.rig().device("other").orElseThrow().state().get()
                  != dev.handloom.device.rig.DeviceState.LIVE,
          recorder::status);
      recorder.start(TakePlan.of("one less").withPreRoll(Duration.ofSeconds(1)));
      Wait.until(() -> recorder.status().elapsedNanos() > 2 * SECOND, recorder::status);
      rig.plugIn("other");
      Wait.until(
          () ->
              recorder.status().streams().stream()
                      .filter(s -> s.name().startsWith("other"))
                      .mapToLong(s -> s.silentNanos())
                      .sum()
                  == 0,
          recorder::status);
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state(), result.message());
      List<EventKind> kinds = new ArrayList<>();
      EpisodeReader.open(result.bundle()).events().forEach(e -> kinds.add(e.kind()));
      assertTrue(kinds.contains(EventKind.DEVICE_STATE), kinds.toString());
      assertTrue(kinds.contains(EventKind.GAP), kinds.toString());
    }
  }
}
