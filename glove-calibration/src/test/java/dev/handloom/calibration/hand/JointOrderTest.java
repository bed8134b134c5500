package dev.handloom.calibration.hand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.hand.JointOrder;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JointOrderTest {
  @Test
  void everyOrderCountsAsItsNameSaysAndNamesNoJointTwice() {
    for (JointOrder order : JointOrder.values()) {
      assertTrue(order.name().endsWith("_" + order.count()), order.name());
      Set<HandJoint> seen = new HashSet<>();
      for (int place = 0; place < order.count(); place++) {
        HandJoint joint = order.at(place);
        assertTrue(joint == null || seen.add(joint), order + " has " + joint + " twice");
      }
    }
  }

  @Test
  void jointsStandWhereOtherProgramsCountThem() {
    assertEquals(HandJoint.WRIST, JointOrder.WEBXR_25.at(0));
    assertEquals(HandJoint.LITTLE_TIP, JointOrder.WEBXR_25.at(24));
    assertEquals(HandJoint.THUMB_TIP, JointOrder.MEDIAPIPE_21.at(4));
    assertEquals(HandJoint.INDEX_PROXIMAL, JointOrder.MEDIAPIPE_21.at(5));
    assertEquals(HandJoint.LITTLE_PROXIMAL, JointOrder.MANO_21.at(7));
    assertEquals(HandJoint.THUMB_METACARPAL, JointOrder.MANO_21.at(13));
    assertEquals(HandJoint.INDEX_METACARPAL, JointOrder.ARKIT_27.at(5));
    assertNull(JointOrder.ARKIT_27.at(26));
    assertEquals(HandJoint.WRIST, JointOrder.ARIA_21.at(5));
    assertEquals(HandJoint.INDEX_PROXIMAL, JointOrder.ARIA_21.at(8));
    assertEquals(HandJoint.PALM, JointOrder.ARIA_21.at(20));
  }

  @Test
  void whatAnOrderKnowsComesBackAsItWent() {
    Random random = new Random(7);
    double[] hand = new double[HandPose.VALUES];
    new ForwardKinematics(HandSide.LEFT, HandSize.ADULT)
        .solve(InverseKinematicsTest.randomAngles(random), hand);
    for (JointOrder order : JointOrder.values()) {
      double[] there = new double[order.count() * HandPose.PER_JOINT];
      double[] back = new double[HandPose.VALUES];
      order.fromHand(hand, there);
      order.toHand(there, HandPose.PER_JOINT, back);
      Set<HandJoint> known = new HashSet<>();
      for (int place = 0; place < order.count(); place++) {
        HandJoint joint = order.at(place);
        if (joint != null) {
          known.add(joint);
        }
      }
      for (HandJoint joint : HandJoint.values()) {
        int p = joint.ordinal() * HandPose.PER_JOINT;
        if (known.contains(joint)) {
          assertEquals(hand[p], back[p], order + " " + joint);
        } else if (joint == HandJoint.PALM) {
          double off = 0;
          for (int i = 0; i < 3; i++) {
            off = Math.max(off, Math.abs(hand[p + i] - back[p + i]));
          }
          assertTrue(off < 0.003, order + " puts the palm " + off + " m away");
        } else {
          assertTrue(Double.isNaN(back[p]), order + " makes " + joint + " up");
        }
      }
    }
  }

  @Test
  void aSkeletonTellsTheBonesItWasMadeOf() {
    HandSize size = HandMeasure.byRuler(0.201, 0.082);
    double[] hand = new double[HandPose.VALUES];
    new ForwardKinematics(HandSide.RIGHT, size)
        .solve(InverseKinematicsTest.randomAngles(new Random(3)), hand);
    HandSize found = HandMeasure.byJoints(HandSide.RIGHT, hand);
    assertEquals(0.201, HandMeasure.length(found), 1e-9);
    assertEquals(HandMeasure.breadth(size), HandMeasure.breadth(found), 1e-9);
    // The ruler was laid across the knuckles.
    assertEquals(0.082, HandMeasure.knuckles(size), 2e-4);
  }
}
