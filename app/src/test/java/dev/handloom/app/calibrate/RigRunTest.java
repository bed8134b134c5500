package dev.handloom.app.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.profile.LeRobotFile;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.Channel;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.Finding;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A simulated glove on its simulated wire, in real time.
class RigRunTest {
  @TempDir Path folder;

  private static Workplace oneGlove() throws Exception {
    return Workplace.open(
        new RigFile("One glove", 7, List.of(SimulatedRig.config("left-glove"))), DelayBook.EMPTY);
  }

  private static void await(LiveRun run, String what, BooleanSupplier reached) {
    long end = System.nanoTime() + 120_000_000_000L;
    while (!reached.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> what + "; now " + run.look());
      LockSupport.parkNanos(5_000_000);
    }
  }

  static Profile rough(RigGlove glove, String person) throws Exception {
    Map<String, LeRobotFile.Joint> joints = new TreeMap<>();
    int id = 0;
    for (Channel channel : glove.spec().channels()) {
      joints.put(
          channel.name(),
          new LeRobotFile.Joint(id++, 0, 0, (int) channel.low() + 1, (int) channel.high()));
    }
    return LeRobotFile.convert(
        joints,
        new Profile.Wearing(
            person, glove.name(), glove.side(), HandSize.ADULT, EnumSet.allOf(Finger.class)),
        glove.channels(),
        Instant.now(),
        "Handloom test");
  }

  @Test
  void theWearerFollowsAndAnUnpluggedGloveCostsOnlyTime() throws Exception {
    try (Workplace workplace = oneGlove()) {
      RigGlove glove = RigGlove.find(workplace, "left-glove").orElseThrow();
      assertTrue(workplace.connectAndWait(Duration.ofSeconds(60)));
      try (LiveRun run =
          LiveRun.calibrate(
              glove,
              new Profile.Wearing(
                  "李 明/..",
                  glove.name(),
                  glove.side(),
                  HandSize.ADULT,
                  EnumSet.allOf(Finger.class)),
              new ProfileShelf(folder),
              "Handloom test",
              SimulatedWearer.of(workplace, glove))) {
        await(run, "two poses", () -> run.look().done() == 2);
        var wire = workplace.simulation().orElseThrow().device("left-glove");
        wire.misbehave(new Misbehaviour.Unplug(Duration.ofSeconds(2)));
        await(run, "it waits", () -> run.look().state() == RunState.WAITING_FOR_DEVICE);
        assertEquals(2, run.look().done());
        await(run, "it goes on by itself", () -> run.look().done() == 3);
        wire.misbehave(new Misbehaviour.Garbage(400));
        await(run, "bytes that mean nothing do no harm", () -> run.look().done() == 4);
      }
      assertEquals(
          4,
          new ProfileShelf(folder).unfinished("李 明/..", glove.name()).orElseThrow().holds().size());
    }
  }

  @Test
  void aProfileIsPutOnLiveRecordedBesideTheRawAndCarriedInTheEpisode() throws Exception {
    try (Workplace workplace = oneGlove();
        Library library = Library.open(folder)) {
      RigGlove glove = RigGlove.find(workplace, "left-glove").orElseThrow();
      ProfileShelf shelf = Outfit.shelf(library);
      shelf.keep(rough(glove, "Ann"), null);
      String guessed = maker(workplace, glove);
      assertTrue(workplace.connectAndWait(Duration.ofSeconds(60)));
      List<Worn> worn = Outfit.choose(workplace, shelf, "Ann");
      assertTrue(Outfit.put(workplace, worn));
      assertTrue(!Outfit.put(workplace, worn), "nothing is touched twice");
      Profile profile = worn.getFirst().calibrated().orElseThrow();
      assertTrue(maker(workplace, glove).endsWith(profile.id()), maker(workplace, glove));
      TakeResult result;
      long seenNanos;
      try (EpisodeRecorder recorder =
          new EpisodeRecorder(
              workplace.rig().hub(),
              workplace.rig().devices(),
              library,
              RecorderOptions.standard("Handloom test"))) {
        recorder.start(TakePlan.of("a task").withEnclosures(Enclosed.of(worn)));
        long end = System.nanoTime() + 9_000_000_000L;
        while (recorder.status().elapsedNanos() < 600_000_000L && System.nanoTime() < end) {
          LockSupport.parkNanos(5_000_000);
        }
        seenNanos = StudioClock.now() - 200_000_000L;
        assertTrue(
            recorder.note(
                new EpisodeEvent(
                    seenNanos, EventKind.CALIBRATION_DRIFT, glove.handName(), 0, "7.5° off")));
        result = recorder.stop("enough").orElseThrow();
      }
      Manifest manifest = ManifestFile.read(result.bundle());
      assertEquals(1, manifest.enclosures().size());
      assertEquals(glove.handName(), manifest.enclosures().getFirst().subject());
      EpisodeReader reader = EpisodeReader.open(result.bundle());
      Enclosure kept = reader.enclosures().getFirst();
      Path back = folder.resolve("back.json");
      Files.write(back, kept.bytes());
      assertTrue(Files.readString(back).contains(profile.id()));
      assertTrue(
          manifest.streams().stream()
              .anyMatch(s -> s.name().equals(glove.anglesName()) && s.samples() > 20));
      Finding drift =
          EpisodeCheck.check(result.bundle(), true, CheckProgress.none()).findings().stream()
              .filter(finding -> finding.code() == Finding.Code.CALIBRATION_DRIFT)
              .findFirst()
              .orElseThrow();
      assertEquals("HL-W084", drift.id());
      assertEquals(seenNanos, drift.atNanos());
      // Back to the guess, when nobody is named.
      assertTrue(Outfit.put(workplace, Outfit.choose(workplace, shelf, "")));
      assertEquals(guessed, maker(workplace, glove));
      assertTrue(workplace.rig().hub().find(glove.anglesName()).isEmpty());
    }
  }

  private static String maker(Workplace workplace, RigGlove glove) {
    LiveStream hand = workplace.rig().hub().find(glove.handName()).orElseThrow();
    return String.valueOf(hand.spec().maker());
  }
}
