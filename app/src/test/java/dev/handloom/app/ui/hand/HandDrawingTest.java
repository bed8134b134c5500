package dev.handloom.app.ui.hand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.gallery.SampleHand;
import dev.handloom.device.hand.Finger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandDrawingTest {

  private static final int MIDDLE_TIP = 15;
  private static final int THUMB_TIP = 5;

  private final HandDrawing drawing = new HandDrawing();

  @Test
  void fingersPointUpAndTheRightThumbIsOnTheLeftSeenFromTheBack() {
    drawing.project(SampleHand.joints(false, 0), 0, 0, 1000, 100, 100);
    assertTrue(drawing.y(MIDDLE_TIP) < drawing.y(HandJoints.WRIST));
    assertTrue(drawing.x(THUMB_TIP) < drawing.x(MIDDLE_TIP));
    assertTrue(drawing.backSeen());
  }

  @Test
  void theLeftHandIsItsMirrorImage() {
    HandDrawing left = new HandDrawing();
    left.project(SampleHand.joints(true, 0.4), 0, 0, 1000, 0, 0);
    drawing.project(SampleHand.joints(false, 0.4), 0, 0, 1000, 0, 0);
    for (int joint = 0; joint < HandJoints.COUNT; joint++) {
      assertEquals(-drawing.x(joint), left.x(joint), 1e-9);
      assertEquals(drawing.y(joint), left.y(joint), 1e-9);
    }
    assertTrue(left.backSeen());
  }

  @Test
  void halfATurnShowsTheInside() {
    drawing.project(SampleHand.joints(false, 0), Math.PI, 0, 1000, 0, 0);
    assertFalse(drawing.backSeen());
    assertTrue(drawing.x(THUMB_TIP) > drawing.x(MIDDLE_TIP));
  }

  @Test
  void nearerShapesComeLater() {
    drawing.project(SampleHand.joints(false, 0.8), 0.7, -0.4, 1000, 0, 0);
    for (int place = 1; place <= HandDrawing.BONES; place++) {
      assertTrue(
          drawing.depth(drawing.shapeAt(place - 1)) <= drawing.depth(drawing.shapeAt(place)));
    }
  }

  @Test
  void whereTheHandIsInTheRoomDoesNotMatter() {
    double[] here = SampleHand.joints(false, 0.3);
    drawing.project(here, 0.2, 0.1, 1000, 0, 0);
    HandDrawing there = new HandDrawing();
    there.project(moved(here), 0.2, 0.1, 1000, 0, 0);
    for (int joint = 0; joint < HandJoints.COUNT; joint++) {
      assertEquals(drawing.x(joint), there.x(joint), 1e-6);
      assertEquals(drawing.y(joint), there.y(joint), 1e-6);
    }
  }

  // Turned a quarter about the upright axis (x → −z, z → x) and carried away.
  private static double[] moved(double[] joints) {
    double[] out = joints.clone();
    double half = Math.sqrt(0.5);
    for (int joint = 0; joint < HandJoints.COUNT; joint++) {
      int at = joint * HandJoints.STRIDE;
      out[at] = joints[at + 2] + 1.5;
      out[at + 1] = joints[at + 1] - 0.7;
      out[at + 2] = -joints[at] + 0.3;
      out[at + 4] = half;
      out[at + 6] = half;
    }
    return out;
  }

  @Test
  void aJointWithoutANumberMakesTheHandUnknown() {
    double[] joints = SampleHand.joints(false, 0);
    assertTrue(HandJoints.allKnown(joints, Set.of()));
    joints[12 * HandJoints.STRIDE] = Double.NaN;
    assertFalse(HandJoints.allKnown(joints, Set.of()));
    assertFalse(HandJoints.allKnown(joints, Set.of(Finger.INDEX, Finger.RING)));
    assertTrue(HandJoints.allKnown(joints, Set.of(Finger.MIDDLE)));
  }

  @Test
  void aHandWithoutSomeFingersIsDrawnFromTheOthers() {
    Set<Finger> none = EnumSet.of(Finger.THUMB, Finger.LITTLE);
    double[] joints = SampleHand.joints(false, 0.3);
    double[] whole = joints.clone();
    for (Finger finger : none) {
      int from = finger.base().ordinal() * HandJoints.STRIDE;
      Arrays.fill(joints, from, from + finger.joints() * HandJoints.STRIDE, Double.NaN);
    }
    assertTrue(HandJoints.allKnown(joints, none));
    drawing.missing(none);
    drawing.project(joints, 0, 0, 1000, 0, 0);
    assertTrue(drawing.backSeen());
    HandDrawing five = new HandDrawing();
    five.project(whole, 0, 0, 1000, 0, 0);
    assertEquals(five.x(MIDDLE_TIP), drawing.x(MIDDLE_TIP), 1e-9);
    // The two sides of the wrist are told apart without a thumb, too.
    assertEquals(five.x(HandJoints.WRIST_THUMB_SIDE), drawing.x(HandJoints.WRIST_THUMB_SIDE), 1e-9);
    assertFalse(drawing.known(THUMB_TIP));
    int missing = 0;
    for (int bone = 0; bone < HandDrawing.BONES; bone++) {
      missing += drawing.missing(bone) ? 1 : 0;
      assertEquals(drawing.missing(bone), !drawing.known(drawing.to(bone)));
    }
    assertEquals(3 + 4, missing);
  }
}
