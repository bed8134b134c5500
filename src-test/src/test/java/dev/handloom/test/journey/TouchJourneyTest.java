package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.space.KnownSpace;
import dev.handloom.app.space.RigScene;
import dev.handloom.app.space.touch.TouchCorner;
import dev.handloom.app.space.touch.TouchFound;
import dev.handloom.app.space.touch.TouchGuide;
import dev.handloom.app.space.touch.TouchLook;
import dev.handloom.app.space.touch.TouchLook.State;
import dev.handloom.app.space.touch.TouchPair;
import dev.handloom.app.space.touch.TouchSession;
import dev.handloom.app.ui.space.SpaceGroup;
import dev.handloom.app.ui.space.SpaceThing;
import dev.handloom.calibration.camera.sim.TableCameraInstrument;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.calibration.space.SpaceProfile.Holds;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A headset's space is laid over that of a camera without any tracker: a fingertip touches the
/// corners of a board that the camera sees.
class TouchJourneyTest {
  private static final long LIMIT_NANOS = 180_000_000_000L;

  @TempDir Path folder;

  @Test
  void touchedCornersLayTheHeadsetOverTheCamera() throws Exception {
    try (Workplace workplace = workplace()) {
      TouchPair right = pair(workplace);
      SpaceProfile made;
      try (TouchSession session =
          new TouchSession(right, Board.UMI, TouchGuide.of(workplace, right), (_, _) -> {})) {
        session.goOn();
        await(session, "four corners are touched", State.DONE);
        error("One place", workplace, session.look());
        session.another();
        await("it goes on", () -> session.look().state() != State.DONE);
        await(session, "and four more", State.DONE);
        made = error("Two places", workplace, session.look());
        assertEquals(8, session.look().touched());
      }
      stale(workplace, made);
    }
  }

  /// It is kept, goes into episodes, and holds for this camera with this lens alone.
  private void stale(Workplace workplace, SpaceProfile made) throws Exception {
    KnownSpace.shelf(folder).keep(made);
    KnownSpace known = KnownSpace.of(workplace, folder).getFirst();
    assertEquals(Holds.YES, known.holds(), known::trouble);
    assertEquals("", known.trouble());
    assertEquals(1, KnownSpace.enclosures(List.of(known)).size());
    List<KnownLens> lenses = KnownLens.of(workplace, KnownLens.shelf(folder));
    List<SpaceGroup> groups = new RigScene(workplace).now(lenses, List.of(known));
    assertEquals(1, groups.size(), "the camera is in the headset's space");
    assertTrue(
        groups.getFirst().things().stream()
            .anyMatch(thing -> thing.kind() == SpaceThing.Kind.CAMERA),
        () -> groups.getFirst().things().toString());

    KnownLens lens = Objects.requireNonNull(known.lens());
    KnownLens moved =
        new KnownLens(lens.stream(), "video video:1", lens.role(), true, lens.profile(), null, "");
    KnownSpace other = new KnownSpace(known.headset(), made, "table camera", moved);
    assertEquals(Holds.NO, other.holds());
    assertTrue(other.trouble().contains("another one"), other.trouble());
    SpaceProfile.Through before =
        new SpaceProfile.Through(
            "20250101-000000-000", Objects.requireNonNull(made.through()).address());
    KnownSpace anew = new KnownSpace(known.headset(), with(made, before), "table camera", lens);
    assertEquals(Holds.NO, anew.holds());
    assertTrue(anew.trouble().contains("calibrated anew"), anew.trouble());
    assertTrue(KnownSpace.enclosures(List.of(anew, other)).isEmpty());
    assertTrue(workplace.simulation().orElseThrow().recentre("openxr-headset"));
    await("it is recentred", () -> known.holds() == Holds.NO);
    assertTrue(known.trouble().contains("recentred"), known.trouble());
  }

  private static SpaceProfile with(SpaceProfile made, SpaceProfile.Through through) {
    return new SpaceProfile(
        made.format(),
        made.id(),
        made.headset(),
        made.target(),
        made.taken(),
        made.software(),
        made.simulated(),
        made.kind(),
        made.by(),
        made.space(),
        made.session(),
        made.origin(),
        made.alignment(),
        through);
  }

