/// GRABETTE, the hand-held gripper of Pollen Robotics and Hugging Face, over its HTTP server.
///
/// **Wire.** The gripper keeps the last 500 readings of its encoders and its inertial unit, 50 a
/// second, each with its own time, and hands out what is newer than a cursor
/// (`/api/state/history`). Firmware without that sends the newest reading ten times a second over a
/// WebSocket (`/api/state/ws`). While it tracks its own motion it sends that over another
/// (`/api/teleop/stream`).
///
/// Its camera's live picture is a device of its own: a JPEG a message over a third WebSocket
/// (`/api/camera/ws`), without a time.
///
/// **Clocks.** Encoders, inertial unit and tracking each have a time of their own: that of the
/// encoders begins anew with each episode that the gripper records itself. So each has its own
/// clock model.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** A reading is published once. What the gripper plays back from an old episode is
/// never taken for a measurement.
@NullMarked
package dev.handloom.device.driver.grabette;

import org.jspecify.annotations.NullMarked;
