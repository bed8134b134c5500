package dev.handloom.device.driver.headset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which joints of a body a headset finds, in the order of the OpenXR extension that has them.
public enum BodySet {
  /// `XR_FB_body_tracking`: trunk, arms, hands.
  UPPER("upper", upper()),
  /// With `XR_META_body_tracking_full_body`: legs, too.
  FULL("full", full()),
  /// `XR_BD_body_tracking`: as SMPL has them.
  PICO(
      "pico",
      List.of(
          "pelvis,left_hip,right_hip,spine1,left_knee,right_knee,spine2,left_ankle,right_ankle,spine3,left_foot,right_foot,neck,left_collar,right_collar,head,left_shoulder,right_shoulder,left_elbow,right_elbow,left_wrist,right_wrist,left_hand,right_hand"
              .split(",")));

  /// Of the largest set.
  public static final int MOST = 84;

  /// What a rig file says for no body.
  public static final String NONE = "none";

  private final String word;

  // An unchangeable list.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> joints;

  BodySet(String word, List<String> joints) {
    this.word = word;
    this.joints = List.copyOf(joints);
  }

  /// As a rig file says it.
  public String word() {
    return word;
  }

  public List<String> joints() {
    return joints;
  }

  /// The words of a rig file.
  public static List<String> words() {
    return List.of(NONE, UPPER.word, FULL.word, PICO.word);
  }

  /// @throws IllegalArgumentException for a word that is none
  public static BodySet of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static List<String> upper() {
    List<String> joints =
        new ArrayList<>(
            List.of(
                "root",
                "hips",
                "spine_lower",
                "spine_middle",
                "spine_upper",
                "chest",
                "neck",
                "head"));
    for (String side : List.of("left_", "right_")) {
      for (String joint :
          List.of("shoulder", "scapula", "arm_upper", "arm_lower", "hand_wrist_twist")) {
        joints.add(side + joint);
      }
    }
    for (String side : List.of("left_hand_", "right_hand_")) {
      joints.addAll(
          List.of(
              side + "palm",
              side + "wrist",
              side + "thumb_metacarpal",
              side + "thumb_proximal",
              side + "thumb_distal",
              side + "thumb_tip"));
      for (String finger : List.of("index_", "middle_", "ring_", "little_")) {
        for (String bone : List.of("metacarpal", "proximal", "intermediate", "distal", "tip")) {
          joints.add(side + finger + bone);
        }
      }
    }
    return joints;
  }

  private static List<String> full() {
    List<String> joints = new ArrayList<>(upper());
    for (String side : List.of("left_", "right_")) {
      for (String joint :
          List.of(
              "upper_leg",
              "lower_leg",
              "foot_ankle_twist",
              "foot_ankle",
              "foot_subtalar",
              "foot_transverse",
              "foot_ball")) {
        joints.add(side + joint);
      }
    }
    return joints;
  }
}
