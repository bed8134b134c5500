package dev.handloom.device.sim.person;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.delay.HandGesture;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandExercise;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptedPersonTest {
  private static final long STEP = 10_000_000L;
  private static final long ROUNDS = (long) (3 * ScriptedPerson.roundSeconds() * 1e9);

  /// Nobody moves a hand faster than so many metres a second at a desk.
  private static final double FASTEST = 2.5;

  private final ScriptedPerson person = new ScriptedPerson(42);

  @Test
  void theSameSeedAndInstantGiveTheSamePerson() {
    ScriptedPerson twin = new ScriptedPerson(42);
    for (long t : new long[] {90_000_000_000L, 3, 30_000_000_000L, 90_000_000_000L}) {
      assertArrayEquals(person.at(t).leftAngles(), twin.at(t).leftAngles());
      assertEquals(person.at(t).rightWrist(), twin.at(t).rightWrist());
      assertEquals(person.at(t).block(), twin.at(t).block());
    }
  }

  @Test
  void anotherSeedPutsThingsElsewhere() {
    assertNotEquals(person.at(0).block(), new ScriptedPerson(43).at(0).block());
  }

  @Test
  void somebodyElseBeginsElsewhereAtAnotherTempoAndOneIsAlwaysTheSame() {
    ScriptedPerson twin = new ScriptedPerson(42);
    long from = 7_000_000_000L;
    Manner manner = Manner.drawn(9);
    person.begin(manner, from);
    twin.begin(Manner.drawn(9), from);
    assertEquals(person.at(from).block(), twin.at(from).block());
    assertNotEquals(new ScriptedPerson(42).at(from).block(), person.at(from).block());
    // Where they are in the programme after a while, in their own seconds.
    long later = 3_000_000_000L;
    ScriptedPerson plain = new ScriptedPerson(9);
    double seconds = manner.fromSeconds() + manner.tempo() * later / 1e9;
    assertEquals(
        0,
        person
            .at(from + later)
            .leftWrist()
            .position()
            .minus(plain.at(Math.round(seconds * 1e9)).leftWrist().position())
            .length(),
        1e-6);
  }

  @Test
  void peopleDifferInTempoAndBeginning() {
    for (long seed = 0; seed < 200; seed++) {
      Manner manner = Manner.drawn(seed);
      assertTrue(manner.tempo() >= 0.8 && manner.tempo() <= 1.25, "seed " + seed + ": " + manner);
      assertTrue(manner.fromSeconds() < ScriptedPerson.roundSeconds(), "seed " + seed);
    }
    assertNotEquals(Manner.drawn(1).tempo(), Manner.drawn(2).tempo());
  }

  @Test
  void nothingLeaps() {
    Moment last = person.at(0);
    for (long t = STEP; t < ROUNDS; t += STEP) {
      Moment now = person.at(t);
      near("left wrist", t, last.leftWrist(), now.leftWrist());
      near("right wrist", t, last.rightWrist(), now.rightWrist());
      near("gripper", t, last.gripper(), now.gripper());
      near("cup", t, last.cup(), now.cup());
      near("block", t, last.block(), now.block());
      near("head", t, last.head(), now.head());
      assertTrue(Math.abs(now.gripperWidthMetres() - last.gripperWidthMetres()) < 0.005);
      for (int a = 0; a < HandAngles.COUNT; a++) {
        assertTrue(Math.abs(now.leftAngles()[a] - last.leftAngles()[a]) < 0.12);
        assertTrue(Math.abs(now.rightAngles()[a] - last.rightAngles()[a]) < 0.12);
      }
      last = now;
    }
  }

  private static void near(String what, long t, Pose a, Pose b) {
    double moved = a.position().distance(b.position());
    assertTrue(moved < FASTEST * STEP / 1e9, what + " leaps " + moved + " m at " + t / 1e9 + " s");
    double turned = a.rotation().angleTo(b.rotation());
    assertTrue(turned < 0.15, what + " leaps " + turned + " rad at " + t / 1e9 + " s");
  }

  @Test
  void everyThumbMeetsEveryFingerInEveryRound() {
    for (HandSide side : HandSide.values()) {
      ForwardKinematics kinematics = new ForwardKinematics(side, HandSize.ADULT);
      double[] hand = new double[HandPose.VALUES];
      Set<Finger> met = EnumSet.noneOf(Finger.class);
      for (long t = 0; t < ROUNDS / 3; t += STEP) {
        kinematics.solve(person.at(t).angles(side), hand);
        for (Finger finger : Finger.values()) {
          if (finger != Finger.THUMB
              && HandPose.distance(hand, HandJoint.THUMB_TIP, finger.tip()) < 0.006) {
            met.add(finger);
          }
        }
      }
      assertEquals(EnumSet.complementOf(EnumSet.of(Finger.THUMB)), met, side.word());
    }
  }

  @Test
  void theGripperClosesOnTheBlockAndCarriesIt() {
    double narrowest = 1;
    double highest = 0;
    for (long t = 0; t < ROUNDS / 3; t += STEP) {
      Moment now = person.at(t);
      narrowest = Math.min(narrowest, now.gripperWidthMetres());
      highest = Math.max(highest, now.block().position().y());
      assertTrue(now.block().position().y() > Table.BLOCK_SIDE / 2 - 0.003, "sinks at " + t / 1e9);
    }
    assertEquals(Table.BLOCK_SIDE, narrowest, 1e-9);
    assertTrue(highest > 0.08, "lifted to " + highest);
  }

  @Test
  void theCupIsPouredOutAndPutBackUpright() {
    double most = 0;
    for (long t = 0; t < ROUNDS / 3; t += STEP) {
      most = Math.max(most, person.at(t).pouring());
    }
    assertEquals(1, most, 1e-9);
    Moment end = person.at(ROUNDS / 3 - 1);
    assertEquals(0, end.cup().position().y(), 1e-9);
  }

  @Test
  void jointsStayWithinWhatAHandCanDo() {
    for (long t = 0; t < ROUNDS / 3; t += STEP) {
      Moment now = person.at(t);
      for (Finger finger : Finger.values()) {
        for (int a = 0; a < HandAngles.PER_FINGER; a++) {
          double angle = now.leftAngles()[HandAngles.index(finger, a)];
          double most = HandAngles.most(finger, a);
          assertTrue(Math.abs(angle) < most + 0.01, finger + " " + a + " at " + angle);
        }
      }
    }
  }

  @Test
  void whoIsAskedExercisesOneHandAndThenGoesOn() {
    long second = 1_000_000_000L;
    ScriptedPerson asked = new ScriptedPerson(5);
    ScriptedPerson free = new ScriptedPerson(5);
    asked.exercise(HandSide.LEFT, HandExercise.STILL, 3 * second);
    asked.exercise(HandSide.LEFT, HandExercise.INDEX, 5 * second);
    asked.exercise(HandSide.LEFT, null, 8 * second);
    int knuckle = HandAngles.index(Finger.INDEX, 0);
    double most = 0;
    for (long t = 5 * second; t < 8 * second; t += second / 50) {
      Moment moment = asked.at(t);
      most = Math.max(most, moment.leftAngles()[knuckle]);
      assertEquals(0, moment.leftAngles()[HandAngles.index(Finger.RING, 0)]);
      assertEquals(asked.at(5 * second).rightAngles()[knuckle], moment.rightAngles()[knuckle]);
    }
    assertTrue(most > 1, "the index finger bent to " + most);
    // Before and after, and whoever asks about the past, sees the programme.
    assertArrayEquals(free.at(2 * second).leftAngles(), asked.at(2 * second).leftAngles());
    assertArrayEquals(free.at(9 * second).leftAngles(), asked.at(9 * second).leftAngles());
  }

  @Test
  void aPoseThatIsAskedForIsReachedWithoutALeapAndHeldNearlyStill() {
    long second = 1_000_000_000L;
    ScriptedPerson person = new ScriptedPerson(5);
    person.hold(HandSide.LEFT, Asked.FIST, 3 * second);
    person.hold(HandSide.LEFT, Asked.FLAT, 6 * second);
    person.hold(HandSide.LEFT, Asked.FIST, 9 * second);
    person.hold(HandSide.LEFT, null, 12 * second);
    int knuckle = HandAngles.index(Finger.INDEX, 0);
    double before = person.at(3 * second).leftAngles()[knuckle];
    for (long at = 3 * second; at < 12 * second; at += second / 100) {
      double now = person.at(at).leftAngles()[knuckle];
      assertTrue(Math.abs(now - before) < 0.1, "the finger leaps at " + at / 1e9 + " s");
      before = now;
    }
    double first = person.at(6 * second - 1).leftAngles()[knuckle];
    double flat = person.at(9 * second - 1).leftAngles()[knuckle];
    double again = person.at(12 * second - 1).leftAngles()[knuckle];
    assertTrue(first > 1.1 && flat < 0.3, first + " and " + flat);
    assertTrue(Math.abs(first - again) > 0.002, "nobody makes a fist twice alike: " + first);
    assertTrue(Math.abs(first - again) < 0.25, first + " and then " + again);
    for (long at = 5 * second; at < 6 * second; at += second / 100) {
      assertEquals(first, person.at(at).leftAngles()[knuckle], 0.01);
    }
    ScriptedPerson free = new ScriptedPerson(5);
    assertArrayEquals(free.at(13 * second).leftAngles(), person.at(13 * second).leftAngles());
  }

  @Test
  void aGestureThatIsAskedForInterruptsTheProgrammeAndNothingLeaps() {
    for (HandGesture what : HandGesture.values()) {
      ScriptedPerson person = new ScriptedPerson(5);
      ScriptedPerson other = new ScriptedPerson(5);
      person.ask(what, HandSide.RIGHT, false, 7_000_000_000L);
      person.enough(19_000_000_000L);
      Vec3 before = person.at(6_500_000_000L).wrist(HandSide.RIGHT).position();
      for (long at = 6_510_000_000L; at < 22_000_000_000L; at += 10_000_000L) {
        Vec3 now = person.at(at).wrist(HandSide.RIGHT).position();
        assertTrue(now.minus(before).length() < 0.03, what + " leaps at " + at / 1e9 + " s");
        before = now;
      }
      // Thirteen seconds later the programme goes on where it was.
      assertEquals(other.at(9_000_000_000L).rightWrist(), person.at(22_000_000_000L).rightWrist());
    }
  }
}
