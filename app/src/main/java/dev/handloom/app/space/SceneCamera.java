package dev.handloom.app.space;

import dev.handloom.device.space.Pose;

/// A camera whose place is known.
///
/// @param name for a person
/// @param device that it is
/// @param parent what its place is told by: another camera, the stream of what it sits on, or the
///   device in whose space it stands
record SceneCamera(String name, String device, String parent, Pose parentFromCamera) {}
