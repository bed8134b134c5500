package dev.handloom.app.arm;

import dev.handloom.app.calibrate.RunState;
import dev.handloom.calibration.arm.ArmStep;
import org.jspecify.annotations.Nullable;

/// How a guided run of an arm stands at one moment. Immutable; its arrays belong to whoever looks.
///
/// @param wanted what is asked for; null at the end
/// @param done how many steps lie behind
/// @param of how many there are
/// @param at where each joint stands from its first zero pose, in radians, roughly; before that,
///   from where it stood first; NaN where nothing came
/// @param low the least of that in this run
/// @param high the most
/// @param moved how far the joint that is asked for has gone in this step, in radians
/// @param words what a person should know now; empty when there is nothing
public record ArmLook(
    RunState state,
    @Nullable ArmStep wanted,
    int done,
    int of,
    double[] at,
    double[] low,
    double[] high,
    double moved,
    String words) {}
