package dev.handloom.device.hand;

import static dev.handloom.device.hand.HandJoint.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How other programs count the joints of a hand, and the way from and to our 26.
public enum JointOrder {
  /// Our own.
  OPENXR_26(List.of(HandJoint.values())),
  /// OpenXR without the palm.
  WEBXR_25(List.of(HandJoint.values()).subList(1, HandJoint.COUNT)),
  /// Wrist and four joints a finger, thumb first. MANO's joints are mostly exchanged in this order.
  MEDIAPIPE_21(fingerwise()),
  /// As MANO's own files have them: wrist, three joints each of index, middle, little, ring and
  /// thumb, then the tips from the thumb on.
  MANO_21(mano()),
  /// Apple's: wrist, fingers with their metacarpals, then the forearm at the wrist and its far end,
  /// of which we know nothing.
  ARKIT_27(arkit()),
  /// Aria's: tips, wrist, the joints between, palm. The thumb's metacarpal is not among them.
  ARIA_21(aria());

  /// Stands for a joint that our hand does not have.
  private static final int NONE = -1;

  private static final int PER = HandPose.PER_JOINT;

  @SuppressWarnings("ImmutableEnumChecker")
  private final int[] joints;

  JointOrder(List<HandJoint> joints) {
    this.joints = joints.stream().mapToInt(Enum::ordinal).toArray();
  }

  JointOrder(int[] joints) {
    this.joints = joints;
  }

  public int count() {
    return joints.length;
  }

  /// Our joint at a place of this order, or null for one that our hand does not have.
  public @Nullable HandJoint at(int place) {
    return joints[place] == NONE ? null : HandJoint.of(joints[place]);
  }

  /// From our hand into this order.
  ///
  /// @param hand laid out as [HandPose]
  /// @param out seven numbers a joint; NaN for joints that our hand does not have
  public void fromHand(double[] hand, double[] out) {
    for (int place = 0; place < joints.length; place++) {
      int joint = joints[place];
      for (int i = 0; i < PER; i++) {
        out[place * PER + i] = joint == NONE ? Double.NaN : hand[joint * PER + i];
      }
    }
  }

  /// From this order into our hand. A joint that this order lacks is NaN, but for the palm, which
  /// is put halfway along the middle metacarpal where that is known, or on the way from wrist to
  /// knuckle.
  ///
  /// @param perJoint 3 for positions alone, 7 with quaternions
  /// @param hand laid out as [HandPose]
  public void toHand(double[] in, int perJoint, double[] hand) {
    Arrays.fill(hand, 0, HandPose.VALUES, Double.NaN);
    for (int place = 0; place < joints.length; place++) {
      if (joints[place] != NONE) {
        for (int i = 0; i < perJoint; i++) {
          hand[joints[place] * PER + i] = in[place * perJoint + i];
        }
      }
    }
    if (Double.isNaN(hand[PALM.ordinal() * PER])) {
      palm(hand);
    }
  }

  /// Of the way from the wrist to the middle knuckle, where the metacarpal's middle lies.
  private static final double PALM_FROM_WRIST = 0.62;

  private static void palm(double[] hand) {
    boolean metacarpal = !Double.isNaN(hand[MIDDLE_METACARPAL.ordinal() * PER]);
    int from = (metacarpal ? MIDDLE_METACARPAL : WRIST).ordinal() * PER;
    int to = MIDDLE_PROXIMAL.ordinal() * PER;
    int palm = PALM.ordinal() * PER;
    double share = metacarpal ? 0.5 : PALM_FROM_WRIST;
    for (int i = 0; i < 3; i++) {
      hand[palm + i] = hand[from + i] + share * (hand[to + i] - hand[from + i]);
    }
    System.arraycopy(hand, WRIST.ordinal() * PER + 3, hand, palm + 3, 4);
  }

  private static List<HandJoint> fingerwise() {
    List<HandJoint> joints = new ArrayList<>(List.of(WRIST));
    joints.addAll(List.of(THUMB_METACARPAL, THUMB_PROXIMAL, THUMB_DISTAL, THUMB_TIP));
    for (HandJoint first :
        List.of(INDEX_PROXIMAL, MIDDLE_PROXIMAL, RING_PROXIMAL, LITTLE_PROXIMAL)) {
      run(joints, first, 4);
    }
    return joints;
  }

  private static List<HandJoint> mano() {
    List<HandJoint> joints = new ArrayList<>(List.of(WRIST));
    for (HandJoint first :
        List.of(
            INDEX_PROXIMAL, MIDDLE_PROXIMAL, LITTLE_PROXIMAL, RING_PROXIMAL, THUMB_METACARPAL)) {
      run(joints, first, 3);
    }
    joints.addAll(List.of(THUMB_TIP, INDEX_TIP, MIDDLE_TIP, RING_TIP, LITTLE_TIP));
    return joints;
  }

  private static int[] arkit() {
    int[] joints = new int[27];
    for (int i = 0; i < 25; i++) {
      joints[i] = WRIST.ordinal() + i;
    }
    joints[25] = NONE;
    joints[26] = NONE;
    return joints;
  }

  private static List<HandJoint> aria() {
    List<HandJoint> joints =
        new ArrayList<>(List.of(THUMB_TIP, INDEX_TIP, MIDDLE_TIP, RING_TIP, LITTLE_TIP, WRIST));
    joints.addAll(List.of(THUMB_PROXIMAL, THUMB_DISTAL));
    for (HandJoint first :
        List.of(INDEX_PROXIMAL, MIDDLE_PROXIMAL, RING_PROXIMAL, LITTLE_PROXIMAL)) {
      run(joints, first, 3);
    }
    joints.add(PALM);
    return joints;
  }

  private static void run(List<HandJoint> joints, HandJoint first, int count) {
    for (int i = 0; i < count; i++) {
      joints.add(HandJoint.of(first.ordinal() + i));
    }
  }
}
