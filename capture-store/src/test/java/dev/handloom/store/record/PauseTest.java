package dev.handloom.store.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.Finding;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.recover.Recovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Pauses, markers, and streams that fall silent or join.
class PauseTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  private static EpisodeRecorder recorder(FakeRig rig, Library library) {
    return new EpisodeRecorder(
        rig.rig().hub(), rig.rig().devices(), library, RecorderOptions.standard("test"));
  }

  private static void recordFor(EpisodeRecorder recorder, long nanos) {
    long until = recorder.status().elapsedNanos() + nanos;
    Wait.until(() -> recorder.status().elapsedNanos() > until, recorder::status);
  }

  private static void waitFor(EpisodeRecorder recorder, long nanos) {
    long until = System.nanoTime() + nanos;
    Wait.until(() -> System.nanoTime() > until, recorder::status);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatIsCapturedInAPauseIsNotInTheTakeAndNobodyCallsItALoss() throws Exception {
    try (FakeRig rig =
            new FakeRig(
                FakeRig.glove("glove", Map.of("hz", "200")),
                FakeRig.camera("camera", 160, 128, 30));
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      assertFalse(recorder.pause());
      recorder.start(TakePlan.of("with pauses"));
      recorder.state().await(s -> s == RecorderState.RECORDING, java.time.Duration.ofSeconds(60));
      recordFor(recorder, SECOND);
      assertTrue(recorder.mark("before"));
      assertTrue(recorder.pause());
      assertFalse(recorder.pause());
      assertEquals(RecorderState.PAUSED, recorder.state().get());
      waitFor(recorder, SECOND);
      assertTrue(recorder.mark("in between"));
      long shown = recorder.status().elapsedNanos();
      assertTrue(recorder.resume());
      recordFor(recorder, SECOND);
      assertTrue(recorder.pause());
      waitFor(recorder, SECOND / 2);
      recorder.resume();
      recordFor(recorder, 2 * SECOND);
      recorder.pause();
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state(), result.message());
      assertTrue(shown < 1.5 * SECOND, "the clock stands still in a pause: " + shown);

      EpisodeReader episode = EpisodeReader.open(result.bundle());
      List<Manifest.Pause> pauses = episode.manifest().pauses();
      assertEquals(3, pauses.size(), pauses.toString());
      assertEquals(episode.stopNanos(), pauses.getLast().toNanos());
      assertEquals(0, episode.manifest().missing(), episode.events().toString());
      StreamSamples glove = episode.signal("glove/s0").orElseThrow();
      for (Manifest.Pause pause : pauses) {
        for (int i = 0; i < glove.size(); i++) {
          long t = glove.captureNanos(i);
          assertTrue(t < pause.fromNanos() || t >= pause.toNanos(), "a sample in the pause");
        }
      }
      CameraFrames frames = episode.camera("camera/picture").orElseThrow();
      int after = frames.indexAt(pauses.getFirst().toNanos()) + 1;
      assertTrue(frames.times().captureNanos(after) >= pauses.getFirst().toNanos());
      assertTrue(frames.row(after).keyFrame(), "a key frame after the pause");
      List<EpisodeEvent> markers =
          episode.events().stream().filter(e -> e.kind() == EventKind.MARKER).toList();
      assertEquals(List.of("before", "in between"), markers.stream().map(e -> e.text()).toList());
      var report = EpisodeCheck.check(result.bundle(), true, CheckProgress.none());
      assertTrue(report.good(), () -> report.findings().toString());
      assertTrue(
          report.findings().stream()
              .noneMatch(f ->
                  f.code() == Finding.Code.LOSS
                      || f.code() == Finding.Code.LOSS_UNDECLARED
                      || f.code() == Finding.Code.RATE),
          () -> report.findings().toString());

      // And recovery, which sees only the files, says the same.
      Files.delete(result.bundle().manifest());
      Manifest again = Recovery.recover(result.bundle(), "again");
      assertEquals(0, again.missing());
      assertEquals(
          2, again.pauses().stream().filter(p -> p.toNanos() < again.times().stopNanos()).count());
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aGapIsToldWithItsEndsAndItsLengthAndTheSilenceIsSeen() throws Exception {
    try (FakeRig rig =
            new FakeRig(
                FakeRig.glove("left", Map.of("hz", "200")),
                FakeRig.glove("right", Map.of("hz", "200")),
                FakeRig.camera("camera", 160, 128, 30));
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      recorder.start(TakePlan.of("unplug"));
      recordFor(recorder, SECOND);
      rig.unplug("right");
      Wait.until(() -> silent(recorder, "right/s0") > SECOND, recorder::status);
      assertEquals(0, silent(recorder, "left/s0"));
      assertEquals(0, silent(recorder, "camera/picture"));
      rig.plugIn("right");
      Wait.until(() -> silent(recorder, "right/s0") == 0, recorder::status);
      rig.unplug("camera");
      Wait.until(() -> silent(recorder, "camera/picture") > SECOND, recorder::status);
      TakeResult result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state(), result.message());
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      List<EpisodeEvent> gaps =
          episode.events().stream()
              .filter(e -> e.kind() == EventKind.GAP && !e.subject().startsWith("left"))
              .toList();
      assertEquals(2, gaps.size(), gaps.toString());
      EpisodeEvent back = gaps.getFirst();
      assertEquals("right/s0", back.subject());
      StreamSamples right = episode.signal("right/s0").orElseThrow();
      int last = right.indexAt(back.studioNanos());
      assertEquals(right.captureNanos(last), back.studioNanos());
      assertEquals(right.captureNanos(last + 1), back.untilNanos());
      assertTrue(back.text().contains("and then it was back"), back.text());
      EpisodeEvent forGood = gaps.getLast();
      assertEquals("camera/picture", forGood.subject());
      assertEquals(episode.stopNanos(), forGood.untilNanos());
    }
  }

  private static long silent(EpisodeRecorder recorder, String stream) {
    return recorder.status().streams().stream()
        .filter(s -> s.name().equals(stream))
        .mapToLong(s -> s.silentNanos())
        .sum();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aStreamThatAppearsDuringATakeJoinsIt() throws Exception {
    try (FakeRig rig =
            new FakeRig(
                FakeRig.glove("glove", Map.of("hz", "200")),
                FakeRig.camera("camera", 160, 128, 30));
        Library library = Library.open(folder);
        EpisodeRecorder recorder = recorder(rig, library)) {
      recorder.start(TakePlan.of("late"));
      recordFor(recorder, SECOND / 2);
      rig.rig().derive("glove/s0", copyOf(rig, "glove/s0", "glove/late"));
      rig.rig().derive("camera/picture", copyOf(rig, "camera/picture", "late-camera/picture"));
      Wait.until(
          () ->
              recorder.status().streams().stream()
                      .filter(s -> s.name().contains("late") && s.written() > 20)
                      .count()
                  == 2,
          recorder::status);
      TakeResult result = recorder.stop("").orElseThrow();
      EpisodeReader episode = EpisodeReader.open(result.bundle());
      assertTrue(episode.signal("glove/late").orElseThrow().size() > 20);
      CameraFrames late = episode.camera("late-camera/picture").orElseThrow();
      assertTrue(late.size() > 20);
      assertEquals("late-camera.mp4", String.valueOf(late.video().getFileName()));
      assertTrue(episode.events().stream().anyMatch(e -> e.kind() == EventKind.JOINED));
      var report = EpisodeCheck.check(result.bundle(), true, CheckProgress.none());
      assertTrue(report.good(), () -> report.findings().toString());
    }
  }

  /// The same samples under another name, as a calibration that is loaded late would give them.
  private static Processor copyOf(FakeRig rig, String stream, String name) {
    StreamSpec in = rig.rig().hub().find(stream).orElseThrow().spec();
    StreamSpec out =
        new StreamSpec(
            name, in.kind(), in.channels(), in.nominalHz(), in.ticks(), in.frame(), "test 1");
    return new Processor() {
      @Override
      public StreamSpec output() {
        return out;
      }

      @Override
      public boolean process(Sample from, Sample to) {
        to.copyFrom(from);
        return true;
      }
    };
  }
}
