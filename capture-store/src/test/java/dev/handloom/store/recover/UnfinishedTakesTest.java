package dev.handloom.store.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTakesTest {
  @TempDir Path folder;

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
