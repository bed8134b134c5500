package dev.handloom.store.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handloom.device.delay.MotionTrace;
import dev.handloom.store.sync.HandsUnseen.Stretch;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class HandsUnseenTest {
  private static final double SECONDS = 20;

  private static MotionTrace trace(double hertz, DoubleUnaryOperator motion) {
    MotionTrace trace = new MotionTrace();
    for (int i = 0; i < SECONDS * hertz; i++) {
      trace.add(Math.round(i / hertz * 1e9), motion.applyAsDouble(i / hertz));
    }
    return trace;
  }

  /// Busy for two of three seconds.
  private static double hand(double second) {
    return second % 3 < 2 ? 1 : 0.05;
  }

  @Test
  void handsThatLeaveThePictureAreFound() {
    MotionTrace hands = trace(120, HandsUnseenTest::hand);
    MotionTrace picture = trace(30, s -> s > 8 && s < 14 ? 0 : 4 * hand(s));
    List<Stretch> found = HandsUnseen.of(List.of(hands), List.of(picture));
    assertEquals(1, found.size(), found::toString);
    assertEquals(8, found.getFirst().fromNanos() / 1e9, 0.4);
    assertEquals(14, found.getFirst().toNanos() / 1e9, 0.4);
  }

  @Test
  void oneCameraThatSeesThemIsEnough() {
    MotionTrace hands = trace(120, HandsUnseenTest::hand);
    MotionTrace blind = trace(30, s -> s > 8 && s < 14 ? 0 : hand(s));
    MotionTrace other = trace(30, HandsUnseenTest::hand);
    assertEquals(List.of(), HandsUnseen.of(List.of(hands), List.of(blind, other)));
  }

  @Test
  void handsThatRestAreNotMissed() {
    MotionTrace hands = trace(120, s -> s > 8 && s < 14 ? 0.02 : hand(s));
    MotionTrace picture = trace(30, s -> s > 8 && s < 14 ? 0 : hand(s));
    assertEquals(List.of(), HandsUnseen.of(List.of(hands), List.of(picture)));
  }

  @Test
  void aCameraThatIsCarriedAboutSaysNothing() {
    MotionTrace hands = trace(120, HandsUnseenTest::hand);
    MotionTrace carried = trace(30, s -> 3 + Math.sin(s));
    assertEquals(List.of(), HandsUnseen.of(List.of(hands), List.of(carried)));
  }

  @Test
  void withoutHandsOrPicturesNothingIsSaid() {
    MotionTrace hands = trace(120, HandsUnseenTest::hand);
    assertEquals(List.of(), HandsUnseen.of(List.of(), List.of(hands)));
    assertEquals(List.of(), HandsUnseen.of(List.of(hands), List.of(new MotionTrace())));
  }
}
