package dev.handloom.app.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.app.calibrate.Worn;
import dev.handloom.calibration.profile.DonningCheck.Advice;
import dev.handloom.calibration.profile.LeRobotFile;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.calibration.quality.Quality;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GloveReadyTest {
  private static final Instant MORNING = Instant.parse("2026-11-16T09:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private static String said(
      Worn worn, String person, Instant now, @Nullable Advice advice, double drift) {
    return GloveReady.of(worn, person, now, DAY, advice, drift)
        .map(item -> item.sentence() + " | " + item.remedy())
        .orElse("");
  }

  private static Profile of(RigGlove glove, Grade grade) throws Exception {
    String channel = glove.spec().channels().getFirst().name();
    Profile rough =
        LeRobotFile.convert(
            Map.of(channel, new LeRobotFile.Joint(1, 0, 0, 10, 900)),
            new Profile.Wearing(
                "Ann", glove.name(), glove.side(), HandSize.ADULT, EnumSet.allOf(Finger.class)),
            glove.channels(),
            MORNING,
            "Handloom test");
    Quality q = rough.quality();
    return Profile.of(
        new Profile.Wearing(
            "Ann", glove.name(), glove.side(), HandSize.ADULT, EnumSet.allOf(Finger.class)),
        MORNING,
        "Handloom test",
        glove.channels(),
        rough.model(),
        new Quality(
            grade,
            q.repeatability(),
            q.bound(),
            q.pinches(),
            q.rangeUsed(),
            q.noise(),
            q.drift(),
            q.seconds(),
            q.faults(),
            q.reasons(),
            q.advice()),
        rough.holds());
  }

  @Test
  void whatSpeaksAgainstATakeIsSaidWithWhatToDo() throws Exception {
    try (Workplace workplace =
        Workplace.open(
            new RigFile("One glove", 7, List.of(SimulatedRig.config("left-glove"))),
            DelayBook.EMPTY)) {
      RigGlove glove = RigGlove.find(workplace, "left-glove").orElseThrow();
      Worn bare = new Worn(glove, null, null, "");
      assertEquals("", said(bare, "", MORNING, null, 0), "who names nobody is left alone");
      assertTrue(
          said(bare, "Ann", MORNING, null, 0).startsWith("Left glove: not calibrated for Ann |"));
      Worn strange = new Worn(glove, null, null, "Made on another glove.");
      assertTrue(said(strange, "Ann", MORNING, null, 0).contains("not used"));

      Worn good = new Worn(glove, of(glove, Grade.GOOD), MORNING, "");
      assertEquals("", said(good, "Ann", MORNING.plus(Duration.ofHours(23)), null, 0));
      Instant nextDay = MORNING.plus(Duration.ofHours(25));
      assertTrue(said(good, "Ann", nextDay, null, 0).contains("25 h ago | Check it"));
      Worn checked = new Worn(glove, of(glove, Grade.GOOD), nextDay, "");
      assertEquals("", said(checked, "Ann", nextDay, Advice.STILL_GOOD, 0));
      assertTrue(said(good, "Ann", MORNING, Advice.CALIBRATE_AGAIN, 0).contains("again"));
      assertTrue(said(good, "Ann", MORNING, Advice.REZERO, 0).contains("new zero"));
      assertTrue(said(good, "Ann", MORNING, null, 7.3).contains("drifted by 7.3°"));
      Worn poor = new Worn(glove, of(glove, Grade.POOR), MORNING, "");
      assertTrue(said(poor, "Ann", MORNING, null, 0).contains("is poor"));
    }
  }
}
