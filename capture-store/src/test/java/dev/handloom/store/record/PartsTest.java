package dev.handloom.store.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.recover.Recovery;
import dev.handloom.store.video.NumberedPictures;
import dev.handloom.store.video.PacketEncoder;
import dev.handloom.store.video.VideoEncoder;
import dev.handloom.store.video.VideoReader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that fails is continued in a new one; a disk that gives no answer keeps nobody waiting.
class PartsTest {
  private static final int WIDTH = 288;
  private static final int HEIGHT = 64;

  @TempDir Path folder;

  /// The native library takes a second or two the first time, a ring of pictures holds one.
  @BeforeAll
  static void loadTheVideoLibrary() throws Exception {
    FrameFormat format = new FrameFormat(WIDTH, HEIGHT, FrameFormat.Pixels.BGRA);
    new PacketEncoder(VideoEncoder::open, format, 30).close();
  }

  private final FaultyDisk disk = new FaultyDisk();

  private static FakeRig rig() throws Exception {
    return new FakeRig(
        FakeRig.glove("glove", Map.of("hz", "500", "channels", "5")),
        FakeRig.camera("camera", WIDTH, HEIGHT, 30));
  }

  private EpisodeRecorder recorder(FakeRig rig, Library library) {
    // The disk under the tests may be slow; only one test means a disk that hangs.
    return recorder(rig, library, Duration.ofSeconds(60));
  }

  private EpisodeRecorder recorder(FakeRig rig, Library library, Duration finishLimit) {
    return new EpisodeRecorder(
        rig.rig().hub(),
        rig.rig().devices(),
        library,
        new RecorderOptions(disk, 1 << 20, "test").withFinishLimit(finishLimit));
  }

  private static long written(EpisodeRecorder recorder, String stream) {
    return recorder.status().streams().stream()
        .filter(s -> s.name().equals(stream))
        .mapToLong(s -> s.written())
        .sum();
  }

  private static void more(EpisodeRecorder recorder, long samples) {
    long glove = written(recorder, "glove/s0");
    Wait.until(() -> written(recorder, "glove/s0") > glove + samples, recorder::status);
  }

  private static void durable(EpisodeRecorder recorder) {
    Wait.until(
        () -> recorder.status().streams().stream().allMatch(s -> s.durable() > 5),
        recorder::status);
  }

  private static void nothingIsMissing(Bundle bundle, Manifest.State state) throws Exception {
    EpisodeReader episode = EpisodeReader.open(bundle);
    assertEquals(state, episode.manifest().state());
    assertEquals(0, episode.manifest().missing(), episode.events().toString());
    StreamSamples glove = episode.signal("glove/s0").orElseThrow();
    for (int i = 0; i < glove.size(); i++) {
      assertEquals(glove.sequence(0) + i, glove.sequence(i), "at " + i + " of " + glove.size());
      assertEquals(glove.sequence(i) * 1000.0 + 3, glove.value(i, 3));
    }
    CameraFrames camera = episode.camera("camera/picture").orElseThrow();
    NumberedPictures pictures = new NumberedPictures(WIDTH, HEIGHT);
    ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
    try (VideoReader video = camera.open()) {
      for (int i = 0; i < camera.size(); i++) {
        assertEquals(camera.times().sequence(0) + i, camera.times().sequence(i));
        video.read(video.frameAt(camera.row(i).ptsMicros()), bgra);
        assertEquals(camera.times().sequence(i) & 0xFFFF, pictures.read(bgra));
      }
    }
    var report = EpisodeCheck.check(bundle, true, CheckProgress.none());
    assertTrue(report.good(), () -> report.findings().toString());
    try (var files = Files.list(bundle.folder())) {
      List<String> left =
          files.map(f -> String.valueOf(f.getFileName())).filter(f -> f.contains(".part")).toList();
      assertEquals(List.of(), left);
    }
  }

  private static void told(Bundle bundle, long parts) throws Exception {
    assertEquals(
        parts,
        EpisodeReader.open(bundle).events().stream()
            .filter(e -> e.kind() == EventKind.NEW_PART)
            .count());
  }

