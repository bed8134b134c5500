package dev.handloom.store.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandExercise;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.conform.ConformanceReport.Hand;
import dev.handloom.store.conform.ConformanceReport.Reason;
import dev.handloom.store.conform.ConformanceReport.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandJudgeTest {
  private static final long SEED = 7;
  private static final double HZ = 100;
  private static final double STEP_SECONDS = 8;
  private static final long START = 5_000_000_000L;

  private static final List<Step> STEPS = new ArrayList<>();

  static {
    for (HandExercise each : HandExercise.values()) {
      STEPS.add(new Step(each.word(), STEPS.size() * STEP_SECONDS));
    }
  }

  private final Random random = new Random(SEED);
  private List<Reason> reasons = List.of();

  /// A glove in a take of all exercises.
  ///
  /// @param worn whether it is on the hand that was asked for
  /// @param wired which finger bends the sensor of that name
  private List<HandJudge.Bend> glove(boolean worn, UnaryOperator<Finger> wired) {
    List<HandJudge.Bend> bends = new ArrayList<>();
    for (Finger finger : Finger.values()) {
      double[] values = new double[(int) (HZ * STEP_SECONDS * STEPS.size())];
      for (int i = 0; i < values.length; i++) {
        double seconds = i / HZ;
        HandExercise what = HandExercise.values()[(int) (seconds / STEP_SECONDS)];
        double way = worn ? way(what, wired.apply(finger)) : 0;
        double bend = way * Math.pow(Math.sin(Math.PI * seconds / 2.3), 2);
        values[i] = 600 + 2400 * bend + 4 * random.nextGaussian();
      }
      bends.add(
          new HandJudge.Bend(
              finger, new Channel(finger.word() + "_curl", Unit.COUNT, 0, 4095), column(values)));
    }
    return bends;
  }

  /// How far a finger goes; neighbours come along, as they do.
  private static double way(HandExercise what, Finger finger) {
    Finger asked = what.finger();
    if (what == HandExercise.FIST) {
      return 1;
    }
    if (asked == null) {
      return 0.02;
    }
    int apart = Math.abs(asked.ordinal() - finger.ordinal());
    boolean thumb = asked == Finger.THUMB || finger == Finger.THUMB;
    return apart == 0 ? 1 : apart == 1 && !thumb ? 0.7 : 0.1;
  }

  private static ChannelJudge.Column column(double[] values) {
    return new ChannelJudge.Column() {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public double value(int index) {
        return values[index];
      }

      @Override
      public long captureNanos(int index) {
        return START + (long) (index / HZ * 1e9);
      }
    };
  }

  private Hand judge(
      boolean contradictory, List<HandJudge.Bend> own, @Nullable List<HandJudge.Bend> other) {
    long stop = START + (long) (STEPS.size() * STEP_SECONDS * 1e9);
    HandJudge judge = new HandJudge(START, stop, STEPS);
    Hand hand =
        judge.judge(
            "glove",
            new Conformance.Worn(
                HandSide.LEFT, contradictory, other == null ? null : "other-glove"),
            own,
            other == null ? List.of() : other);
    reasons = judge.reasons();
    return Objects.requireNonNull(hand);
  }

  private void says(String words) {
    assertEquals(1, reasons.size(), reasons::toString);
    assertTrue(reasons.getFirst().what().contains(words), reasons::toString);
  }

  @Test
  void theRightGloveOnTheRightFingersAgrees() {
    Hand hand = judge(false, glove(true, f -> f), glove(false, f -> f));
    assertEquals("agrees", hand.sides(), hand::toString);
    assertEquals("agrees", hand.fingers(), hand::toString);
    assertEquals(List.of(), reasons);
  }

  @Test
  void aGloveThatRestsWhileTheOtherMovesIsOnTheWrongHand() {
    Hand hand = judge(false, glove(false, f -> f), glove(true, f -> f));
    assertEquals("contradicts", hand.sides(), hand::toString);
    assertEquals("says nothing", hand.fingers(), hand::toString);
    says("The left hand was asked for, and other-glove moved");
  }

  /// Both moved, or neither: a person who does not follow is no fault of a glove.
  @Test
  void whatIsNotClearSaysNothing() {
    assertEquals("says nothing", judge(false, glove(true, f -> f), glove(true, f -> f)).sides());
    assertEquals(List.of(), reasons);
    Hand still = judge(false, glove(false, f -> f), glove(false, f -> f));
    assertEquals("says nothing", still.sides(), still::toString);
    assertEquals("says nothing", still.fingers(), still::toString);
    assertEquals(List.of(), reasons);
    assertEquals("says nothing", judge(false, glove(true, f -> f), null).sides());
    assertEquals(List.of(), reasons);
  }

  @Test
  void mirroredFingersContradict() {
    Hand hand =
        judge(false, glove(true, f -> Finger.values()[4 - f.ordinal()]), glove(false, f -> f));
    assertEquals("agrees", hand.sides(), hand::toString);
    assertEquals("contradicts", hand.fingers(), hand::toString);
    says("index was ring");
  }

  /// As where only the four fingers are plugged the wrong way round.
  @Test
  void mirroredFingersBesideAGoodThumbContradict() {
    Hand hand =
        judge(
            false,
            glove(true, f -> f == Finger.THUMB ? f : Finger.values()[5 - f.ordinal()]),
            null);
    assertEquals("contradicts", hand.fingers(), hand::toString);
    says("index was little");
  }

  @Test
  void oneDeadFingerIsNotAnOrderOfFingers() {
    List<HandJudge.Bend> glove = glove(true, f -> f);
    double[] dead = new double[glove.getFirst().column().size()];
    glove.set(2, new HandJudge.Bend(Finger.MIDDLE, glove.get(2).spec(), column(dead)));
    assertEquals("agrees", judge(false, glove, null).fingers());
    assertEquals(List.of(), reasons);
  }

  @Test
  void aRigFileThatSaysBothHandsIsNamed() {
    judge(true, glove(true, f -> f), null);
    says("Its role says one hand");
  }

  @Test
  void whatHasNoFingersIsNotJudged() {
    HandJudge judge = new HandJudge(START, START + 1, STEPS);
    assertNull(
        judge.judge("pad", new Conformance.Worn(HandSide.LEFT, false, null), List.of(), List.of()));
  }
}
