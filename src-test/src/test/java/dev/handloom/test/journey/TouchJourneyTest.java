package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.space.touch.TouchFound;
import dev.handloom.app.space.touch.TouchGuide;
import dev.handloom.app.space.touch.TouchPair;
import dev.handloom.app.space.touch.TouchSession;
import dev.handloom.app.space.touch.TouchSession.State;
import dev.handloom.calibration.camera.sim.TableCameraInstrument;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.sim.truth.Truth;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
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

/// A headset's space is laid over that of a camera without any tracker: a fingertip touches the
/// corners of a board that the camera sees.
class TouchJourneyTest {
  private static final long LIMIT_NANOS = 180_000_000_000L;
  private static final int SEEN = 60;

  @TempDir Path folder;

  @Test
  void touchedCornersLayTheHeadsetOverTheCamera() throws Exception {
    try (Workplace workplace = workplace()) {
      TouchPair right = pair(workplace);
      SpaceProfile made;
      try (TouchSession session =
          new TouchSession(
              right, Board.UMI, TouchGuide.of(workplace, right), (_, _) -> {})) {
        session.goOn();
        await(session, "four corners are touched", State.DONE);
        error("One place", workplace, session.look().made(), session.look().found());
        session.another();
        await("it goes on", () -> session.look().state() != State.DONE);
        await(session, "and four more", State.DONE);
        made = session.look().made();
        error("Two places", workplace, made, session.look().found());
        assertEquals(8, session.look().touched());
      }
      assertNotNull(made);
    }
  }

  private static void error(
      String what, Workplace workplace, SpaceProfile made, TouchFound found) {
    Pose truth = truth(workplace);
    Pose got = made.targetFromHeadset();
    Vec3 board = truth.inverse().apply(TableCameraInstrument.IN_ROOM.inverse().apply(new Vec3(0, 0, -0.175)));
    double at = truth.apply(board).distance(got.apply(board));
    double far = 0;
    for (int axis = 0; axis < 6; axis++) {
      double s = axis < 3 ? TouchFound.FAR_METRES : -TouchFound.FAR_METRES;
      Vec3 there = board.plus(new Vec3(axis % 3 == 0 ? s : 0, axis % 3 == 1 ? s : 0, axis % 3 == 2 ? s : 0));
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
    Truth truth = workplace.simulation().orElseThrow().truth();
    LiveStream head = workplace.rig().hub().find("openxr-headset/head").orElseThrow();
    RingReader reader = head.ring().reader();
    Sample sample = new Sample(head.spec());
    Vec3 middle = Vec3.ZERO;
    Quat turn = Quat.IDENTITY;
    long end = StudioClock.now() + LIMIT_NANOS;
    for (int n = 0; n < SEEN; ) {
      assertTrue(StudioClock.now() < end, "the headset speaks");
      if (!reader.poll(sample)) {
        LockSupport.parkNanos(1_000_000);
        continue;
      }
      double[] v = sample.values;
      Pose seen = new Pose(new Vec3(v[0], v[1], v[2]), new Quat(v[3], v[4], v[5], v[6]).unit());
      Pose origin = truth.at(sample.captureNanos).head().then(seen.inverse());
      middle = middle.plus(origin.position().times(1.0 / SEEN));
      turn = n++ == 0 ? origin.rotation() : turn.towards(origin.rotation(), 1.0 / n);
    }
    return TableCameraInstrument.IN_ROOM.inverse().then(new Pose(middle, turn));
  }
}
