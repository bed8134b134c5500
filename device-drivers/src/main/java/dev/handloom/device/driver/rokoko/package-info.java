/// Rokoko Studio's custom stream: gloves and suits of Rokoko, and of Manus where Studio reads them.
///
/// **Wire.** A datagram a frame to UDP port 14043: JSON of version 3, plain or as an LZ4 frame.
/// Joints of each actor with position in metres and rotation, in Unity's left-handed frame, and the
/// scene's time in seconds.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** A datagram that lacks a joint that was asked for is bad. An LZ4 frame is
/// unpacked only with all of its checksums right, and never to more than a fixed size.
@NullMarked
package dev.handloom.device.driver.rokoko;

import org.jspecify.annotations.NullMarked;
