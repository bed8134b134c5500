package dev.handloom.app.workspace.devices;

import dev.handloom.device.driver.DriverCard.Family;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A rig as many have it: the roles to be filled, one after the other.
///
/// @param simulated whether every role has its stand-in from the start
record RigPreset(String name, String words, boolean simulated, List<Role> roles) {
  /// One place in the rig.
  ///
  /// @param name what it is to the person
  /// @param families what kinds of things can fill it
  /// @param standIn the simulated device that can
  /// @param settings what the rig says of the device, besides what its driver wants to know
  record Role(String name, Set<Family> families, String standIn, Map<String, String> settings) {
    Role with(String setting, String value) {
      return new Role(name, families, standIn, Map.of(setting, value));
    }
  }

  static final List<RigPreset> ALL =
      List.of(
          new RigPreset(
              "Two gloves and a head camera",
              "Both hands, and what the person sees.",
              false,
              List.of(
                  role("left glove", "left-glove", Family.GLOVE, Family.EXOSKELETON),
                  role("right glove", "right-glove", Family.GLOVE, Family.EXOSKELETON),
                  role("head camera", "head-camera", Family.CAMERA))),
          new RigPreset(
              "Pair of UMI grippers",
              "Two hand-held grippers, each with its camera.",
              false,
              List.of(
                  role("left gripper", "gripper", Family.GRIPPER, Family.GENERIC),
                  role("left wrist camera", "wrist-camera", Family.CAMERA),
                  role("right gripper", "gripper#2", Family.GRIPPER, Family.GENERIC),
                  role("right wrist camera", "wrist-camera#2", Family.CAMERA))),
          new RigPreset(
              "Leader arm",
              "An arm that is led by hand, a camera, and a pedal for busy hands.",
              false,
              List.of(
                  role("leader arm", "so101-leader", Family.LEADER_ARM, Family.EXOSKELETON),
                  role("wrist camera", "wrist-camera", Family.CAMERA),
                  role("foot pedal", "pedal", Family.HANDS_FREE))),
          new RigPreset(
              "One glove",
              "To try a glove alone.",
              false,
              List.of(role("left glove", "left-glove", Family.GLOVE, Family.EXOSKELETON))),
          new RigPreset(
              "Simulated rig of your own",
              "Two gloves, a gripper and two cameras, all simulated, in a file you can change.",
              true,
              List.of(
                  role("left glove", "left-glove", Family.GLOVE),
                  role("right glove", "right-glove", Family.GLOVE),
                  role("gripper", "gripper", Family.GRIPPER),
                  role("head camera", "head-camera", Family.CAMERA),
                  role("wrist camera", "wrist-camera", Family.CAMERA))),
          new RigPreset(
              "Simulated rig with trackers",
              "As before, and a base station that follows the head, the wrists and the gripper: the"
                  + " preview draws paths into the picture.",
              true,
              List.of(
                  role("left glove", "left-glove", Family.GLOVE),
                  role("right glove", "right-glove", Family.GLOVE),
                  role("gripper", "gripper", Family.GRIPPER),
                  role("head camera", "head-camera", Family.CAMERA),
                  role("base station", "base-station", Family.GENERIC, Family.HEADSET))),
          new RigPreset(
              "Simulated headset and gloves",
              "A headset sees where the wrists are, gloves feel the fingers: one hand is made of"
                  + " both, and each joint says where it comes from.",
              true,
              List.of(
                  role("left glove", "left-glove", Family.GLOVE).with("wrist", "headset"),
                  role("right glove", "right-glove", Family.GLOVE).with("wrist", "headset"),
                  role("headset", "openxr-headset", Family.HEADSET),
                  role("head camera", "head-camera", Family.CAMERA))));

  private static Role role(String name, String standIn, Family first, Family... more) {
    return new Role(name, EnumSet.of(first, more), standIn, Map.of());
  }

  @Override
  public String toString() {
    return name;
  }
}
