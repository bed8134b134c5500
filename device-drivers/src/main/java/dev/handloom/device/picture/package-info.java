/// Judges pictures without showing them: frozen, repeated, black, blurred.
///
/// **Threads.** A judge belongs to one thread, which is not the device's.
///
/// **Invariants.** Whether pictures are the same is decided by their bytes: a still scene is not a
/// frozen camera, because no sensor is without noise. Blurred is judged against the stream's own
/// past. A picture that cannot be judged is not blamed; nothing in it makes a judge fail.
@NullMarked
package dev.handloom.device.picture;

import org.jspecify.annotations.NullMarked;
