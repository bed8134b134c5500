package dev.handloom.store.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.video.NumberedPictures;
import dev.handloom.store.video.VideoReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  /// `-Dhandloom.kills=200` for the long run.
  private static final int KILLS = Integer.getInteger("handloom.kills", 4);

  private static final int MOST_MILLIS = 2500;

  @TempDir Path folder;

  @Test
  @Timeout(1800)
  void nothingAcknowledgedIsMissingAfterAKill() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int n = 0; n < KILLS; n++) {
      Path library = folder.resolve("library-" + n);
      Map<String, Long> ledger = recordAndKill(library, random.nextInt(MOST_MILLIS));
      everythingAcknowledgedIsThere(library, ledger, "seed " + seed + " kill " + n);
    }
  }

  /// The last that the child acknowledged before it was killed, at a random time after its first
  /// sample was on the disk.
  private static Map<String, Long> recordAndKill(Path library, int millis) throws Exception {
    Process child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    RecordingChild.class.getName(),
                    library.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, Long> ledger = new HashMap<>();
    long killAt = Long.MAX_VALUE;
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = lines.readLine()) != null) {
        String[] words = line.split(" ");
        // A line that the kill cut is not an acknowledgement.
        if (words.length == 8) {
          for (int i = 0; i < words.length; i += 2) {
            ledger.put(words[i], Long.parseLong(words[i + 1]));
          }
        }
        if (killAt == Long.MAX_VALUE && ledger.values().stream().anyMatch(v -> v > 0)) {
          killAt = System.nanoTime() + millis * 1_000_000L;
        }
        if (System.nanoTime() > killAt) {
          child.destroyForcibly();
          killAt = Long.MAX_VALUE - 1;
        }
      }
    } catch (IOException e) {
      // The pipe closes under us when the child dies.
      assertTrue(child.waitFor() != 0, e.toString());
    }
    assertEquals(137, child.waitFor());
    assertEquals(4, ledger.size(), "the child never recorded");
    return ledger;
  }

  private static void everythingAcknowledgedIsThere(
      Path folder, Map<String, Long> ledger, String where) throws Exception {
    try (Library library = Library.open(folder)) {
      assertEquals(List.of(), library.list(), where);
      List<Recovery.Outcome> outcomes = Recovery.recoverAll(library);
      assertEquals(1, outcomes.size(), where);
      Bundle bundle = outcomes.getFirst().bundle();
      assertTrue(bundle.saved(), where + ": " + outcomes.getFirst().message());
      EpisodeReader episode = EpisodeReader.open(bundle);
      assertEquals("be killed", episode.manifest().task());
      assertEquals(Manifest.State.RECOVERED, episode.manifest().state());
      for (StreamSamples stream : episode.signals().values()) {
        holds(stream, ledger, where);
      }
      CameraFrames camera = episode.camera("camera/picture").orElseThrow();
      holds(camera.times(), ledger, where);
      everyRecordHasItsPicture(camera, where);
      CheckReport report = EpisodeCheck.check(bundle, true, CheckProgress.none());
      assertTrue(report.good(), where + report);
      assertEquals(1, library.list().size());
      assertEquals(List.of(), library.unfinished());
    }
  }

  private static void holds(StreamSamples stream, Map<String, Long> ledger, String where) {
    long acknowledged = ledger.getOrDefault(stream.spec().name(), 0L);
    assertTrue(
        stream.size() >= acknowledged,
        where + ": " + stream.spec().name() + " " + stream.size() + " of " + acknowledged);
    for (int i = 1; i < stream.size(); i++) {
      assertEquals(stream.sequence(0) + i, stream.sequence(i), where);
    }
  }

  private static void everyRecordHasItsPicture(CameraFrames camera, String where)
      throws IOException {
    if (camera.size() == 0) {
      return;
    }
    NumberedPictures pictures = new NumberedPictures(320, 240);
    ByteBuffer bgra = ByteBuffer.allocateDirect(pictures.bytes());
    try (VideoReader video = camera.open()) {
      for (int i = 0; i < camera.size(); i++) {
        video.read(video.frameAt(camera.row(i).ptsMicros()), bgra);
        assertEquals(camera.times().sequence(i) & 0xFFFF, pictures.read(bgra), where);
      }
    }
  }

  @Test
  void aBundleCutAnywhereIsRecoveredOrSaysWhyNot() throws Exception {
    Bundle whole;
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of("hz", "200")))) {
      whole = Takes.record(rig, folder.resolve("whole"), 30);
    }
    byte[] mcap = Files.readAllBytes(whole.mcap());
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int readable = 0;
    for (int n = 0; n < 120; n++) {
      int length = n < 40 ? n * 8 : random.nextInt(mcap.length);
      Bundle cut =
          new Bundle(Files.createDirectories(folder.resolve("" + n)).resolve(whole.id().text()));
      Files.createDirectories(cut.folder());
      Files.write(cut.mcap(), Arrays.copyOf(mcap, length));
      try {
        Manifest manifest = Recovery.recover(cut, "cut");
        EpisodeReader.open(cut);
        assertTrue(
            EpisodeCheck.check(cut, false, CheckProgress.none()).good(),
            "seed " + seed + " at " + length);
        readable += manifest.streams().isEmpty() ? 0 : 1;
      } catch (IOException e) {
        assertTrue(
            String.valueOf(e.getMessage()).length() > 20, "seed " + seed + ": " + e.getMessage());
      }
    }
    assertTrue(readable > 20, "seed " + seed + ": " + readable);
  }

  @Test
  void aTakeThatIsBeingRecordedIsLeftAlone() throws Exception {
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of("hz", "200")));
        Library library = Library.open(folder);
        var recorder =
            new EpisodeRecorder(
                rig.rig().hub(), rig.rig().devices(), library, RecorderOptions.standard("test"))) {
      recorder.start(TakePlan.of("busy"));
      Wait.until(() -> recorder.state().get() == RecorderState.RECORDING, recorder::status);
      List<Recovery.Outcome> outcomes = Recovery.recoverAll(library);
      assertEquals(1, outcomes.size());
      assertTrue(outcomes.getFirst().message().contains("being recorded"));
      var result = recorder.stop("").orElseThrow();
      assertEquals(RecorderState.SAVED, result.state());
    }
  }
}
