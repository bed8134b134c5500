/// Descriptions of robot hands in URDF: read, checked, and moved.
///
/// A description is a tree of links that are held together by joints. Shapes (meshes, colours,
/// masses) are passed over; only what moves where matters here.
///
/// **Frame.** URDF's: metres and radians, roll–pitch–yaw about fixed axes. Link 0 is the root, and
/// everything is computed in its frame.
///
/// **Threads.** Descriptions are immutable. [dev.handloom.calibration.urdf.RobotMotion] keeps
/// scratch space: one instance per thread.
@NullMarked
package dev.handloom.calibration.urdf;

import org.jspecify.annotations.NullMarked;
