/// Apple Vision Pro with the app of VisionProTeleop ("Tracking Streamer"): a gRPC call that is
/// answered by matrices.
///
/// **Threads.** A session belongs to its device's thread.
@NullMarked
package dev.handloom.device.driver.visionpro;

import org.jspecify.annotations.NullMarked;
