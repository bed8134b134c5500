/// Cameras whose pictures come over ZeroMQ: as LeRobot's camera server publishes them, JSON with a
/// JPEG in base64 and the sender's time, or as bare JPEG messages.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** A picture counts only if it is a whole JPEG of the size that the rig file says,
/// and newer than the one before: the server repeats the last until there is another.
@NullMarked
package dev.handloom.device.driver.zmqcamera;

import org.jspecify.annotations.NullMarked;
