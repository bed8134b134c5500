package dev.handloom.app.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.calibration.profile.UnfinishedRun;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.sim.wearer.WornGlove;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRunTest {
  private static final String SOFTWARE = "Handloom test";

  @TempDir Path folder;

  private static void await(String what, BooleanSupplier reached) {
    long end = System.nanoTime() + 90_000_000_000L;
    while (!reached.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static LiveRun begin(WornLive worn, ProfileShelf shelf) {
    return LiveRun.calibrate(worn.glove, worn.wearing(), shelf, SOFTWARE, worn::ask);
  }

  @Test
  void aRunIsWaitedForWhileTheGloveIsAwayAndGoesOnAfterARestart() throws Exception {
    ProfileShelf shelf = new ProfileShelf(folder);
    try (WornLive worn = new WornLive(WornGlove.Kind.COUNTS, 11)) {
      try (LiveRun run = begin(worn, shelf)) {
        assertEquals(RunState.WAITING_FOR_DEVICE, run.look().state());
        worn.until(run, "seven poses are held", () -> run.look().done() >= 7);
        await(
            "it says that the glove is away",
            () -> run.look().state() == RunState.WAITING_FOR_DEVICE);
        assertTrue(run.look().words().contains("kept"), run.look().words());
        int before = run.look().done();
        worn.away(30);
        worn.until(run, "it goes on by itself", () -> run.look().done() >= before + 2);
      }
      UnfinishedRun unfinished = shelf.unfinished("Ann", "a glove").orElseThrow();
      int held = unfinished.holds().size();
      assertTrue(held >= 9, held + " poses are on the disk");
      // What a crash leaves half written behind the last hold does no harm.
      try (var files = Files.walk(folder)) {
        Path run = files.filter(f -> f.endsWith("unfinished.run")).findFirst().orElseThrow();
        Files.write(run, new byte[101], java.nio.file.StandardOpenOption.APPEND);
      }
      worn.away(3600);
      try (LiveRun run = LiveRun.resume(worn.glove, unfinished, shelf, SOFTWARE, worn::ask)) {
        assertEquals(held, run.look().done());
        worn.until(run, "it comes to its end", () -> run.look().state().over());
        assertEquals(RunState.DONE, run.look().state(), run.look().words());
        Profile made = run.made().orElseThrow();
        assertTrue(made.quality().grade().compareTo(Grade.FAIR) <= 0, made.quality().toString());
        double error = worn.error(made);
        assertTrue(error < 9, "a joint is " + error + "° off, seed 11");
        assertEquals(made.id(), shelf.history("Ann", "a glove").current().orElseThrow().id());
        var recording = shelf.recording(made).orElseThrow();
        assertTrue(recording.count() > 2000, recording.count() + " samples");
        for (int s = 1; s < recording.count(); s++) {
          assertTrue(recording.nanos(s) >= recording.nanos(s - 1), "times go forward, at " + s);
        }
      }
      assertTrue(shelf.unfinished("Ann", "a glove").isEmpty());
      checks(worn, shelf);
    }
  }

  private static void checks(WornLive worn, ProfileShelf shelf) throws Exception {
    Profile profile = shelf.history("Ann", "a glove").current().orElseThrow();
    try (LiveRun check = LiveRun.check(worn.glove, profile, SOFTWARE, worn::ask)) {
      worn.until(check, "the check comes to its end", () -> check.look().state().over());
      DonningCheck.Answer answer = check.answer().orElseThrow();
      assertEquals(DonningCheck.Advice.STILL_GOOD, answer.advice(), answer.toString());
      assertTrue(check.look().seconds() < 15, check.look().seconds() + " s");
    }
  }

  @Test
  void aPoseIsTakenAgainOrLeftOutAndARunPauses() throws Exception {
    ProfileShelf shelf = new ProfileShelf(folder);
    try (WornLive worn = new WornLive(WornGlove.Kind.STRINGS, 5);
        LiveRun run = begin(worn, shelf)) {
      worn.until(run, "two poses are held", () -> run.look().done() == 2);
      run.again();
      worn.until(run, "the pose is asked for again", () -> run.look().done() == 1);
      run.leaveOut();
      worn.until(run, "the pose is left out", () -> run.look().done() == 2);
      run.pause(true);
      worn.until(run, "it pauses", () -> run.look().state() == RunState.PAUSED);
      int before = run.look().done();
      long seen = run.seen();
      worn.until(run, "nothing counts meanwhile", () -> run.seen() > seen + 400);
      assertEquals(before, run.look().done());
      run.pause(false);
      worn.until(run, "it goes on", () -> run.look().done() == before + 1);
      for (int left = run.look().of() - run.look().done(); left > 0; left--) {
        run.leaveOut();
      }
      worn.until(run, "it ends", () -> run.look().state().over());
      assertEquals(RunState.FAILED, run.look().state());
      assertTrue(run.look().words().contains("left out"), run.look().words());
      assertTrue(run.made().isEmpty());
    }
  }

  @Test
  void valuesThatAreNoNumbersDoNoHarm() throws Exception {
    try (WornLive worn = new WornLive(WornGlove.Kind.COUNTS, 3);
        LiveRun run = begin(worn, new ProfileShelf(folder))) {
      worn.until(run, "a pose is held", () -> run.look().done() == 1);
      for (int n = 0; n < 40; n++) {
        worn.publish(n % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NaN);
      }
      worn.until(run, "it goes on", () -> run.look().done() == 3);
      for (double high : run.look().high()) {
        assertTrue(Double.isFinite(high), "the range holds no infinity");
      }
    }
  }

  @Test
  void aShelfThatCannotBeWrittenCostsNoRun() throws Exception {
    Path blocked = folder.resolve("profiles");
    Files.writeString(blocked, "a file where a folder should be");
    ProfileShelf shelf = new ProfileShelf(blocked);
    try (WornLive worn = new WornLive(WornGlove.Kind.STRINGS, 8);
        LiveRun run = begin(worn, shelf)) {
      worn.until(run, "poses are held", () -> run.look().done() == 3);
      assertTrue(run.look().words().contains("would not survive"), run.look().words());
      for (int left = run.look().of() - 3; left > 0; left--) {
        run.leaveOut();
      }
      worn.until(run, "it cannot be kept", () -> run.look().state() == RunState.FAILED);
      assertTrue(run.look().words().contains("could not be kept"), run.look().words());
      assertTrue(run.made().isPresent());
      Files.delete(blocked);
      run.keepAgain();
      await("it is kept now", () -> run.look().state() == RunState.DONE);
      assertEquals(1, shelf.history("Ann", "a glove").profiles().size());
    }
  }

  @Test
  void aGloveWithOtherChannelsNeitherGoesOnNorIsChecked() throws Exception {
    ProfileShelf shelf = new ProfileShelf(folder);
    try (WornLive strings = new WornLive(WornGlove.Kind.STRINGS, 4);
        WornLive counts = new WornLive(WornGlove.Kind.COUNTS, 4)) {
      try (LiveRun run = begin(strings, shelf)) {
        strings.until(run, "a pose is held", () -> run.look().done() == 1);
      }
      UnfinishedRun unfinished = shelf.unfinished("Ann", "a glove").orElseThrow();
      assertThrows(
          ProfileException.class,
          () -> LiveRun.resume(counts.glove, unfinished, shelf, SOFTWARE, _ -> {}));
      assertFalse(List.of(unfinished.holds()).isEmpty());
    }
  }
}
