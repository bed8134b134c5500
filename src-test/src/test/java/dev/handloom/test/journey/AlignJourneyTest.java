package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.space.AlignPair;
import dev.handloom.app.space.AlignSession;
import dev.handloom.app.space.AlignSession.State;
import dev.handloom.app.space.KnownSpace;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.calibration.space.SpaceProfile.Holds;
import dev.handloom.calibration.space.SpaceShelf;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A headset whose space begins where its wearer sat down is laid over the room's by moving a hand;
/// then it is recentred.
class AlignJourneyTest {
  private static final long LIMIT_NANOS = 180_000_000_000L;

  /// Measured 0.5 to 1.5 mm over a table, on a machine with two cores.
  private static final double MOST_METRES = 0.006;

  @TempDir Path folder;

  @Test
  void aMovedHandLaysTheSpacesOverEachOtherUntilTheHeadsetIsRecentred() throws Exception {
    DeviceConfig headset = SimulatedRig.config("openxr-headset");
    Map<String, String> settings = new HashMap<>(headset.settings());
    settings.put("space", "local");
    RigFile rig =
        new RigFile(
            "Spaces", 5, List.of(headset.with(settings), SimulatedRig.config("base-station")));
    try (Workplace workplace = Workplace.open(rig, DelayBook.EMPTY)) {
      assertTrue(workplace.connectAndWait(Duration.ofSeconds(60)));
      workplace.clocksSettle(Duration.ofSeconds(60));
      List<AlignPair> pairs = AlignPair.of(workplace);
      assertEquals(2, pairs.size(), pairs::toString);
      AlignPair right = pairs.get(1);
      SpaceProfile made;
      try (AlignSession session = new AlignSession(right)) {
        session.goOn();
        await("it was moved enough", () -> session.look().state().compareTo(State.MOVING) > 0);
        assertEquals(State.DONE, session.look().state(), () -> session.look().words());
        SpaceProfile found = session.look().made();
        assertNotNull(found);
        made = found;
      }
      Pose truth = HeadsetTruth.spaceInRoom(workplace);
      Vec3 table = new Vec3(0, -0.45, -0.3);
      double off = truth.apply(table).distance(made.targetFromHeadset().apply(table));
      double turned = truth.rotation().angleTo(made.targetFromHeadset().rotation());
      System.out.printf(
          Locale.ROOT,
          "%s; true error %.2f mm at the table, %.2f°%n",
          made.words(),
          1000 * off,
          Math.toDegrees(turned));
      assertTrue(off < MOST_METRES, "off by " + off);
      assertTrue(off < 6 * made.alignment().heldOutMetres(), "it promises what it keeps");

      SpaceShelf shelf = KnownSpace.shelf(folder);
      shelf.keep(made);
      KnownSpace known = KnownSpace.of(workplace, folder).getFirst();
      assertEquals(Holds.YES, known.holds());
      assertEquals(1, KnownSpace.enclosures(List.of(known)).size());

      try (AlignSession session = new AlignSession(right)) {
        session.goOn();
        await("it moves", () -> session.look().moments() > 3);
        assertTrue(workplace.simulation().orElseThrow().recentre("openxr-headset"));
        await("it is said", () -> session.look().state() == State.REFUSED);
        assertTrue(session.look().words().contains("recentred"), session.look().words());
      }
      assertEquals(Holds.NO, known.holds(), "a recentred headset is elsewhere");
      assertTrue(known.trouble().contains("recentred"), known.trouble());
      assertTrue(KnownSpace.enclosures(List.of(known)).isEmpty());
      assertFalse(HeadsetTruth.spaceInRoom(workplace).position().distance(truth.position()) < 1e-4);
    }
  }

  private static void await(String what, BooleanSupplier reached) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!reached.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "In vain: " + what);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