  @Test
  void whatGoesWrongIsSaidAndWhatToDo() throws Exception {
    try (Workplace workplace = workplace()) {
      TouchPair right = pair(workplace);
      TouchGuide person = TouchGuide.of(workplace, right);
      SimulatedRig simulation = workplace.simulation().orElseThrow();

      // A board without four inner corners.
      Board narrow = new Board(Board.UMI.family(), 8, 2, 50, 30);
      try (TouchSession session = new TouchSession(right, narrow, person, (_, _) -> {})) {
        session.goOn();
        await(session, "it is refused", State.REFUSED);
        assertTrue(session.look().words().contains("too few squares"), session.look()::words);
      }

      // A finger beside the corner: said at once, and said again when it was taken all the same.
      Missing missing = new Missing(person, simulation, right);
      try (TouchSession session = new TouchSession(right, Board.UMI, missing, (_, _) -> {})) {
        session.goOn();
        await(
            "it is said",
            () ->
                session.look().words().contains("From here to")
                    && session.look().words().contains("lower right"));
        assertEquals(2, session.look().here().size(), "it is not taken by itself");
        session.goOn();
        await(
            "the corner is named",
            () -> session.look().words().startsWith("The lower right corner was touched"));
        assertEquals(State.TOUCHING, session.look().state());
        await(session, "it is touched again", State.DONE);
        assertEquals(4, session.look().touched());
        TouchFound found = Objects.requireNonNull(session.look().found());
        assertTrue(found.alignment().heldOutMetres() < 0.006);
      }

      // The board is pushed.
      try (TouchSession session = new TouchSession(right, Board.UMI, person, (_, _) -> {})) {
        session.goOn();
        await("it is touched", () -> session.look().here().size() == 2);
        Pose pushed = new Pose(new Vec3(0.012, 0, 0.006), Quat.IDENTITY).then(simulation.board());
        simulation.layBoard(pushed);
        await(session, "it is said", State.REFUSED);
        assertTrue(session.look().words().contains("was moved by"), session.look()::words);
        assertEquals(0, session.look().touched());
      }

      // The wearer recentres in the middle.
      try (TouchSession session = new TouchSession(right, Board.UMI, person, (_, _) -> {})) {
        session.goOn();
        await("a corner is touched", () -> session.look().here().size() == 1);
        assertTrue(simulation.recentre("openxr-headset"));
        await(session, "it is said", State.REFUSED);
        assertTrue(session.look().words().contains("recentred"), session.look()::words);
      }

      // The headset is gone, and comes back.
      try (TouchSession session = new TouchSession(right, Board.UMI, person, (_, _) -> {})) {
        session.goOn();
        await("it is touched", () -> session.look().state() == State.TOUCHING);
        simulation
            .device("openxr-headset")
            .misbehave(new Misbehaviour.Stall(Duration.ofSeconds(8)));
        await("it is said", () -> session.look().words().contains("does not see the hand"));
        session.goOn();
        await("nothing is taken", () -> session.look().words().contains("nothing was taken"));
      }
    }
  }

  /// Somebody who puts the finger beside the lower right corner the first time.
  private static final class Missing implements TouchGuide {
    private final TouchGuide person;
    private final SimulatedRig simulation;
    private final TouchPair pair;
    private boolean missed;

    Missing(TouchGuide person, SimulatedRig simulation, TouchPair pair) {
      this.person = person;
      this.simulation = simulation;
      this.pair = pair;
    }

    @Override
    public void touch(TouchCorner corner) {
      if (corner.name().equals("lower right") && !missed) {
        missed = true;
        simulation.touch(pair.side(), corner.xMetres() - 0.05, corner.yMetres() - 0.05);
      } else {
        person.touch(corner);
      }
    }

    @Override
    public void away() {
      person.away();
    }

    @Override
    public void another(int place) {
      person.another(place);
    }
  }

  private static SpaceProfile error(String what, Workplace workplace, TouchLook look) {
    SpaceProfile made = Objects.requireNonNull(look.made());
    TouchFound found = Objects.requireNonNull(look.found());
    Pose truth = truth(workplace);
    Pose got = made.targetFromHeadset();
    Vec3 board =
        truth
            .inverse()
            .apply(TableCameraInstrument.IN_ROOM.inverse().apply(new Vec3(0, 0, -0.175)));
    double at = truth.apply(board).distance(got.apply(board));
    double far = 0;
    for (int axis = 0; axis < 6; axis++) {
      double s = axis < 3 ? TouchFound.FAR_METRES : -TouchFound.FAR_METRES;
      Vec3 there =
          board.plus(new Vec3(axis % 3 == 0 ? s : 0, axis % 3 == 1 ? s : 0, axis % 3 == 2 ? s : 0));
      far = Math.max(far, truth.apply(there).distance(got.apply(there)));
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %s; %s; true error %.2f mm at the board, %.2f mm half a metre away (foretold %.2f),"
            + " %.2f°%n",
        what,
        made.words(),
        found.worstWords(),
        1000 * at,
        1000 * far,
        1000 * found.farMetres(),
        Math.toDegrees(truth.rotation().angleTo(got.rotation())));
    assertTrue(at < 0.004, "off by " + at);
    assertTrue(far < 0.012, "off by " + far);
    return made;
  }

  private static Workplace workplace() throws Exception {
    DeviceConfig headset = SimulatedRig.config("openxr-headset");
    Map<String, String> settings = new HashMap<>(headset.settings());
    settings.put("space", "local");
    RigFile rig =
        new RigFile(
            "Touch", 5, List.of(headset.with(settings), SimulatedRig.config("table-camera")));
    Workplace workplace = Workplace.open(rig, DelayBook.EMPTY);
    assertTrue(workplace.connectAndWait(Duration.ofSeconds(60)));
    workplace.clocksSettle(Duration.ofSeconds(60));
    return workplace;
  }

  private TouchPair pair(Workplace workplace) {
    List<KnownLens> lenses = KnownLens.of(workplace, KnownLens.shelf(folder));
    List<TouchPair> pairs = TouchPair.of(workplace, lenses);
    assertEquals(2, pairs.size(), pairs::toString);
    return pairs.getFirst();
  }

  private static void await(TouchSession session, String what, State state) {
    await(
        what,
        () -> {
          assertFalse(
              session.look().state() == State.REFUSED && state != State.REFUSED,
              () -> session.look().words());
          return session.look().state() == state;
        });
  }

  private static void await(String what, BooleanSupplier reached) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!reached.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "In vain: " + what);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /// How the headset's space really lies before the camera.
  private static Pose truth(Workplace workplace) {
    return TableCameraInstrument.IN_ROOM.inverse().then(HeadsetTruth.spaceInRoom(workplace));
  }
}
