/// Cameras that send JPEG pictures one after the other as `multipart/x-mixed-replace`: over HTTP,
/// as network cameras and most camera servers do, or over a bare TCP connection. Written from RFC
/// 2046, section 5.1, and from what such servers were seen to send.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** A picture counts only if it is a whole JPEG of the size that the rig file says.
/// It is passed on as it came. Nothing that is sent makes the decoder keep more than one picture.
@NullMarked
package dev.handloom.device.driver.mjpeg;

import org.jspecify.annotations.NullMarked;
