package dev.handloom.calibration.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.space.MotionAlignment.Moment;
import dev.handloom.calibration.space.SpaceProfile.Holds;
import dev.handloom.calibration.space.TouchAlignment.Touch;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentTest {
  private static final Pose TRUTH =
      new Pose(new Vec3(0.7, -0.2, 1.4), Quat.about(new Vec3(0.1, 1, 0.05), 0.9));
  private static final Pose MOUNT =
      new Pose(new Vec3(0.02, 0.05, -0.01), Quat.about(new Vec3(1, 0, 1), 0.6));

  @TempDir Path folder;

  private final Random random = new Random(11);

  @Test
  void whatBothSeeMoveLaysTheSpacesOverEachOther() throws Exception {
    double worst = 0;
    for (int trial = 0; trial < 10; trial++) {
      Alignment found = MotionAlignment.of(moments(180, 0.0008, 0.002, 1));
      double metres = error(found);
      worst = Math.max(worst, metres);
      assertTrue(
          TRUTH.rotation().angleTo(found.targetFromHeadset().rotation()) < Math.toRadians(0.5));
      assertTrue(metres < 0.003, "off by " + metres);
      assertTrue(found.heldOutMetres() > 0.0004 && found.heldOutMetres() < 0.004, found.words());
      assertTrue(metres < 2 * found.heldOutMetres(), "it promises what it keeps: " + metres);
      assertTrue(found.checked() >= 50, found.words());
      assertEquals(
          0, found.trackerFromHand().position().distance(MOUNT.position()), 0.005, "the mount");
    }
    System.out.printf(
        "Moved: true error at most %.2f mm in the middle of the hands%n", 1000 * worst);
  }

  @Test
  void aTrackerThatJumpsNowAndThenIsFoundOut() throws Exception {
    List<Moment> moments = moments(180, 0.0008, 0.002, 1);
    for (int i = 7; i < moments.size(); i += 23) {
      Moment each = moments.get(i);
      Pose jumped = new Pose(new Vec3(0.3, 0.1, 0), Quat.IDENTITY).then(each.inTarget());
      moments.set(i, new Moment(each.inHeadset(), jumped));
    }
    Alignment found = MotionAlignment.of(moments);
    assertTrue(found.leftOut() >= 3, found.words());
    assertTrue(error(found) < 0.004, "off by " + error(found));
  }

  @Test
  void aHandThatIsHardlyTurnedLeavesItOpen() {
    AlignmentRefusal e =
        assertThrows(
            AlignmentRefusal.class, () -> MotionAlignment.of(moments(180, 0.0008, 0.002, 0.02)));
    assertTrue(String.valueOf(e.getMessage()).contains("Turn the hand"), e.getMessage());
    assertTrue(MotionAlignment.covered(moments(180, 0, 0, 0.02)) < 0.3);
    assertEquals(1, MotionAlignment.covered(moments(180, 0, 0, 1)), 0.01);
    assertThrows(AlignmentRefusal.class, () -> MotionAlignment.of(moments(12, 0, 0, 1)));
  }

  @Test
  void fourCornersThatAreTouchedLayTheSpacesOverEachOther() throws Exception {
    double worst = 0;
    for (int trial = 0; trial < 20; trial++) {
      Alignment found = TouchAlignment.of(touches(0.002));
      double off = error(found);
      worst = Math.max(worst, off);
      assertTrue(off < 0.03, "off by " + off);
      assertTrue(found.heldOutMetres() >= found.residualMetres(), found.words());
    }
    System.out.printf("Touched: true error at most %.2f mm%n", 1000 * worst);
    Alignment exact = TouchAlignment.of(touches(0));
    assertEquals(0, exact.heldOutMetres(), 1e-9);
    assertEquals(0, error(exact), 1e-9);
  }

  @Test
  void thePointThatWasNotTouchedIsToldFromTheOthers() throws Exception {
    for (int trial = 0; trial < 20; trial++) {
      List<Touch> touches = touches(0.001);
      assertTrue(TouchAlignment.wrong(touches, 0.015).isEmpty(), "all are right");
      int which = trial % touches.size();
      Touch right = touches.get(which);
      Vec3 beside = right.inHeadset().plus(new Vec3(0.05, 0, 0.02));
      touches.set(which, new Touch(beside, right.inTarget()));
      assertEquals(which, TouchAlignment.wrong(touches, 0.015).orElse(-1));
    }
  }

  @Test
  void howFarThingsAreOffAwayFromThePointsIsForetold() throws Exception {
    Vec3 middle = new Vec3(0.14, 0.8, -0.2);
    double[] squares = new double[3];
    double told = 0;
    int trials = 400;
    for (int trial = 0; trial < trials; trial++) {
      List<Touch> touches = touches(0.002);
      Alignment found = TouchAlignment.of(touches);
      told += Math.pow(TouchAlignment.farOff(touches, 0.5), 2) / trials;
      for (int axis = 0; axis < 3; axis++) {
        Vec3 way = new Vec3(axis == 0 ? 0.5 : 0, axis == 1 ? 0.5 : 0, axis == 2 ? 0.5 : 0);
        Vec3 there = middle.plus(way);
        double off = found.apply(there).distance(TRUTH.apply(there));
        squares[axis] += off * off / trials;
      }
    }
    double worst = Math.sqrt(Math.max(squares[0], Math.max(squares[1], squares[2])));
    System.out.printf(
        "Half a metre away: %.2f mm off, foretold %.2f mm%n", 1000 * worst, 1000 * Math.sqrt(told));
    assertEquals(worst, Math.sqrt(told), 0.15 * worst);
  }

  @Test
  void pointsOnALineLeaveItOpen() {
    List<Touch> line = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Vec3 point = new Vec3(0.1 * i, 0, 0.001 * i);
      line.add(new Touch(point, TRUTH.apply(point)));
    }
    assertThrows(AlignmentRefusal.class, () -> TouchAlignment.of(line));
  }

  @Test
  void itIsStaleOnceTheHeadsetWasRecentred() throws Exception {
    SpaceProfile kept = profile("local", Instant.parse("2026-11-22T10:00:00Z"));
    assertEquals(Holds.YES, kept.holds("a", 2));
    assertEquals(Holds.NO, kept.holds("a", 3));
    assertEquals(Holds.NO, kept.holds("b", 0), "a local space begins where the headset is then");
    SpaceProfile stage = profile("stage", Instant.parse("2026-11-22T10:00:01Z"));
    assertEquals(Holds.PROBABLY, stage.holds("b", 0));
    assertEquals(Holds.NO, stage.holds("b", 1));
    assertTrue(stage.staleWords("a").contains("recentred"));
  }

  @Test
  void theNewestIsFoundAgainAndADamagedOneDoesNotHideTheOneBefore() throws Exception {
    SpaceShelf shelf = new SpaceShelf(folder);
    assertEquals(List.of(), shelf.newest("headset"));
    SpaceProfile first = profile("stage", Instant.parse("2026-11-22T10:00:00Z"));
    Path file = shelf.keep(first);
    SpaceProfile second = profile("local", Instant.parse("2026-11-22T11:00:00Z"));
    Path later = shelf.keep(second);
    assertEquals(List.of(second), shelf.newest("headset"));
    assertThrows(AlignmentRefusal.class, () -> shelf.keep(second), "nothing is written over");
    Files.writeString(later, "{");
    assertEquals(List.of(first), shelf.newest("headset"));
    assertEquals(first, SpaceShelf.read(Files.readAllBytes(file), "it"));
  }

  private SpaceProfile profile(String space, Instant taken) throws AlignmentRefusal {
    return new SpaceProfile(
        SpaceProfile.FORMAT,
        SpaceProfile.idOf(taken),
        "headset",
        "base-station",
        taken,
        "test",
        true,
        SpaceProfile.Kind.TOUCHED,
        "fingertip",
        space,
        "a",
        2,
        TouchAlignment.of(touches(0.001)),
        new SpaceProfile.Through("lens", "camera"));
  }

  private static double error(Alignment found) {
    Vec3 middle = new Vec3(0.1, 0.9, -0.4);
    return found.apply(middle).distance(TRUTH.apply(middle));
  }

  private List<Touch> touches(double noise) {
    List<Touch> touches = new ArrayList<>();
    for (double[] corner : new double[][] {{0, 0}, {0.28, 0}, {0.28, 0.2}, {0, 0.2}}) {
      Vec3 point = new Vec3(corner[0], 0.8, -0.3 + corner[1]);
      touches.add(new Touch(point.plus(shiver(noise)), TRUTH.apply(point)));
    }
    return touches;
  }

  /// @param turning how much the hand is turned
  private List<Moment> moments(int count, double metres, double radians, double turning) {
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double t = i * 0.1;
      Quat turned =
          Quat.about(new Vec3(1, 0, 0), turning * 0.7 * Math.sin(0.9 * t))
              .times(Quat.about(new Vec3(0, 1, 0), turning * 0.6 * Math.sin(0.6 * t + 1)));
      Pose hand =
          new Pose(
              new Vec3(
                  0.1 + 0.15 * Math.sin(0.5 * t),
                  0.9 + 0.12 * Math.sin(0.7 * t + 2),
                  -0.4 + 0.1 * Math.cos(0.4 * t)),
              turned);
      Pose seen =
          hand.then(
              new Pose(
                  shiver(metres),
                  Quat.about(
                      new Vec3(1, random.nextGaussian(), 0.5), radians * random.nextGaussian())));
      moments.add(new Moment(seen, TRUTH.then(hand).then(MOUNT.inverse())));
    }
    return moments;
  }

  private Vec3 shiver(double metres) {
    return new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
        .times(metres);
  }
}