  @Test
  void aForceThatFailsCostsNothingAndTheFileIsNeverUsedAgain() throws Exception {
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      recorder.start(TakePlan.of("fails once"));
      durable(recorder);
      disk.failForceOf(Bundle.MCAP);
      disk.failForceOf("camera.mp4");
      Wait.until(() -> recorder.status().parts() == 2, recorder::status);
      more(recorder, 500);
      // The second ones fail as well, the third ones hold.
      disk.failForceOf("episode.part2.mcap");
      disk.failForceOf("camera.part2.mp4");
      Wait.until(() -> recorder.status().parts() == 3, recorder::status);
      more(recorder, 500);
      Wait.until(() -> disk.created().contains("camera.part3.mp4"), disk::created);
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state(), result.message());
      nothingIsMissing(result.bundle(), Manifest.State.COMPLETE);
      told(result.bundle(), 4);
    }
  }

  @Test
  void aWriteThatFailsCostsNothing() throws Exception {
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      recorder.start(TakePlan.of("fails once"));
      durable(recorder);
      disk.failWritesOf(Bundle.MCAP);
      disk.failWritesOf("camera.mp4");
      Wait.until(() -> recorder.status().parts() == 2, recorder::status);
      Wait.until(() -> disk.created().contains("camera.part2.mp4"), disk::created);
      more(recorder, 500);
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state(), result.message());
      nothingIsMissing(result.bundle(), Manifest.State.COMPLETE);
      told(result.bundle(), 2);
    }
  }

  @Test
  void theLastForceMayFailToo() throws Exception {
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      recorder.start(TakePlan.of("fails at its end"));
      durable(recorder);
      more(recorder, 100);
      recorder.requestStop("");
      disk.failForceOf(Bundle.MCAP);
      disk.failForceOf("camera.mp4");
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state(), result.message());
      nothingIsMissing(result.bundle(), Manifest.State.COMPLETE);
    }
  }

  @Test
  void whenTheDiskIsGoneTheTakeFailsAndWhatWasOnItIsKept() throws Exception {
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      recorder.start(TakePlan.of("gone"));
      durable(recorder);
      long acknowledged = recorder.status().streams().getFirst().durable();
      disk.failForceAfter(0);
      Wait.until(() -> recorder.result().isPresent(), recorder::status);
      TakeResult result = recorder.result().orElseThrow();
      assertEquals(RecorderState.FAILED, result.state());
      assertTrue(result.message().contains("were kept"), result.message());
      nothingIsMissing(result.bundle(), Manifest.State.RECOVERED);
      StreamSamples glove = EpisodeReader.open(result.bundle()).signal("glove/s0").orElseThrow();
      assertTrue(glove.size() >= acknowledged, glove.size() + " of " + acknowledged);
    }
  }

  /// The program dies while a take is in parts: recovery joins them.
  @Test
  void recoveryJoinsThePartsThatACrashLeft() throws Exception {
    Bundle bundle;
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      recorder.start(TakePlan.of("crash"));
      durable(recorder);
      disk.failForceOf(Bundle.MCAP);
      disk.failForceOf("camera.mp4");
      Wait.until(() -> recorder.status().parts() == 2, recorder::status);
      Wait.until(() -> disk.created().contains("camera.part2.mp4"), disk::created);
      more(recorder, 600);
      Path folderOf = library.unfinished().getFirst().folder();
      // What a crash would leave at this moment, in another library.
      Path copy = folder.resolve("crashed").resolve(String.valueOf(folderOf.getFileName()));
      Files.createDirectories(copy);
      // In the order in which a record promises its picture.
      for (String name :
          List.of(
              Bundle.MARKER, Bundle.MCAP, "episode.part2.mcap", "camera.mp4", "camera.part2.mp4")) {
        Files.copy(folderOf.resolve(name), copy.resolve(name));
      }
      bundle = new Bundle(copy);
    }
    Manifest manifest = Recovery.recover(bundle, "A crash");
    assertTrue(
        manifest.notes().stream().anyMatch(n -> n.contains("2 files and is joined")),
        manifest.notes().toString());
    nothingIsMissing(bundle, Manifest.State.RECOVERED);
    EpisodeReader episode = EpisodeReader.open(bundle);
    assertTrue(episode.signal("glove/s0").orElseThrow().size() > 600);
    assertTrue(episode.camera("camera/picture").orElseThrow().size() > 30);
  }

  @Test
  void aDiskThatGivesNoAnswerDoesNotKeepAnybodyWaiting() throws Exception {
    try (FakeRig rig = rig();
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library, Duration.ofSeconds(1))) {
      recorder.start(TakePlan.of("hangs"));
      durable(recorder);
      long acknowledged = recorder.status().streams().getFirst().durable();
      disk.hang(true);
      try {
        Wait.until(() -> !recorder.status().growing(), recorder::status);
        TakeResult result = recorder.stop("").orElseThrow();
        assertEquals(RecorderState.FAILED, result.state());
        assertTrue(result.message().contains("has not answered for 1 s"), result.message());
        // Another take can begin, on a disk that works again.
        disk.hang(false);
        recorder.start(TakePlan.of("next"));
        more(recorder, 100);
        assertEquals(RecorderState.SAVED, recorder.stop("").orElseThrow().state());
        Bundle left = result.bundle();
        // Its threads come back from the disk, and end it after all.
        Wait.until(left::saved, recorder::status);
        StreamSamples glove = EpisodeReader.open(left).signal("glove/s0").orElseThrow();
        assertTrue(glove.size() >= acknowledged);
      } finally {
        disk.hang(false);
      }
    }
  }
}
