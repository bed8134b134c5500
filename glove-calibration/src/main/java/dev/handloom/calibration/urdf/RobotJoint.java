package dev.handloom.calibration.urdf;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import org.jspecify.annotations.Nullable;

/// A joint of a robot, as its description has it.
///
/// @param origin where the joint sits in the frame of its parent link
/// @param axis of unit length, in the joint's own frame
/// @param lower in radians or metres; −∞ where it turns without an end
/// @param upper in radians or metres; ∞ where it turns without an end
/// @param velocity the fastest it may move, in radians or metres a second; ∞ where nothing is said
public record RobotJoint(
    String name,
    JointKind kind,
    String parent,
    String child,
    Pose origin,
    Vec3 axis,
    double lower,
    double upper,
    double velocity,
    @Nullable Mimic mimic) {}
