/// Cameras that the video library reads: over RTSP, through the camera systems of Windows and
/// macOS, and video files that are played as if they were cameras. They are drivers as any other
/// and stand here because they need what unpacks pictures.
///
/// **Threads.** One thread an input opens and reads it and stamps arrivals; the device's thread
/// unpacks and publishes. What the reading thread has opened it alone closes, so a call of the
/// library that does not come back keeps nobody else waiting.
///
/// **Invariants.** Pictures that came damaged, or of another size, are counted and never published.
/// Native memory is freed by `close`, not by the garbage collector.
@NullMarked
package dev.handloom.store.camera;

import org.jspecify.annotations.NullMarked;
