package dev.handloom.app.space;

import dev.handloom.device.space.Pose;

/// How a headset's space lies in another, at a moment.
///
/// @param holds whether it does; where not, both stay apart
/// @param note what a person should know of it: beside the space it lies in while it holds, else
///   beside the headset's own
record LaidSpace(
    String headset, String target, Pose targetFromHeadset, boolean holds, String note) {}
