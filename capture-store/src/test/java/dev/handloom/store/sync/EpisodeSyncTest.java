package dev.handloom.store.sync;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.SecondPass;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.SecondTimes;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EpisodeSyncTest {
  private final Path folder;

  @SuppressWarnings("NullAway.Init") // Recorded before all tests.
  private Bundle bundle;

  EpisodeSyncTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void record() throws Exception {
    try (FakeRig rig =
        new FakeRig(
            FakeRig.glove("glove", Map.of("hz", "200")), FakeRig.camera("camera", 160, 120, 30))) {
      bundle = Takes.record(rig, folder, 60);
    }
  }

  @BeforeEach
  void forget() throws Exception {
    Files.deleteIfExists(bundle.secondTimes());
  }

  @Test
  void whatWasRecordedStaysAsItWas() throws Exception {
    byte[] mcap = Files.readAllBytes(bundle.mcap());
    byte[] manifest = Files.readAllBytes(bundle.manifest());
    EpisodeReader before = EpisodeReader.open(bundle);
    assertTrue(EpisodeSync.keep(bundle, "test"));
    assertArrayEquals(mcap, Files.readAllBytes(bundle.mcap()));
    assertArrayEquals(manifest, Files.readAllBytes(bundle.manifest()));
    EpisodeReader after = EpisodeReader.open(bundle);
    StreamSamples once = before.signal("glove/s0").orElseThrow();
    StreamSamples twice = after.signal("glove/s0").orElseThrow();
    assertFalse(once.twice());
    assertTrue(twice.twice());
    for (int i = 0; i < twice.size(); i++) {
      assertEquals(once.captureNanos(i), twice.captureNanos(i));
      assertEquals(once.boundNanos(i), twice.boundNanos(i));
      assertEquals(once.captureNanos(i), once.secondCaptureNanos(i));
      assertTrue(twice.secondCaptureNanos(i) <= twice.arrivalNanos(i));
      assertTrue(twice.secondBoundNanos(i) < Sample.UNBOUNDED);
    }
  }

  /// The fake devices stamp by the studio's own clock, so that device time has no drift and every
  /// pause of it is the truth.
  @Test
  void secondTimesStepAsTheDeviceDid() throws Exception {
    EpisodeSync.keep(bundle, "test");
    EpisodeReader episode = EpisodeReader.open(bundle);
    CameraFrames camera = episode.camera("camera/picture").orElseThrow();
    for (StreamSamples samples :
        List.of(episode.signal("glove/s0").orElseThrow(), camera.times())) {
      assertTrue(samples.twice());
      for (int i = 1; i < samples.size(); i++) {
        long device = (samples.deviceTicks(i) - samples.deviceTicks(i - 1)) * 1000;
        long second = samples.secondCaptureNanos(i) - samples.secondCaptureNanos(i - 1);
        assertTrue(Math.abs(device - second) < 1_000_000, samples.spec().name() + ", sample " + i);
      }
    }
  }

  @Test
  void everyStreamIsTimedAndTheTwoPassesAgree() throws Exception {
    EpisodeSync.Result result = EpisodeSync.of(bundle, "test");
    assertFalse(Files.exists(bundle.secondTimes()));
    assertEquals(ManifestFile.read(bundle).streams().size(), result.streams().size());
    for (StreamSync stream : result.streams()) {
      StreamSync.Second second = Objects.requireNonNull(stream.second());
      // Live, these fake devices have arrival stamps, whose bounds hold for 99 of 100.
      assertTrue(second.contradicting() <= 0.02 * stream.samples() + 5, stream.toString());
      assertEquals(stream.samples(), stream.history().jitter().total());
      assertFalse(stream.history().points().isEmpty());
      assertFalse(stream.changes().isEmpty());
      assertEquals(0, stream.lost());
      assertEquals(0, stream.live().unbounded());
      assertNotNull(second.bounds().usualNanos());
    }
  }

  @Test
  void whatIsThereIsNotMadeAgain() throws Exception {
    assertTrue(EpisodeSync.keep(bundle, "first"));
    assertTrue(EpisodeSync.keep(bundle, "second"));
    assertEquals("first", Objects.requireNonNull(SecondTimes.read(bundle)).software());
    assertEquals(SecondPass.VERSION, Objects.requireNonNull(SecondTimes.read(bundle)).version());
  }

  @Test
  void timesOfOtherDataAreNotUsedAndAreMadeAgain() throws Exception {
    EpisodeSync.keep(bundle, "test");
    SecondTimes right = Objects.requireNonNull(SecondTimes.read(bundle));
    new SecondTimes(1, right.version(), "", "other", "00ff", right.streams()).write(bundle);
    assertNull(SecondTimes.usable(bundle, ManifestFile.read(bundle)));
    assertFalse(EpisodeReader.open(bundle).signal("glove/s0").orElseThrow().twice());
    EpisodeSync.keep(bundle, "test");
    assertTrue(EpisodeReader.open(bundle).signal("glove/s0").orElseThrow().twice());
  }

  @Test
  void aCheckKnowsTheFile() throws Exception {
    EpisodeSync.keep(bundle, "test");
    assertTrue(EpisodeCheck.check(bundle, false, CheckProgress.none()).good());
    assertEquals(
        List.of(),
        EpisodeCheck.check(bundle, false, CheckProgress.none()).findings().stream()
            .filter(finding -> finding.code().name().startsWith("SECOND"))
            .toList());
  }
}
